#include "common/date.h"
#include "common/schema.h"
#include "indexer/bulk/finish_parts.h"
#include "indexer/bulk/merge.h"
#include "indexer/bulk/postlist.h"

#include <stdlib.h>
#include <string.h>

/* ---- metadata ---- */

struct entry {
    struct view key, value;
    size_t order;
};

static int by_key_then_latest(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int keys = view_compare(x->key, y->key);
    return keys ? keys : (x->order < y->order) - (x->order > y->order);
}

static enum status add_metadata(const struct build *b, struct btree *t, struct error *err)
{
    struct entry *entries = NULL;
    size_t count = 0, cap = 0;
    struct view rest = view_of_buf(&b->metadata), key, value;
    while (view_take_string(&rest, &key) && view_take_string(&rest, &value)) {
        mem_grow(&entries, &cap, count, sizeof *entries);
        entries[count] = (struct entry){key, value, count};
        count++;
    }
    if (count)
        qsort(entries, count, sizeof *entries, by_key_then_latest);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && !status; i++) {
        bool older = i > 0 && view_equal(entries[i].key, entries[i - 1].key);
        if (!older && entries[i].value.len)
            status = postlist_add_metadata(t, entries[i].key, entries[i].value, err);
    }
    free(entries);
    return status;
}

/* ---- values ---- */

/* The values of a slot, one document after the other. */
struct slot_reader {
    const struct build *build;
    enum slot slot;
    uint32_t docid;
    struct view ids;
};

static bool next_value(struct slot_reader *r, struct view *value)
{
    static const char no_date[DATE_SORTABLE_SIZE];
    while (r->docid < r->build->documents) {
        uint32_t i = r->docid++;
        if (r->slot == SLOT_ARTICLE && !view_take_string(&r->ids, value))
            return false;
        if (build_is_dead(r->build, i + 1))
            continue;
        if (r->slot == SLOT_DATE) {
            *value = (struct view){r->build->dates + (size_t)i * DATE_SORTABLE_SIZE, DATE_SORTABLE_SIZE};
            if (memcmp(value->ptr, no_date, sizeof no_date) != 0)
                return true;
        } else if (value->len) {
            return true;
        }
    }
    return false;
}

static struct slot_reader read_slot(const struct build *b, enum slot slot)
{
    return (struct slot_reader){.build = b, .slot = slot, .ids = view_of_buf(&b->ids)};
}

static enum status add_value_stats(const struct build *b, struct btree *t, enum slot slot, struct error *err)
{
    struct slot_reader r = read_slot(b, slot);
    struct view value, low = {0}, high = {0};
    uint32_t count = 0;
    while (next_value(&r, &value)) {
        low = count == 0 || view_compare(value, low) < 0 ? value : low;
        high = count == 0 || view_compare(value, high) > 0 ? value : high;
        count++;
    }
    return count ? postlist_add_value_stats(t, slot, count, low, high, err) : STATUS_OK;
}

static enum status add_value_chunks(const struct build *b, struct btree *t, enum slot slot, struct error *err)
{
    struct slot_reader r = read_slot(b, slot);
    struct value_chunks chunks = {.table = t, .slot = slot};
    struct view value;
    enum status status = STATUS_OK;
    while (!status && next_value(&r, &value))
        status = value_chunks_add(&chunks, r.docid, value, err);
    if (!status)
        status = value_chunks_end(&chunks, err);
    buf_release(&chunks.body);
    return status;
}

static enum status add_values(const struct build *b, struct btree *t, struct error *err)
{
    enum status status = add_value_stats(b, t, SLOT_DATE, err);
    if (!status)
        status = add_value_stats(b, t, SLOT_ARTICLE, err);
    if (!status)
        status = finish_outline_stats(b, t, err);
    if (!status)
        status = add_value_chunks(b, t, SLOT_DATE, err);
    if (!status)
        status = add_value_chunks(b, t, SLOT_ARTICLE, err);
    if (!status)
        status = finish_outline_chunks(b, t, err);
    return status;
}

/* ---- lengths and terms ---- */

static enum status add_lengths(const struct build *b, struct btree *t, struct postlist *list, struct error *err)
{
    enum status status = STATUS_OK;
    postlist_begin_lengths(list, t);
    for (uint32_t i = 0; i < b->documents && !status; i++)
        if (!build_is_dead(b, i + 1))
            status = postlist_add(list, &(struct posting){.docid = i + 1, .wdf = b->lengths[i]}, 1, err);
    return status ? status : postlist_end(list, err);
}

static enum status add_term(struct btree *t, struct postlist *list, const struct postings *p, struct error *err)
{
    enum status status = postlist_begin_term(list, t, p->name, (uint32_t)p->count, (uint32_t)p->occurrences, err);
    if (!status)
        status = postlist_add(list, p->items, p->count, err);
    return status ? status : postlist_end(list, err);
}

enum status finish_postlist(const struct finish *f, struct btree *t, struct error *err)
{
    struct postlist list = {0};
    struct postings p = {0};
    bool more = false;
    enum status status = add_metadata(f->build, t, err);
    if (!status)
        status = add_values(f->build, t, err);
    if (!status)
        status = add_lengths(f->build, t, &list, err);
    if (!status)
        status = finish_open_postings(f, false, &p, err);
    if (!status && f->build->old)
        status = merge_terms(f, t, &p, err);
    else
        while (!status && !(status = postings_next(&p, &more, err)) && more)
            status = add_term(t, &list, &p, err);
    finish_close_postings(&p);
    return status;
}
