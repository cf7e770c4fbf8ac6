#include "indexer/bulk/list_maker.h"

#include "common/huge.h"
#include "indexer/bulk/termlist_put.h"

#include <stdlib.h>
#include <string.h>

/* UNIT: names begin at multiples of it, so that their places have few bits. AHEAD: how far ahead places and names, which lie anywhere in memory, are asked for. */
enum { UNIT = 8, AHEAD_PLACE = 16, AHEAD_NAME = 8 };

static size_t units_of(size_t name_len)
{
    return (1 + name_len + UNIT - 1) / UNIT;
}

void list_maker_init(struct list_maker *m, const struct shard *shard)
{
    const uint32_t *order = shard->order;
    *m = (struct list_maker){.log = shard->log, .term_count = shard->term_count, .tag.max = SIZE_MAX};
    size_t units = 0;
    for (uint32_t term = 0; term < shard->term_count; term++)
        units += units_of(shard_name(shard, term).len);
    unsigned bits = 64U - (unsigned)__builtin_clzll(units | 1);
    m->digit_bits = (bits + LIST_MAKER_DIGITS - 1) / LIST_MAKER_DIGITS;
    m->places = huge_resize(NULL, 0, m->term_count * sizeof *m->places);
    m->names_size = units * UNIT + TERMLIST_SLACK;
    m->names = huge_resize(NULL, 0, m->names_size);
    uint32_t at = 0;
    for (size_t i = 0; i < m->term_count; i++) {
        struct view name = shard_name(shard, order[i]);
        m->places[order[i]] = at;
        m->names[(size_t)at * UNIT] = (unsigned char)name.len;
        pack_bytes(m->names + (size_t)at * UNIT + 1, name.ptr, name.len);
        at += (uint32_t)units_of(name.len);
    }
}

void list_maker_release(struct list_maker *m)
{
    huge_free(m->places, m->term_count * sizeof *m->places);
    huge_free(m->names, m->names_size);
    free(m->items);
    buf_release(&m->tag);
}

/* The document's entries of the log into m->items, and how often each digit is there; returns its length, the sum of wdf. */
static uint32_t take_entries(struct list_maker *m, size_t count)
{
    const uint32_t *log = m->log, mask = (1U << m->digit_bits) - 1;
    uint32_t length = 0;
    for (unsigned d = 0; d < LIST_MAKER_DIGITS; d++)
        memset(m->counts[d], 0, (mask + 1) * sizeof m->counts[d][0]);
    for (size_t i = 0; i < count; i++) {
        if (i + AHEAD_PLACE < count) /* an escaped number may be taken for an entry: nothing is read for it */
            __builtin_prefetch(&m->places[log[AHEAD_PLACE] >> SHARD_LOG_BITS]);
        uint32_t entry = *log++;
        uint32_t wdf = entry & SHARD_LOG_ESCAPE;
        if (wdf == SHARD_LOG_ESCAPE)
            wdf = *log++;
        if (entry & SHARD_LOG_PLACES)
            wdf = 0;
        uint32_t place = m->places[entry >> SHARD_LOG_BITS];
        m->items[i] = (uint64_t)place << 32 | wdf;
        for (unsigned d = 0; d < LIST_MAKER_DIGITS; d++, place >>= m->digit_bits)
            m->counts[d][place & mask]++;
        length += wdf;
    }
    m->log = log;
    return length;
}

/* The items by place, least significant digit first: the terms of one document are few against all, but comparisons cost more. */
static const uint64_t *sort_items(struct list_maker *m, size_t count)
{
    uint64_t *items = m->items, *other = m->items + m->cap;
    uint32_t digits = 1U << m->digit_bits;
    for (unsigned d = 0; d < LIST_MAKER_DIGITS; d++) {
        uint32_t *starts = m->counts[d], start = 0;
        unsigned shift = 32 + d * m->digit_bits;
        for (uint32_t i = 0; i < digits; i++) {
            uint32_t here = starts[i];
            starts[i] = start;
            start += here;
        }
        for (size_t i = 0; i < count; i++) {
            uint64_t item = items[i];
            other[starts[item >> shift & (digits - 1)]++] = item;
        }
        uint64_t *sorted = other;
        other = items;
        items = sorted;
    }
    return items;
}

static struct view name_of(const struct list_maker *m, uint64_t item)
{
    const unsigned char *name = m->names + (size_t)(item >> 32) * UNIT;
    return (struct view){(const char *)name + 1, *name};
}

/* Where the tag goes on; there is room for a name of `len` bytes, up to *end. */
static unsigned char *make_room(struct buf *tag, size_t len, const unsigned char **end)
{
    buf_reserve(tag, len + TERMLIST_ROOM);
    *end = (unsigned char *)tag->data + tag->cap;
    return (unsigned char *)tag->data + tag->len;
}

/* The terms behind what the tag has. */
static void code_terms(struct list_maker *m, const uint64_t *sorted, size_t count)
{
    const unsigned char *end;
    unsigned char *at = make_room(&m->tag, 0, &end);
    struct view last = {0};
    for (size_t i = 0; i < count; i++) {
        if (i + AHEAD_NAME < count)
            __builtin_prefetch(name_of(m, sorted[i + AHEAD_NAME]).ptr);
        struct view name = name_of(m, sorted[i]);
        if ((size_t)(end - at) < name.len + TERMLIST_ROOM) {
            m->tag.len = (size_t)(at - (unsigned char *)m->tag.data);
            at = make_room(&m->tag, name.len, &end);
        }
        at = termlist_put(at, last, name, (uint32_t)sorted[i]);
        last = name;
    }
    *at = '\0';
    m->tag.len = (size_t)(at - (unsigned char *)m->tag.data);
}

void list_maker_next(struct list_maker *m)
{
    size_t count = *m->log++;
    if (count > m->cap) {
        m->cap = count + count / 2;
        m->items = mem_resize(m->items, 2 * m->cap, sizeof *m->items);
    }
    buf_clear(&m->tag);
    if (count == 0)
        return;
    buf_add_varint(&m->tag, take_entries(m, count));
    buf_add_varint(&m->tag, count);
    code_terms(m, sort_items(m, count), count);
}
