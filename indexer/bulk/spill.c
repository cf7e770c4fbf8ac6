#include "indexer/bulk/spill.h"

#include "indexer/bulk/list_maker.h"
#include "indexer/bulk/run_merge.h"
#include "indexer/bulk/run_term.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void spill_path(const struct build *b, const char *kind, unsigned worker, unsigned run, struct buf *out)
{
    buf_clear(out);
    buf_printf(out, "%s/%s.%u.%u", b->folder, kind, worker, run);
}

static enum status write_terms(const struct build *b, const struct bulk_worker *w, struct error *err)
{
    struct buf path = {0};
    struct run_writer *run = NULL;
    struct shard_place place = {0};
    struct run_term term;
    spill_path(b, "terms", w->number, w->runs.next, &path);
    enum status status = run_create(path.data, &run, err);
    while (!status && shard_next(w->shard, &place, &term))
        status = run_term_write(run, &term, err);
    status = run_end(run, status, err);
    buf_release(&path);
    return status;
}

/* A file of lists holds for each document 1 or 0, and the list as the table will have it, compressed or not. */
static enum status write_lists(const struct build *b, const struct bulk_worker *w, struct error *err)
{
    struct buf path = {0}, packed = {0};
    struct run_writer *run = NULL;
    struct list_maker lists;
    list_maker_init(&lists, w->shard);
    spill_path(b, "lists", w->number, w->runs.lists, &path);
    enum status status = run_create(path.data, &run, err);
    for (uint32_t d = w->shard->first_document; d < w->shard->next_document && !status; d++) {
        list_maker_next(&lists);
        buf_clear(&packed);
        status = run_write_varint(run, deflater_add_terms(w->deflater, view_of_buf(&lists.tag), &packed), err);
        if (!status)
            status = run_write_string(run, view_of_buf(&packed), err);
    }
    status = run_end(run, status, err);
    list_maker_release(&lists);
    buf_release(&path);
    buf_release(&packed);
    return status;
}

/* So many runs of a level become one of the next, the fewer the more workers there are: each worker keeps less than so many of every level. */
static size_t runs_to_merge(const struct build *b)
{
    enum { MOST = 16, ALL_WORKERS = 32 };
    size_t part = ALL_WORKERS / b->threads;
    return part < 2 ? 2 : part > MOST ? MOST : part;
}

static void note_terms(struct run_set *runs, unsigned level)
{
    mem_grow(&runs->terms, &runs->cap, runs->count, sizeof *runs->terms);
    runs->terms[runs->count++] = (struct terms_run){runs->next++, level};
}

/* A file of terms that was merged: away, unless a checkpoint may know it. */
static void drop_terms(struct run_set *runs, unsigned number, const char *path)
{
    if (number >= runs->sealed) {
        unlink(path);
        return;
    }
    mem_grow(&runs->doomed, &runs->doomed_cap, runs->doomed_count, sizeof *runs->doomed);
    runs->doomed[runs->doomed_count++] = number;
}

/* The last `count` runs of terms become one. */
static enum status merge_last(const struct build *b, struct bulk_worker *w, size_t count, struct error *err)
{
    struct run_set *runs = &w->runs;
    struct buf to = {0}, *from = mem_array(count, sizeof *from);
    size_t first = runs->count - count;
    for (size_t i = 0; i < count; i++)
        spill_path(b, "terms", w->number, runs->terms[first + i].number, &from[i]);
    spill_path(b, "terms", w->number, runs->next, &to);
    enum status status = run_merge(from, count, to.data, err);
    if (!status) {
        for (size_t i = 0; i < count; i++)
            drop_terms(runs, runs->terms[first + i].number, from[i].data);
        runs->count = first;
        note_terms(runs, runs->terms[first].level + 1);
    }
    for (size_t i = 0; i < count; i++)
        buf_release(&from[i]);
    free(from);
    buf_release(&to);
    return status;
}

static enum status merge_runs(const struct build *b, struct bulk_worker *w, struct error *err)
{
    const struct run_set *runs = &w->runs;
    size_t wanted = runs_to_merge(b);
    enum status status = STATUS_OK;
    while (!status && runs->count >= wanted && runs->terms[runs->count - wanted].level == runs->terms[runs->count - 1].level)
        status = merge_last(b, w, wanted, err);
    return status;
}

enum status spill(const struct build *b, struct bulk_worker *w, struct error *err)
{
    shard_invert(w->shard);
    enum status status = write_terms(b, w, err);
    if (!status)
        status = write_lists(b, w, err);
    if (!status) {
        note_terms(&w->runs, 0);
        w->runs.lists++;
        shard_clear(w->shard, w->room / 2); /* runs may be merged now, and the room becomes less as documents become more */
        status = merge_runs(b, w, err);
    }
    return status;
}
