#include "indexer/bulk/list_maker.h"

#include "common/huge.h"

#include <stdlib.h>
#include <string.h>

/* How far ahead ranks and names, which lie anywhere in memory, are asked for. */
enum { AHEAD_RANK = 16, AHEAD_START = 16, AHEAD_NAME = 8 };

void list_maker_init(struct list_maker *m, const struct shard *shard, const uint32_t *order)
{
    *m = (struct list_maker){.log = shard->log, .term_count = (uint32_t)shard->term_count};
    m->ranks = huge_resize(NULL, 0, shard->term_count * sizeof *m->ranks);
    m->starts = huge_resize(NULL, 0, (shard->term_count + 1) * sizeof *m->starts);
    m->names_size = shard->names_len + TERMLIST_SLACK;
    m->names = huge_resize(NULL, 0, m->names_size);
    uint32_t at = 0;
    for (uint32_t rank = 0; rank < shard->term_count; rank++) {
        struct view name = shard_name(shard, order[rank]);
        m->ranks[order[rank]] = rank;
        memcpy(m->names + at, name.ptr, name.len);
        at += (uint32_t)name.len;
        m->starts[rank + 1] = at;
    }
}

void list_maker_release(struct list_maker *m)
{
    huge_free(m->ranks, m->term_count * sizeof *m->ranks);
    huge_free(m->starts, ((size_t)m->term_count + 1) * sizeof *m->starts);
    huge_free(m->names, m->names_size);
    free(m->items);
    termlist_release(&m->list);
}

/* Sort by rank, least significant digit first: the ranks of one document are few against all, but comparisons cost more. */
static uint64_t *sort_by_rank(uint64_t *items, uint64_t *other, size_t count, uint32_t highest)
{
    enum { DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS };
    for (unsigned shift = 32; shift < 64 && (uint64_t)highest >> (shift - 32); shift += DIGIT_BITS) {
        uint32_t starts[DIGITS + 1] = {0};
        for (size_t i = 0; i < count; i++)
            starts[(items[i] >> shift & (DIGITS - 1)) + 1]++;
        for (unsigned d = 1; d < DIGITS; d++)
            starts[d] += starts[d - 1];
        for (size_t i = 0; i < count; i++)
            other[starts[items[i] >> shift & (DIGITS - 1)]++] = items[i];
        uint64_t *sorted = other;
        other = items;
        items = sorted;
    }
    return items;
}

/* The document's entries of the log into m->items; returns its length, the sum of wdf. */
static uint32_t take_entries(struct list_maker *m, size_t count)
{
    const uint32_t *log = m->log;
    uint32_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + AHEAD_RANK < count) /* an escaped wdf may be taken for an entry: nothing is read for it */
            __builtin_prefetch(&m->ranks[log[AHEAD_RANK] >> SHARD_LOG_BITS]);
        uint32_t entry = *log++;
        uint32_t wdf = entry & SHARD_LOG_ESCAPE;
        if (wdf == SHARD_LOG_ESCAPE)
            wdf = *log++;
        m->items[i] = (uint64_t)m->ranks[entry >> SHARD_LOG_BITS] << 32 | wdf;
        length += wdf;
    }
    m->log = log;
    return length;
}

static struct view name_of(const struct list_maker *m, uint64_t item)
{
    uint32_t rank = (uint32_t)(item >> 32);
    return (struct view){m->names + m->starts[rank], m->starts[rank + 1] - m->starts[rank]};
}

static void fetch_start(const struct list_maker *m, const uint64_t *sorted, size_t i, size_t count)
{
    if (i < count)
        __builtin_prefetch(&m->starts[sorted[i] >> 32]);
}

void list_maker_next(struct list_maker *m)
{
    size_t count = *m->log++;
    if (count > m->cap) {
        m->cap = count + count / 2;
        m->items = mem_resize(m->items, 2 * m->cap, sizeof *m->items);
    }
    uint32_t length = take_entries(m, count);
    buf_clear(&m->list.tag);
    if (count == 0)
        return;
    const uint64_t *sorted = sort_by_rank(m->items, m->items + m->cap, count, m->term_count);
    for (size_t i = 0; i < AHEAD_START; i++)
        fetch_start(m, sorted, i, count);
    termlist_begin(&m->list, length, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        fetch_start(m, sorted, i + AHEAD_START, count);
        if (i + AHEAD_NAME < count)
            __builtin_prefetch(name_of(m, sorted[i + AHEAD_NAME]).ptr);
        termlist_add_padded(&m->list, name_of(m, sorted[i]), (uint32_t)sorted[i]);
    }
}
