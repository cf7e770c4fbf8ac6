/* The terms of a shard in the order of their names: sorted by the first eight bytes without comparing, then by the rest where those are equal. */
#include "indexer/bulk/shard.h"

#include "common/bits.h"

#include <stdlib.h>

struct sort_key {
    uint64_t head; /* the first 8 bytes, big-endian, zeros behind a shorter name */
    uint32_t term;
};

static uint64_t head_of(const struct shard *s, uint32_t term)
{
    struct view name = shard_name(s, term);
    uint64_t head = 0;
    if (name.len && name.ptr + 8 <= s->names + s->names_len) { /* other names follow */
        head = __builtin_bswap64(bits_le64(name.ptr));
        return name.len < 8 ? head & ~UINT64_C(0) << (64 - 8 * name.len) : head;
    }
    for (size_t i = 0; i < 8; i++)
        head = head << 8 | (i < name.len ? (unsigned char)name.ptr[i] : 0);
    return head;
}

static int compare_names(const void *a, const void *b, void *shard)
{
    const struct sort_key *x = a, *y = b;
    return view_compare(shard_name(shard, x->term), shard_name(shard, y->term));
}

enum { BYTES = 8, VALUES = 256 };

/* By the heads, least significant byte first (LSD radix sort); `counts`: how often each value is at each byte; `other` has as much room. Returns
 * which of the two holds the result. */
static struct sort_key *sort_by_head(struct sort_key *keys, struct sort_key *other, size_t count, size_t counts[BYTES][VALUES])
{
    for (unsigned byte = 0; byte < BYTES; byte++) {
        size_t *starts = counts[byte], start = 0;
        for (unsigned v = 0; v < VALUES; v++) {
            size_t here = starts[v];
            starts[v] = start;
            start += here;
        }
        for (size_t i = 0; i < count; i++)
            other[starts[keys[i].head >> 8 * byte & (VALUES - 1)]++] = keys[i];
        struct sort_key *sorted = other;
        other = keys;
        keys = sorted;
    }
    return keys;
}

size_t shard_sort_room(const struct shard *s)
{
    return 2 * s->term_count * sizeof(struct sort_key);
}

uint32_t *shard_sorted(const struct shard *s, void *bytes)
{
    struct sort_key *room = bytes;
    uint32_t *order = mem_array(s->term_count, sizeof *order);
    size_t counts[BYTES][VALUES] = {0};
    for (uint32_t i = 0; i < s->term_count; i++) {
        uint64_t head = head_of(s, i);
        room[i] = (struct sort_key){head, i};
        for (unsigned byte = 0; byte < BYTES; byte++)
            counts[byte][head >> 8 * byte & (VALUES - 1)]++;
    }
    struct sort_key *keys = sort_by_head(room, room + s->term_count, s->term_count, counts);
    for (size_t first = 0, end; first < s->term_count; first = end) {
        for (end = first + 1; end < s->term_count && keys[end].head == keys[first].head; end++) {
        }
        if (end - first > 1)
            qsort_r(keys + first, end - first, sizeof *keys, compare_names, (void *)(uintptr_t)s);
    }
    for (uint32_t i = 0; i < s->term_count; i++)
        order[i] = keys[i].term;
    return order;
}
