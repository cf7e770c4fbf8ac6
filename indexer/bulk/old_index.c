#include "indexer/bulk/old_index.h"

#include "indexer/bulk/build.h"
#include "indexer/bulk/postlist_read.h"

#include <stdlib.h>
#include <string.h>

static const char *const table_names[TABLE_COUNT] = {"postlist", "docdata", "termlist", "position", "spelling", "synonym"};

static enum status check_tables(const struct old_index *o, struct error *err)
{
    const struct btree_root *tables = o->version.tables;
    if (tables[TABLE_SPELLING].entries || tables[TABLE_SYNONYM].entries)
        return error_set(err, STATUS_INDEX, "%s has spelling or synonym tables, which a bulk build does not write", o->folder);
    if (o->version.documents && !tables[TABLE_TERMLIST].present)
        return error_set(err, STATUS_INDEX, "%s has no term lists", o->folder);
    return STATUS_OK;
}

enum status old_index_open(const char *folder, struct old_index **out, struct error *err)
{
    struct old_index *o = mem_alloc(sizeof *o);
    o->folder = mem_copy_text(view_of(folder));
    enum status status = store_reader_open(folder, &o->reader, err);
    if (!status)
        status = version_read(folder, &o->version, err);
    if (!status)
        status = check_tables(o, err);
    if (!status)
        *out = o;
    else
        old_index_free(o);
    return status;
}

void old_index_free(struct old_index *o)
{
    if (!o)
        return;
    store_reader_close(o->reader);
    free(o->folder);
    free(o);
}

enum status old_index_table(const struct old_index *o, enum version_table which, struct table **out, struct error *err)
{
    struct buf path = {0};
    buf_printf(&path, "%s/%s.glass", o->folder, table_names[which]);
    enum status status = table_open(path.data, &o->version.tables[which], o->version.block_size, out, err);
    if (!status)
        table_stop_when(*out, o->stop);
    buf_release(&path);
    return status;
}

/* ---- loading ---- */

struct loader {
    const struct old_index *old;
    struct build *build;
    uint32_t ids_until; /* the ids of the documents below this docid are entered */
    uint32_t lengths;   /* documents whose length was met */
};

static enum status unreadable(const struct loader *l, const char *what, struct error *err)
{
    return error_set(err, STATUS_INDEX, "%s is damaged: %s cannot be read", l->old->folder, what);
}

/* Documents without the value have an empty id. */
static void enter_id(struct loader *l, uint32_t docid, struct view id)
{
    while (l->ids_until < docid) {
        buf_add_string(&l->build->ids, (struct view){0});
        l->ids_until++;
    }
    buf_add_string(&l->build->ids, id);
    l->ids_until++;
}

static enum status load_values(struct loader *l, const struct postlist_key *key, struct view tag, struct error *err)
{
    struct values_reader v;
    values_begin(&v, key, tag);
    while (values_take(&v)) {
        bool fits = v.docid <= l->build->documents &&
                    (key->slot == SLOT_ARTICLE ? v.docid >= l->ids_until : v.value.len == DATE_SORTABLE_SIZE);
        if (!fits)
            return unreadable(l, "a value", err);
        if (key->slot == SLOT_ARTICLE)
            enter_id(l, v.docid, v.value);
        else
            memcpy(l->build->dates + (size_t)(v.docid - 1) * DATE_SORTABLE_SIZE, v.value.ptr, DATE_SORTABLE_SIZE);
    }
    return v.bad ? unreadable(l, "a chunk of values", err) : STATUS_OK;
}

static enum status load_lengths(struct loader *l, const struct postlist_key *key, struct view tag, struct error *err)
{
    struct chunk_reader c;
    chunk_begin(&c, key, tag);
    while (chunk_take(&c)) {
        if (c.docid > l->build->documents || !build_is_dead(l->build, c.docid))
            return unreadable(l, "a document's length", err);
        l->build->lengths[c.docid - 1] = c.wdf;
        l->build->numbers[c.docid - 1] = 0;
        l->build->dead--;
        l->lengths++;
    }
    return c.bad ? unreadable(l, "a chunk of lengths", err) : STATUS_OK;
}

static enum status load_entry(struct loader *l, const struct postlist_key *key, struct view tag, struct error *err)
{
    switch (key->kind) {
    case POSTLIST_METADATA:
        return build_set_metadata(l->build, key->name, tag, err);
    case POSTLIST_VALUE_STATS:
        return STATUS_OK; /* they are made anew from the values */
    case POSTLIST_VALUES:
        if (key->slot == SLOT_ARTICLE || key->slot == SLOT_DATE)
            return load_values(l, key, tag, err);
        if (key->slot == SLOT_OUTLINE)
            return STATUS_OK; /* finish_outlines.c copies them */
        return error_set(err, STATUS_INDEX, "%s has values in slot %u, which a bulk build does not write", l->old->folder,
                         key->slot);
    case POSTLIST_LENGTHS:
        return load_lengths(l, key, tag, err);
    case POSTLIST_TERM:
        break;
    }
    return STATUS_OK;
}

enum status old_index_load(const struct old_index *o, struct build *b, struct error *err)
{
    struct loader l = {.old = o, .build = b, .ids_until = 1};
    struct table *t = NULL;
    struct table_entry entry;
    struct postlist_key key = {.kind = POSTLIST_METADATA};
    bool more = true;
    build_begin_with(b, o);
    enum status status = old_index_table(o, TABLE_POSTLIST, &t, err);
    while (!status && !(status = table_next(t, &entry, &more, err)) && more && key.kind != POSTLIST_TERM) {
        if (!postlist_read_key(entry.key, &key))
            status = unreadable(&l, "a key", err);
        else
            status = load_entry(&l, &key, entry.tag, err);
    }
    table_free(t);
    if (!status && l.lengths != o->version.documents)
        status =
            error_set(err, STATUS_INDEX, "%s is damaged: %u documents, but %u lengths", o->folder, o->version.documents, l.lengths);
    while (!status && l.ids_until <= b->documents)
        enter_id(&l, l.ids_until, (struct view){0});
    return status;
}
