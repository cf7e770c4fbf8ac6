/* The outlines among the values of the postlist table: first those of the old index, then the build's own, straight from their files. */
#include "indexer/bulk/finish_parts.h"
#include "indexer/bulk/old_index.h"
#include "indexer/bulk/postlist.h"
#include "indexer/bulk/postlist_read.h"
#include "indexer/bulk/record_reader.h"

/* One outline after the other, of the documents that live. */
struct outline_values {
    const struct build *build;
    struct table *old; /* NULL when its values have all been taken */
    struct values_reader chunk;
    struct record_reader records;
    uint32_t docid;
    struct view value; /* until the next one */
};

static enum status open_values(const struct build *b, struct outline_values *v, struct error *err)
{
    *v = (struct outline_values){.build = b, .chunk = {.bad = true}};
    enum status status = b->old ? old_index_table(b->old, TABLE_POSTLIST, &v->old, err) : STATUS_OK;
    return status ? status : record_reader_open(b, &v->records, err);
}

static void close_values(struct outline_values *v)
{
    table_free(v->old);
    record_reader_close(&v->records);
}

/* Move to the old table's next chunk of outlines; v->old is NULL when there is none. */
static enum status next_chunk(struct outline_values *v, struct error *err)
{
    struct table_entry entry;
    struct postlist_key key;
    bool more = true;
    for (;;) {
        enum status status = table_next(v->old, &entry, &more, err);
        if (status)
            return status;
        if (more && !postlist_read_key(entry.key, &key))
            return error_set(err, STATUS_INDEX, "%s is damaged: a key of its postlist table cannot be read", v->build->old->folder);
        if (!more || key.kind > POSTLIST_VALUES || (key.kind == POSTLIST_VALUES && key.slot > SLOT_OUTLINE)) {
            table_free(v->old);
            v->old = NULL;
            return STATUS_OK;
        }
        if (key.kind == POSTLIST_VALUES && key.slot == SLOT_OUTLINE) {
            values_begin(&v->chunk, &key, entry.tag);
            return STATUS_OK;
        }
    }
}

/* The old index's next one; v->old is NULL when there is none. */
static enum status next_old(struct outline_values *v, struct error *err)
{
    while (v->old) {
        if (!values_take(&v->chunk)) {
            if (v->chunk.started && v->chunk.bad)
                return error_set(err, STATUS_INDEX, "%s is damaged: a chunk of outlines cannot be read", v->build->old->folder);
            enum status status = next_chunk(v, err);
            if (status)
                return status;
            continue;
        }
        if (v->chunk.docid > v->docid && v->chunk.docid <= v->build->old_documents && v->chunk.value.len &&
            !build_is_dead(v->build, v->chunk.docid)) {
            v->docid = v->chunk.docid;
            v->value = v->chunk.value;
            return STATUS_OK;
        }
    }
    return STATUS_OK;
}

/* False in *more at the end. */
static enum status next_value(struct outline_values *v, bool *more, struct error *err)
{
    enum status status = next_old(v, err);
    *more = v->old != NULL;
    while (!status && !*more && v->records.docid < v->build->documents) {
        status = record_reader_next(&v->records, err);
        if (status || build_is_dead(v->build, v->records.docid))
            continue;
        v->docid = v->records.docid;
        v->value = v->records.outline;
        *more = true;
    }
    return status;
}

enum status finish_outline_stats(const struct build *b, struct btree *t, struct error *err)
{
    struct outline_values v;
    struct buf low = {0}, high = {0};
    uint32_t count = 0;
    bool more = true;
    enum status status = open_values(b, &v, err);
    while (!status && !(status = next_value(&v, &more, err)) && more) {
        if (count == 0 || view_compare(v.value, view_of_buf(&low)) < 0) {
            buf_clear(&low);
            buf_add_view(&low, v.value);
        }
        if (count == 0 || view_compare(v.value, view_of_buf(&high)) > 0) {
            buf_clear(&high);
            buf_add_view(&high, v.value);
        }
        count++;
    }
    if (!status && count)
        status = postlist_add_value_stats(t, SLOT_OUTLINE, count, view_of_buf(&low), view_of_buf(&high), err);
    close_values(&v);
    buf_release(&low);
    buf_release(&high);
    return status;
}

enum status finish_outline_chunks(const struct build *b, struct btree *t, struct error *err)
{
    struct value_chunks chunks = {.table = t, .slot = SLOT_OUTLINE};
    struct outline_values v;
    bool more = true;
    enum status status = open_values(b, &v, err);
    while (!status && !(status = next_value(&v, &more, err)) && more)
        status = value_chunks_add(&chunks, v.docid, v.value, err);
    if (!status)
        status = value_chunks_end(&chunks, err);
    close_values(&v);
    buf_release(&chunks.body);
    return status;
}
