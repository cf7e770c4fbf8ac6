#include "indexer/bulk/position.h"

#include "indexer/bulk/pack.h"

/* Bits gathered from the lowest up. `out` has room for 8 bytes more than what is put. */
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
    pack_le64(b->out, b->pending);
    b->out += 4;
    b->pending >>= 32;
    b->count -= 32;
}

/* `value` is one of `outof` values: a code of ceil(log2 outof) bits, or one less for the middle ones, of which there are as many as the
 * longer code has words too many. */
static inline void put_bounded(struct bits *b, uint32_t value, uint32_t outof)
{
    if (outof < 2)
        return;
    unsigned width = 32U - (unsigned)__builtin_clz(outof - 1);
    uint32_t half = UINT32_C(1) << (width - 1);
    uint32_t middle = outof - half;
    put_bits(b, value, value - middle < half - middle ? width - 1 : width); /* middle <= value < half */
}

/* The positions between first and last of a run whose ends are known: the middle one, then both halves. */
static void put_between(struct bits *b, const uint32_t *positions, size_t first, size_t last)
{
    while (first + 1 < last) {
        size_t middle = first + (last - first) / 2;
        uint32_t outof = positions[last] - positions[first] - (uint32_t)(last - first) + 1;
        put_bounded(b, positions[middle] - (positions[first] + (uint32_t)(middle - first)), outof);
        if (first + 1 < middle)
            put_between(b, positions, first, middle);
        first = middle;
    }
}

/* The most bytes that so many positions take: 5 of the last one, 32 bits of each other one and of the count; and the room that bits want. */
#define MOST_BYTES(count) (5 + 4 * ((count) + 1) + 8)

static inline size_t encode(const uint32_t *positions, size_t count, unsigned char *out)
{
    uint32_t last = positions[count - 1];
    size_t len = pack_varint(out, last);
    if (count == 1)
        return len;
    struct bits b = {.out = out + len};
    put_bounded(&b, positions[0], last);
    put_bounded(&b, (uint32_t)count - 2, last - positions[0]);
    if (count > 2)
        put_between(&b, positions, 0, count - 1);
    pack_le64(b.out, b.pending);
    return (size_t)(b.out - out) + (b.count + 7) / 8;
}

void position_encode(const uint32_t *positions, size_t count, struct buf *out)
{
    if (!buf_reserve(out, MOST_BYTES(count)))
        return;
    out->len += encode(positions, count, (unsigned char *)out->data + out->len);
    out->data[out->len] = '\0';
}

void position_begin(struct position_list *l, struct btree *t, struct view term_key)
{
    l->table = t;
    l->key = term_key;
    l->last = 0;
}

void position_release(struct position_list *l)
{
    buf_release(&l->scratch);
}

/* The first entry of a term, and the first of a leaf. */
static enum status add_slowly(const struct position_list *l, uint32_t docid, struct view tag, struct error *err)
{
    unsigned char key[BTREE_MAX_KEY + PACK_SORTABLE_UINT_MAX];
    if (l->key.len > BTREE_MAX_KEY)
        return error_set(err, STATUS_INPUT, "a term is too long for the position table");
    memcpy(key, l->key.ptr, l->key.len);
    size_t len = l->key.len + pack_sortable_uint(key + l->key.len, docid);
    return btree_add(l->table, (struct view){(const char *)key, len}, tag, false, err);
}

/* An entry that the leaf has room for, in place; false: it has not, or the term has none yet. */
static inline bool add_quickly(const struct position_list *l, uint32_t docid, uint32_t position, struct view tag)
{
    size_t tag_len = tag.len ? tag.len : pack_varint_len(position);
    size_t key_len = l->key.len + pack_sortable_uint_len(docid);
    unsigned char *at = l->last ? btree_room(l->table, key_len, tag_len) : NULL;
    if (!at)
        return false;
    pack_bytes(at, l->key.ptr, l->key.len);
    pack_sortable_uint(at + l->key.len, docid);
    if (tag.len)
        pack_bytes(at + key_len, tag.ptr, tag.len);
    else
        pack_varint(at + key_len, position);
    return true;
}

enum status position_add(struct position_list *l, uint32_t docid, const uint32_t *positions, size_t count, struct error *err)
{
    enum { FEW = 16 };
    unsigned char few[MOST_BYTES(FEW)];
    struct view tag = {(const char *)few, 0};
    if (docid <= l->last)
        return error_set(err, STATUS_INPUT, "positions are out of order");
    if (count > FEW) {
        buf_clear(&l->scratch);
        position_encode(positions, count, &l->scratch);
        tag = view_of_buf(&l->scratch);
    } else if (count > 1) {
        tag.len = encode(positions, count, few);
    }
    enum status status = STATUS_OK;
    if (!add_quickly(l, docid, positions[0], tag)) {
        if (count == 1)
            tag.len = pack_varint(few, positions[0]);
        status = add_slowly(l, docid, tag, err);
    }
    l->last = docid;
    return status;
}
