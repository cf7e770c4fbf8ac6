#include "indexer/bulk/position.h"

#include "indexer/bulk/pack.h"

#include <string.h>

/* Bits gathered from the lowest up. */
struct bits {
    struct buf *out;
    uint64_t pending;
    unsigned count; /* below 8 between calls */
};

static void put_bits(struct bits *b, uint32_t value, unsigned count)
{
    b->pending |= (uint64_t)value << b->count;
    for (b->count += count; b->count >= 8; b->count -= 8) {
        buf_add_char(b->out, (char)b->pending);
        b->pending >>= 8;
    }
}

/* `value` is one of `outof` values: a code of ceil(log2 outof) bits, or one less for the middle ones. */
static void put_bounded(struct bits *b, uint32_t value, uint32_t outof)
{
    if (outof < 2)
        return;
    unsigned width = 32U - (unsigned)__builtin_clz(outof - 1);
    uint32_t spare = (uint32_t)((UINT64_C(1) << width) - outof);
    uint32_t middle = (outof - spare) / 2;
    if (value < middle)
        put_bits(b, value, width);
    else if (value < middle + spare)
        put_bits(b, value, width - 1);
    else
        put_bits(b, (value - (middle + spare)) | UINT32_C(1) << (width - 1), width);
}

/* The positions between first and last of a run whose ends are known: the middle one, then both halves. */
static void put_between(struct bits *b, const uint32_t *positions, size_t first, size_t last)
{
    while (first + 1 < last) {
        size_t middle = first + (last - first) / 2;
        uint32_t outof = positions[last] - positions[first] - (uint32_t)(last - first) + 1;
        put_bounded(b, positions[middle] - (positions[first] + (uint32_t)(middle - first)), outof);
        put_between(b, positions, first, middle);
        first = middle;
    }
}

void position_encode(const uint32_t *positions, size_t count, struct buf *out)
{
    uint32_t last = positions[count - 1];
    buf_add_varint(out, last);
    if (count == 1)
        return;
    struct bits b = {.out = out};
    put_bounded(&b, positions[0], last);
    put_bounded(&b, (uint32_t)count - 2, last - positions[0]);
    put_between(&b, positions, 0, count - 1);
    if (b.count)
        buf_add_char(out, (char)b.pending);
}

enum status position_add(struct btree *t, struct view term_key, uint32_t docid, const uint32_t *positions, size_t count,
                         struct buf *scratch, struct error *err)
{
    unsigned char key[BTREE_MAX_KEY + PACK_SORTABLE_UINT_MAX];
    if (term_key.len > BTREE_MAX_KEY)
        return error_set(err, STATUS_INPUT, "a term is too long for the position table");
    memcpy(key, term_key.ptr, term_key.len);
    size_t len = term_key.len + pack_sortable_uint(key + term_key.len, docid);
    buf_clear(scratch);
    position_encode(positions, count, scratch);
    return btree_add(t, (struct view){(const char *)key, len}, view_of_buf(scratch), false, err);
}
