#include "indexer/bulk/postings.h"

#include "indexer/bulk/run_term.h"

#include <stdlib.h>
#include <string.h>

void postings_release(struct postings *p)
{
    for (size_t i = 0; i < p->source_count; i++)
        source_release(&p->sources[i]);
    buf_release(&p->name_copy);
    free(p->current);
    free(p->list_ends);
    free(p->items);
    free(p->merged);
    free(p->positions);
}

enum status postings_start(struct postings *p, struct error *err)
{
    enum status status = STATUS_OK;
    p->current = mem_array(p->source_count, sizeof(struct source *));
    for (size_t i = 0; i < p->source_count && !status; i++)
        status = source_advance(&p->sources[i], p->want_positions, err);
    return status;
}

/* ---- decoding ---- */

/* The document's docid; 0: it was not taken. */
static inline uint32_t docid_of(const struct docid_map *map, uint32_t document)
{
    return document <= map->cap ? map->docids[document - 1] : 0;
}

/* Each of the three appends the postings whose documents were taken; there is room for all. */
static struct posting *decode_weights(struct postings *p, const struct docid_map *map, struct view bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr, *end = at + bytes.len;
    struct posting *item = p->items + p->count;
    uint32_t document = 0;
    uint64_t occurrences = 0;
    while (at < end) {
        uint32_t step = run_term_take(&at);
        document += step >> 2;
        uint32_t docid = docid_of(map, document), wdf = step & 3;
        if (wdf == 3)
            wdf = run_term_take(&at);
        *item = (struct posting){.docid = docid, .wdf = wdf};
        item += docid != 0;
        occurrences += docid ? wdf : 0;
    }
    p->occurrences += occurrences;
    return item;
}

static struct posting *decode_documents(struct postings *p, const struct docid_map *map, struct view bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr, *end = at + bytes.len;
    struct posting *item = p->items + p->count;
    uint32_t document = 0;
    while (at < end) {
        document += run_term_take(&at);
        uint32_t docid = docid_of(map, document);
        *item = (struct posting){.docid = docid};
        item += docid != 0;
    }
    return item;
}

/* A document's places: see shard.c. */
static struct posting *decode_places(struct postings *p, const struct docid_map *map, const struct run_term *term)
{
    const unsigned char *at = (const unsigned char *)term->documents.ptr, *end = at + term->documents.len;
    const unsigned char *place = (const unsigned char *)term->places.ptr;
    struct posting *item = p->items + p->count;
    uint32_t *places = p->positions + p->position_count;
    uint32_t document = 0;
    while (at < end) {
        document += run_term_take(&at);
        uint32_t docid = docid_of(map, document), head = run_term_take(&place), count = head & 1 ? run_term_take(&place) : 1,
                 last = head >> 1;
        *item = (struct posting){.docid = docid, .places = (uint32_t)(places - p->positions)};
        places[0] = count;
        places[1] = last;
        for (uint32_t i = 2; i <= count; i++)
            places[i] = last += run_term_take(&place);
        item += docid != 0;
        places += docid ? count + 1 : 0;
    }
    p->position_count = (size_t)(places - p->positions);
    return item;
}

/* Room for what so many bytes can hold: one at least for a document, one for each position, and their number. */
static enum status reserve_all(struct postings *p, const struct run_term *term, struct error *err)
{
    mem_reserve(&p->items, &p->cap, p->count + term->documents.len, sizeof *p->items);
    if (!p->want_positions)
        return STATUS_OK;
    size_t most = term->documents.len + term->places.len;
    mem_reserve(&p->positions, &p->position_cap, p->position_count + most, sizeof *p->positions);
    return p->position_cap <= UINT32_MAX ? STATUS_OK : error_set(err, STATUS_INPUT, "a term has too many positions");
}

/* All postings of the source's current term whose documents were taken. */
static enum status decode(struct postings *p, const struct source *s, struct error *err)
{
    const struct run_term *term = &s->term;
    enum status status = reserve_all(p, term, err);
    if (status)
        return status;
    size_t first = p->count;
    struct posting *end = !term->has_positions ? decode_weights(p, s->map, term->documents)
                          : p->want_positions  ? decode_places(p, s->map, term)
                                               : decode_documents(p, s->map, term->documents);
    p->count = (size_t)(end - p->items);
    if (p->count == first)
        return STATUS_OK;
    bool goes_on = first > 0 && p->items[first - 1].docid < p->items[first].docid;
    if (!goes_on) {
        mem_grow(&p->list_ends, &p->list_cap, p->list_count, sizeof *p->list_ends);
        p->list_count++;
    }
    p->list_ends[p->list_count - 1] = p->count;
    return STATUS_OK;
}

/* ---- merging ---- */

static void merge_two(const struct posting *a, size_t a_count, const struct posting *b, size_t b_count, struct posting *out)
{
    const struct posting *a_end = a + a_count, *b_end = b + b_count;
    while (a < a_end && b < b_end) {
        bool first = a->docid < b->docid;
        *out++ = first ? *a : *b;
        a += first;
        b += !first;
    }
    memcpy(out, a, (size_t)(a_end - a) * sizeof *a);
    memcpy(out + (a_end - a), b, (size_t)(b_end - b) * sizeof *b);
}

/* Merge neighbours until one list is left. */
static void put_in_order(struct postings *p)
{
    while (p->list_count > 1) {
        size_t lists = 0, at = 0;
        mem_reserve(&p->merged, &p->merged_cap, p->count, sizeof *p->merged);
        for (size_t i = 0; i < p->list_count; i += 2) {
            size_t middle = p->list_ends[i], end = i + 1 < p->list_count ? p->list_ends[i + 1] : middle;
            merge_two(p->items + at, middle - at, p->items + middle, end - middle, p->merged + at);
            p->list_ends[lists++] = at = end;
        }
        p->list_count = lists;
        struct posting *items = p->items;
        size_t cap = p->cap;
        p->items = p->merged;
        p->cap = p->merged_cap;
        p->merged = items;
        p->merged_cap = cap;
    }
}

/* ---- terms ---- */

/* The sources whose current name is the least, into p->current; returns how many. */
static size_t find_current(struct postings *p)
{
    size_t count = 0;
    for (size_t i = 0; i < p->source_count; i++) {
        struct source *s = &p->sources[i];
        if (s->at_end)
            continue;
        int order = count ? view_compare(s->term.name, p->current[0]->term.name) : 0;
        if (order < 0)
            count = 0;
        if (order <= 0)
            p->current[count++] = s;
    }
    return count;
}

/* Keep the name of the source's term: a run will read the next one to the same place. */
static void keep_name(struct postings *p, const struct source *s)
{
    p->name = s->term.name;
    if (!s->run)
        return;
    buf_clear(&p->name_copy);
    buf_add_view(&p->name_copy, s->term.name);
    p->name = view_of_buf(&p->name_copy);
}

/* The source's part of the current term; moves it on. A merged run gives a term several times. */
static enum status take_source(struct postings *p, struct source *s, struct error *err)
{
    enum status status;
    do {
        status = s->term.has_positions || !p->want_positions ? decode(p, s, err) : STATUS_OK;
        if (!status)
            status = source_advance(s, p->want_positions, err);
    } while (!status && s->run && !s->at_end && view_equal(s->term.name, p->name));
    return status;
}

enum status postings_next(struct postings *p, bool *more, struct error *err)
{
    do {
        size_t current = find_current(p);
        *more = current > 0;
        if (!current)
            return STATUS_OK;
        keep_name(p, p->current[0]);
        p->count = p->position_count = p->list_count = 0;
        p->occurrences = 0;
        for (size_t i = 0; i < current; i++) {
            enum status status = take_source(p, p->current[i], err);
            if (status)
                return status;
        }
    } while (p->count == 0);
    put_in_order(p);
    return STATUS_OK;
}
