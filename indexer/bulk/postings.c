#include "indexer/bulk/postings.h"

#include <stdlib.h>
#include <string.h>

void postings_release(struct postings *p)
{
    for (size_t i = 0; i < p->source_count; i++) {
        buf_release(&p->sources[i].bytes);
        buf_release(&p->sources[i].run_name);
    }
    buf_release(&p->name);
    free(p->items);
    free(p->merged);
    free(p->positions);
}

/* ---- sources ---- */

/* Terms in the order of names lie anywhere in the shard: what the next ones need is asked for ahead, first the records, then what they point to. */
static void fetch_ahead(const struct source *s)
{
    enum { AHEAD_TERM = 12, AHEAD_BYTES = 8, AHEAD_SECOND = 4 };
    const struct shard *shard = s->shard;
    if (s->next + AHEAD_TERM >= shard->term_count)
        return;
    uint32_t far = s->order[s->next + AHEAD_TERM], near = s->order[s->next + AHEAD_BYTES];
    __builtin_prefetch(&shard->terms[far]);
    __builtin_prefetch(&shard->name_ends[far]);
    __builtin_prefetch(shard_name(shard, near).ptr);
    __builtin_prefetch(arena_byte(&shard->arena, shard->terms[near].postings.head));
    arena_fetch_second(&shard->arena, &shard->terms[s->order[s->next + AHEAD_SECOND]].postings);
}

static void advance_memory(struct source *s)
{
    s->at_end = s->next >= s->shard->term_count;
    if (s->at_end)
        return;
    fetch_ahead(s);
    uint32_t index = s->order[s->next++];
    s->name = shard_name(s->shard, index);
    s->has_positions = s->shard->terms[index].has_positions;
}

/* A run file holds for each term its name, 1 or 0 for positions, and the postings' bytes; a merged one the same of each of its parts in turn. */
static enum status advance_run(struct source *s, struct error *err)
{
    uint64_t has_positions = 0;
    struct buf *name = &s->run_name;
    enum status status = run_read_string(s->run, name, err);
    if (status == STATUS_NOT_FOUND) {
        s->at_end = true;
        return STATUS_OK;
    }
    if (!status)
        status = run_read_varint(s->run, &has_positions, err);
    if (!status)
        status = run_read_string(s->run, &s->bytes, err);
    s->name = view_of_buf(name);
    s->has_positions = has_positions != 0;
    return status;
}

static enum status advance(struct source *s, struct error *err)
{
    if (s->run)
        return advance_run(s, err);
    advance_memory(s);
    return STATUS_OK;
}

static struct view source_bytes(struct source *s)
{
    if (s->run)
        return view_of_buf(&s->bytes);
    return arena_view(&s->shard->arena, &s->shard->terms[s->order[s->next - 1]].postings, &s->bytes);
}

enum status postings_start(struct postings *p, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < p->source_count && !status; i++)
        status = advance(&p->sources[i], err);
    return status;
}

/* ---- decoding ---- */

/* Numbers of a run or arena were written by this program: they are short and complete. */
static inline uint32_t take(const unsigned char **at)
{
    uint32_t n = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = *(*at)++;
        n |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return n;
    }
}

static struct posting *add_item(struct postings *p, uint32_t docid)
{
    mem_grow(&p->items, &p->cap, p->count, sizeof *p->items);
    p->items[p->count] = (struct posting){.docid = docid, .positions = p->position_count};
    return &p->items[p->count++];
}

static void take_places(struct postings *p, const unsigned char **at, uint32_t count, struct posting *item)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < count; i++) {
        last += take(at);
        if (!item)
            continue;
        mem_grow(&p->positions, &p->position_cap, p->position_count, sizeof *p->positions);
        p->positions[p->position_count++] = last;
    }
    if (item)
        item->position_count = count;
}

/* All postings of the source's current term whose documents were taken. */
static void decode(struct postings *p, struct source *s, bool want_positions)
{
    struct view bytes = source_bytes(s);
    const unsigned char *at = (const unsigned char *)bytes.ptr, *end = at + bytes.len;
    uint32_t document = 0;
    while (at < end) {
        uint32_t step = take(&at);
        uint32_t low = step & (s->has_positions ? 1 : 3);
        document += step >> (s->has_positions ? 1 : 2);
        uint32_t docid = document <= s->map->cap ? s->map->docids[document - 1] : 0;
        struct posting *item = docid ? add_item(p, docid) : NULL;
        if (s->has_positions) {
            uint32_t count = low ? take(&at) : 1;
            take_places(p, &at, count, want_positions ? item : NULL);
            continue;
        }
        uint32_t wdf = low == 3 ? take(&at) : low;
        if (item)
            item->wdf = wdf;
        p->occurrences += item ? wdf : 0;
    }
}

/* How many items from `first` on are in ascending order. */
static size_t ascending(const struct posting *items, size_t first, size_t count)
{
    size_t end = first + 1;
    while (end < count && items[end - 1].docid < items[end].docid)
        end++;
    return end - first;
}

static void merge_two(const struct posting *a, size_t a_count, const struct posting *b, size_t b_count, struct posting *out)
{
    const struct posting *a_end = a + a_count, *b_end = b + b_count;
    while (a < a_end && b < b_end)
        *out++ = a->docid < b->docid ? *a++ : *b++;
    memcpy(out, a, (size_t)(a_end - a) * sizeof *a);
    memcpy(out + (a_end - a), b, (size_t)(b_end - b) * sizeof *b);
}

/* Every source gave an ascending list; merge neighbours until one list is left (a natural merge sort). */
static void put_in_order(struct postings *p)
{
    while (p->count && ascending(p->items, 0, p->count) < p->count) {
        if (p->merged_cap < p->cap) {
            p->merged = mem_resize(p->merged, p->cap, sizeof *p->merged);
            p->merged_cap = p->cap;
        }
        for (size_t at = 0; at < p->count;) {
            size_t a = ascending(p->items, at, p->count);
            size_t b = at + a < p->count ? ascending(p->items, at + a, p->count) : 0;
            merge_two(p->items + at, a, p->items + at + a, b, p->merged + at);
            at += a + b;
        }
        struct posting *items = p->items;
        size_t cap = p->cap;
        p->items = p->merged;
        p->cap = p->merged_cap;
        p->merged = items;
        p->merged_cap = cap;
    }
}

/* The source whose current name is the least; NULL at the end of all. */
static struct source *least(const struct postings *p)
{
    struct source *best = NULL;
    for (size_t i = 0; i < p->source_count; i++) {
        struct source *s = &p->sources[i];
        if (!s->at_end && (!best || view_compare(s->name, best->name) < 0))
            best = s;
    }
    return best;
}

enum status postings_next(struct postings *p, bool want_positions, bool *more, struct error *err)
{
    do {
        struct source *first = least(p);
        if (!first) {
            *more = false;
            return STATUS_OK;
        }
        buf_clear(&p->name);
        buf_add_view(&p->name, first->name);
        p->has_positions = first->has_positions;
        p->count = p->position_count = 0;
        p->occurrences = 0;
        for (size_t i = 0; i < p->source_count; i++) {
            struct source *s = &p->sources[i];
            while (!s->at_end && view_equal(s->name, view_of_buf(&p->name))) { /* a merged run gives a term several times */
                if (s->has_positions || !want_positions)
                    decode(p, s, want_positions);
                enum status status = advance(s, err);
                if (status)
                    return status;
            }
        }
    } while (p->count == 0);
    put_in_order(p);
    *more = true;
    return STATUS_OK;
}
