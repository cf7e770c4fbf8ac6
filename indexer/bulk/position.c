#include "indexer/bulk/position.h"

#include "indexer/bulk/pack.h"

/* Bits gathered from the lowest up. */
struct bits {
    unsigned char *out;
    uint64_t pending;
    unsigned count; /* of pending; below 32 between calls */
};

static inline void put_bits(struct bits *b, uint32_t value, unsigned count)
{
    b->pending |= (uint64_t)value << b->count;
    b->count += count;
    if (b->count < 32)
        return;
    for (unsigned i = 0; i < 4; i++)
        *b->out++ = (unsigned char)(b->pending >> 8 * i);
    b->pending >>= 32;
    b->count -= 32;
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

/* The most bytes that so many positions take: 5 of the last one, 32 bits of each other one and of the count. */
static size_t most_bytes(size_t count)
{
    return 5 + 4 * (count + 1);
}

static size_t encode(const uint32_t *positions, size_t count, unsigned char *out)
{
    uint32_t last = positions[count - 1];
    size_t len = pack_varint(out, last);
    if (count == 1)
        return len;
    struct bits b = {.out = out + len};
    put_bounded(&b, positions[0], last);
    put_bounded(&b, (uint32_t)count - 2, last - positions[0]);
    put_between(&b, positions, 0, count - 1);
    for (; b.count > 0; b.count = b.count > 8 ? b.count - 8 : 0, b.pending >>= 8)
        *b.out++ = (unsigned char)b.pending;
    return (size_t)(b.out - out);
}

void position_encode(const uint32_t *positions, size_t count, struct buf *out)
{
    if (!buf_reserve(out, most_bytes(count)))
        return;
    out->len += encode(positions, count, (unsigned char *)out->data + out->len);
    out->data[out->len] = '\0';
}

enum status position_add(struct btree *t, struct view term_key, uint32_t docid, const uint32_t *positions, size_t count,
                         struct buf *scratch, struct error *err)
{
    enum { FEW = 16 };
    unsigned char key[BTREE_MAX_KEY + PACK_SORTABLE_UINT_MAX], few[5 + 4 * (FEW + 1)];
    if (term_key.len > BTREE_MAX_KEY)
        return error_set(err, STATUS_INPUT, "a term is too long for the position table");
    pack_bytes(key, term_key.ptr, term_key.len);
    size_t len = term_key.len + pack_sortable_uint(key + term_key.len, docid);
    struct view tag;
    if (count <= FEW) {
        tag = (struct view){(const char *)few, encode(positions, count, few)};
    } else {
        buf_clear(scratch);
        position_encode(positions, count, scratch);
        tag = view_of_buf(scratch);
    }
    return btree_add(t, (struct view){(const char *)key, len}, tag, false, err);
}
