/* The documents of a build: docids are given, what is known of each is kept, and told to the journal. */
#include "indexer/bulk/build.h"

#include "common/huge.h"
#include "indexer/bulk/old_index.h"

#include <stdlib.h>
#include <string.h>

static void reserve_documents(struct build *b, size_t count)
{
    if (count <= b->cap)
        return;
    b->cap = count + count / 2 + 1024;
    b->lengths = mem_resize(b->lengths, b->cap, sizeof *b->lengths);
    b->owners = mem_resize(b->owners, b->cap, sizeof *b->owners);
    b->numbers = mem_resize(b->numbers, b->cap, sizeof *b->numbers);
    b->dates = mem_resize(b->dates, b->cap, DATE_SORTABLE_SIZE);
}

void build_begin_with(struct build *b, const struct old_index *old)
{
    uint32_t count = old->version.last_docid;
    reserve_documents(b, count);
    b->old = old;
    b->old_documents = b->documents = b->dead = count;
    for (uint32_t i = 0; i < count; i++)
        b->numbers[i] = BUILD_DEAD;
    if (count) {
        memset(b->lengths, 0, count * sizeof *b->lengths);
        memset(b->owners, 0, count * sizeof *b->owners);
        memset(b->dates, 0, (size_t)count * DATE_SORTABLE_SIZE);
    }
}

static void map_document(struct docid_map *m, uint32_t document, uint32_t docid)
{
    huge_reach(&m->docids, &m->cap, document, sizeof *m->docids);
    m->docids[document] = docid;
}

/* The next docid is that of a document: its worker's number `document`. */
static void add_document(struct build *b, struct bulk_worker *w, uint32_t document, const struct prepared_segment *s,
                         struct view id)
{
    reserve_documents(b, (size_t)b->documents + 1);
    uint32_t docid = ++b->documents;
    b->lengths[docid - 1] = s->length;
    b->owners[docid - 1] = (uint16_t)w->number;
    b->numbers[docid - 1] = document;
    char *date = b->dates + (size_t)(docid - 1) * DATE_SORTABLE_SIZE;
    memset(date, 0, DATE_SORTABLE_SIZE);
    if (s->has_date)
        memcpy(date, s->date, DATE_SORTABLE_SIZE);
    buf_add_string(&b->ids, id);
    map_document(&w->map, document, docid);
}

static enum status write_record(struct build *b, const struct prepared *p, const struct prepared_segment *s, struct error *err)
{
    struct view record = {p->bytes + s->record, s->record_len};
    struct view outline = {record.ptr + record.len, s->outline_len};
    enum status status = run_write_varint(b->records, s->compressed, err);
    if (!status)
        status = run_write_string(b->records, record, err);
    return status ? status : run_write_string(b->records, outline, err);
}

static enum status note_article(struct build *b, const struct prepared *p, struct error *err)
{
    buf_clear(&b->entry);
    buf_add_string(&b->entry, (struct view){p->id, p->id_len});
    buf_add_varint(&b->entry, p->hash.low);
    buf_add_varint(&b->entry, p->hash.high);
    buf_add_varint(&b->entry, p->worker->number);
    buf_add_varint(&b->entry, p->first_document);
    buf_add_varint(&b->entry, p->count);
    for (uint32_t i = 0; i < p->count; i++) {
        const struct prepared_segment *s = &p->segments[i];
        buf_add_varint(&b->entry, s->length);
        buf_add_string(&b->entry, (struct view){s->date, s->has_date ? sizeof s->date : 0});
    }
    return journal_add(b->journal, JOURNAL_ARTICLE, view_of_buf(&b->entry), err);
}

enum status build_take(struct build *b, const struct prepared *p, struct error *err)
{
    if (p->worker->status) {
        *err = p->worker->error;
        return p->worker->status;
    }
    if (p->refused)
        return error_set(err, STATUS_INPUT, "%.*s", (int)p->id_len, p->id);
    for (uint32_t i = 0; i < p->count; i++) {
        enum status status = write_record(b, p, &p->segments[i], err);
        if (status)
            return status;
        add_document(b, p->worker, p->first_document + i, &p->segments[i], (struct view){p->id, p->id_len});
    }
    return b->journal ? note_article(b, p, err) : STATUS_OK;
}

static struct bulk_worker *worker_numbered(const struct build *b, uint64_t number)
{
    struct bulk_worker *w = b->workers;
    while (w && w->number != number)
        w = w->next;
    return w;
}

static bool take_segment(struct view *entry, struct prepared_segment *s)
{
    struct view date;
    uint64_t length = 0;
    *s = (struct prepared_segment){0};
    if (!view_take_varint(entry, &length) || !view_take_string(entry, &date) || (date.len && date.len != sizeof s->date))
        return false;
    s->length = (uint32_t)length;
    s->has_date = date.len > 0;
    if (s->has_date)
        memcpy(s->date, date.ptr, sizeof s->date);
    return true;
}

enum status build_replay(struct build *b, struct view entry, struct replayed_article *out, struct error *err)
{
    uint64_t number = 0, document = 0, count = 0;
    bool good = view_take_string(&entry, &out->id) && view_take_varint(&entry, &out->hash.low) &&
                view_take_varint(&entry, &out->hash.high) && view_take_varint(&entry, &number) &&
                view_take_varint(&entry, &document) && view_take_varint(&entry, &count);
    struct bulk_worker *w = good ? worker_numbered(b, number) : NULL;
    good = w != NULL;
    for (uint64_t i = 0; i < count && good; i++) {
        struct prepared_segment s;
        good = take_segment(&entry, &s);
        if (good)
            add_document(b, w, (uint32_t)(document + i), &s, out->id);
    }
    if (!good)
        return error_set(err, STATUS_INDEX, "an article in the journal cannot be read");
    out->count = (uint32_t)count;
    return STATUS_OK;
}

void build_bury(struct build *b, uint32_t docid)
{
    struct bulk_worker *w = docid > b->old_documents ? worker_numbered(b, b->owners[docid - 1]) : NULL;
    if (w)
        w->map.docids[b->numbers[docid - 1]] = 0;
    b->numbers[docid - 1] = BUILD_DEAD;
    b->dead++;
}

bool build_is_dead(const struct build *b, uint32_t docid)
{
    return b->numbers[docid - 1] == BUILD_DEAD;
}

void build_replay_metadata(struct build *b, struct view entry)
{
    buf_add_view(&b->metadata, entry);
}

enum status build_set_metadata(struct build *b, struct view key, struct view value, struct error *err)
{
    buf_clear(&b->entry);
    buf_add_string(&b->entry, key);
    buf_add_string(&b->entry, value);
    build_replay_metadata(b, view_of_buf(&b->entry));
    return b->journal ? journal_add(b->journal, JOURNAL_METADATA, view_of_buf(&b->entry), err) : STATUS_OK;
}
