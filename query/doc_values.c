#include "query/doc_values.h"

#include <stdlib.h>

struct posting {
    uint32_t docid, value;
};

struct postings {
    struct posting *items;
    size_t count, cap;
};

/* The documents of every value, one list behind the other. */
static enum status gather(struct doc_values *v, struct store_reader *r, struct postings *out, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < v->count && status == STATUS_OK; i++) {
        uint32_t *docids = NULL;
        size_t count = 0;
        status = store_reader_documents(r, view_of(v->terms.items[i].name), &docids, &count, err);
        for (size_t j = 0; status == STATUS_OK && j < count; j++) {
            mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
            out->items[out->count++] = (struct posting){docids[j], (uint32_t)i};
        }
        free(docids);
    }
    return status;
}

/* Counting sort by docid; values of one document stay in order. */
static void arrange(struct doc_values *v, const struct postings *p)
{
    v->ends = mem_array(v->documents + 1, sizeof *v->ends);
    v->items = mem_array(p->count, sizeof *v->items);
    for (size_t i = 0; i < p->count; i++) {
        if (p->items[i].docid < v->documents)
            v->ends[p->items[i].docid + 1]++;
    }
    for (size_t d = 1; d <= v->documents; d++)
        v->ends[d] += v->ends[d - 1];
    /* Now ends[d] is where document d begins; filling moves it to its end. */
    for (size_t i = 0; i < p->count; i++) {
        if (p->items[i].docid < v->documents)
            v->items[v->ends[p->items[i].docid]++] = p->items[i].value;
    }
}

enum status doc_values_read(struct doc_values *v, struct store_reader *r, enum field field, struct error *err)
{
    struct store_stats before, after;
    struct postings postings = {0};
    const char *prefix = schema_field(field)->prefix;
    doc_values_release(v);
    enum status status = store_reader_stats(r, &before, err);
    if (status == STATUS_OK)
        status = store_reader_terms(r, view_of(prefix), 0, &v->terms, err);
    if (status != STATUS_OK)
        return status;
    v->count = v->terms.count;
    v->values = mem_array(v->count, sizeof *v->values);
    v->documents = (size_t)before.last_docid + 1;
    for (size_t i = 0; i < v->count; i++)
        v->values[i] = schema_value(field, view_of(v->terms.items[i].name));
    status = gather(v, r, &postings, err);
    if (status == STATUS_OK)
        status = store_reader_stats(r, &after, err);
    if (status == STATUS_OK && before.revision != after.revision)
        status = error_set(err, STATUS_CHANGED, "the index changes faster than it can be read");
    if (status == STATUS_OK)
        arrange(v, &postings);
    free(postings.items);
    return status;
}

void doc_values_release(struct doc_values *v)
{
    store_term_list_release(&v->terms);
    free(v->values);
    free(v->items);
    free(v->ends);
    *v = (struct doc_values){0};
}

size_t doc_values_of(const struct doc_values *v, uint32_t docid, const uint32_t **items)
{
    if (docid >= v->documents)
        return 0;
    uint32_t start = docid > 0 ? v->ends[docid - 1] : 0;
    *items = v->items + start;
    return v->ends[docid] - start;
}
