/* The position, docdata and termlist tables. */
#include "indexer/bulk/finish_parts.h"
#include "indexer/bulk/list_maker.h"
#include "indexer/bulk/merge.h"
#include "indexer/bulk/pack.h"
#include "indexer/bulk/position.h"
#include "indexer/bulk/postlist.h"
#include "indexer/bulk/record_reader.h"
#include "indexer/bulk/spill.h"
#include "indexer/bulk/termlist.h"

#include <stdlib.h>

enum status finish_position(const struct finish *f, struct btree *t, struct error *err)
{
    unsigned char key[2 * POSTLIST_MAX_TERM + 1];
    struct position_list list = {0};
    struct postings p = {0};
    struct position_merge old;
    bool more = false;
    enum status status = position_merge_open(&old, f, err);
    if (!status)
        status = finish_open_postings(f, true, &p, err);
    while (!status && !(status = postings_next(&p, &more, err)) && more) {
        if (p.name.len > POSTLIST_MAX_TERM)
            status = error_set(err, STATUS_INPUT, "a term has %zu bytes, more than %d", p.name.len, POSTLIST_MAX_TERM);
        struct view term = {(const char *)key, status ? 0 : pack_sortable_string(key, p.name, false)};
        if (!status)
            status = position_merge_until(&old, term, t, err);
        position_begin(&list, t, term);
        for (size_t i = 0; i < p.count && !status; i++) {
            const uint32_t *places = p.positions + p.items[i].places;
            status = position_add(&list, p.items[i].docid, places + 1, *places, err);
        }
    }
    if (!status)
        status = position_merge_until(&old, (struct view){0}, t, err);
    position_merge_close(&old);
    finish_close_postings(&p);
    position_release(&list);
    return status;
}

enum status finish_docdata(const struct finish *f, struct btree *t, struct error *err)
{
    struct record_reader r = {0};
    enum status status = record_reader_open(f->build, &r, err);
    if (!status)
        run_read_last(r.file); /* the outlines are read before, or nearly: see the tasks of finish.c */
    if (!status && f->build->old)
        status = merge_documents(f, TABLE_DOCDATA, t, err);
    while (!status && r.docid < f->build->documents) {
        status = record_reader_next(&r, err);
        if (!status && r.record.len && !build_is_dead(f->build, r.docid))
            status = termlist_write(t, r.docid, r.record, r.compressed != 0, err);
    }
    record_reader_close(&r);
    return status;
}

/* The term lists of one worker's documents, in order: those of its runs, then those in memory. */
struct list_reader {
    const struct finish *finish;
    const struct bulk_worker *worker;
    unsigned run; /* that is being read; worker->runs.lists: memory */
    struct run_reader *reader;
    struct list_maker maker;
    uint32_t document; /* the next one's number in the shard */
};

/* A document's list, until the next one: out of a run as it stands in the table, out of memory still to be compressed. */
struct list {
    struct view tag;
    bool is_packed, compressed;
};

static enum status open_run(struct list_reader *r, struct error *err)
{
    struct buf path = {0};
    spill_path(r->finish->build, "lists", r->worker->number, r->run, &path);
    enum status status = run_open(path.data, &r->reader, err);
    if (!status)
        run_read_last(r->reader);
    buf_release(&path);
    return status;
}

/* The next list of the run that is being read. */
static enum status read_list(struct list_reader *r, struct list *list, struct error *err)
{
    size_t at = 0;
    uint64_t compressed = 0, len = 0;
    enum status status = r->reader ? STATUS_OK : open_run(r, err);
    if (!status)
        status = run_number(r->reader, &at, &compressed, err);
    if (!status)
        status = run_string(r->reader, &at, &len, err);
    if (status)
        return status;
    *list = (struct list){{run_here(r->reader) + (at - len), len}, true, compressed != 0};
    return run_pass(r->reader, at, 0, err);
}

/* One document on. */
static enum status step(struct list_reader *r, struct list *list, struct error *err)
{
    while (r->run < r->worker->runs.lists) {
        enum status status = read_list(r, list, err);
        if (status != STATUS_NOT_FOUND) {
            r->document++;
            return status;
        }
        run_reader_free(r->reader);
        r->reader = NULL;
        r->run++;
    }
    list_maker_next(&r->maker);
    *list = (struct list){.tag = view_of_buf(&r->maker.tag)};
    r->document++;
    return STATUS_OK;
}

/* The list of the worker's next document that was taken. */
static enum status next_taken(struct list_reader *r, struct list *list, struct error *err)
{
    enum status status;
    do
        status = step(r, list, err);
    while (!status && r->worker->map.docids[r->document - 1] == 0);
    return status;
}

/* Compresses the lists of memory on their way into the table. */
struct packer {
    struct deflater *deflater;
    struct buf bytes;
};

static enum status write_document(const struct build *b, struct btree *t, uint32_t docid, struct list list, struct packer *packer,
                                  struct error *err)
{
    static const char no_date[DATE_SORTABLE_SIZE];
    static const uint32_t slots[] = {SLOT_DATE, SLOT_ARTICLE, SLOT_OUTLINE};
    bool dated = view_compare((struct view){b->dates + (size_t)(docid - 1) * DATE_SORTABLE_SIZE, DATE_SORTABLE_SIZE},
                              (struct view){no_date, sizeof no_date}) != 0;
    if (!list.is_packed) {
        buf_clear(&packer->bytes);
        list.compressed = deflater_add_terms(packer->deflater, list.tag, &packer->bytes);
        list.tag = view_of_buf(&packer->bytes);
    }
    enum status status = termlist_write(t, docid, list.tag, list.compressed, err);
    return status ? status : termlist_write_slots(t, docid, dated ? slots : slots + 1, dated ? 3 : 2, err);
}

enum status finish_termlist(const struct finish *f, struct btree *t, struct error *err)
{
    const struct build *b = f->build;
    struct list_reader *readers = mem_array(b->worker_count, sizeof *readers);
    for (unsigned i = 0; i < b->worker_count; i++) {
        readers[i] = (struct list_reader){.finish = f, .worker = f->workers[i]};
        list_maker_init(&readers[i].maker, f->workers[i]->shard);
    }
    struct packer packer = {.deflater = deflater_new()};
    enum status status = b->old ? merge_documents(f, TABLE_TERMLIST, t, err) : STATUS_OK;
    for (uint32_t docid = b->old_documents + 1; docid <= b->documents && !status; docid++) {
        struct list list = {0};
        if (build_is_dead(b, docid))
            continue;
        status = next_taken(&readers[b->owners[docid - 1]], &list, err);
        if (!status)
            status = write_document(b, t, docid, list, &packer, err);
    }
    deflater_free(packer.deflater);
    buf_release(&packer.bytes);
    for (unsigned i = 0; i < b->worker_count; i++) {
        run_reader_free(readers[i].reader);
        list_maker_release(&readers[i].maker);
    }
    free(readers);
    return status;
}
