#include "indexer/bulk/termlist.h"

#include "indexer/bulk/pack.h"

#include <string.h>

/* ROOM: of what stands around a term's bytes in the tag. */
enum { WDF_ESCAPE = 127, ROOM = 2 + TERMLIST_SLACK + 10 };

void termlist_begin(struct termlist *l, uint32_t document_length, uint32_t term_count)
{
    buf_clear(&l->tag);
    buf_add_varint(&l->tag, document_length);
    buf_add_varint(&l->tag, term_count);
    l->last = (struct view){0};
}

/* How many bytes at the beginning two terms share; eight are compared at once. */
static inline size_t shared_bytes(struct view a, struct view b)
{
    size_t limit = a.len < b.len ? a.len : b.len;
    size_t at = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; at < limit; at += 8) {
        uint64_t x, y;
        memcpy(&x, a.ptr + at, 8);
        memcpy(&y, b.ptr + at, 8);
        if (x != y) {
            at += (size_t)__builtin_ctzll(x ^ y) / 8;
            break;
        }
    }
#else
    while (at < limit && a.ptr[at] == b.ptr[at])
        at++;
#endif
    return at < limit ? at : limit;
}

/* A term after the first reuses the beginning of its predecessor; a small wdf is packed into the same byte where that fits. */
void termlist_add_padded(struct termlist *l, struct view term, uint32_t wdf)
{
    size_t reuse = 0;
    bool packed = false;
    if (l->tag.cap - l->tag.len < term.len + ROOM)
        buf_reserve(&l->tag, term.len + ROOM);
    unsigned char *at = (unsigned char *)l->tag.data + l->tag.len;
    if (l->last.ptr) {
        reuse = shared_bytes(l->last, term);
        size_t both = wdf < WDF_ESCAPE ? (wdf + 1) * (l->last.len + 1) + reuse : SIZE_MAX;
        packed = both < 256;
        *at++ = (unsigned char)(packed ? both : reuse);
    }
    *at++ = (unsigned char)(term.len - reuse);
    size_t rest = term.len - reuse;
    if (rest <= TERMLIST_SLACK)
        memcpy(at, term.ptr + reuse, TERMLIST_SLACK); /* a fixed size: two instructions */
    else
        memcpy(at, term.ptr + reuse, rest);
    at += rest;
    if (!packed)
        at += pack_varint(at, wdf);
    *at = '\0';
    l->tag.len = (size_t)(at - (unsigned char *)l->tag.data);
    l->last = term;
}

void termlist_add(struct termlist *l, struct view term, uint32_t wdf)
{
    char *copy = l->copies[l->last.ptr == l->copies[0]];
    memcpy(copy, term.ptr, term.len);
    termlist_add_padded(l, (struct view){copy, term.len}, wdf);
}

void termlist_release(struct termlist *l)
{
    buf_release(&l->tag);
}

enum status termlist_write(struct btree *t, uint32_t docid, struct view tag, bool compressed, struct error *err)
{
    unsigned char key[PACK_SORTABLE_UINT_MAX];
    size_t len = pack_sortable_uint(key, docid);
    return btree_add(t, (struct view){(const char *)key, len}, tag, compressed, err);
}

enum status termlist_write_slots(struct btree *t, uint32_t docid, const uint32_t *slots, size_t count, struct error *err)
{
    if (count == 0)
        return STATUS_OK;
    unsigned char key[PACK_SORTABLE_UINT_MAX + 1];
    size_t len = pack_sortable_uint(key, docid);
    key[len++] = 0;
    struct buf tag = {0};
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        buf_add_varint(&tag, slots[i] - next);
        next = slots[i] + 1;
    }
    enum status status = btree_add(t, (struct view){(const char *)key, len}, view_of_buf(&tag), false, err);
    buf_release(&tag);
    return status;
}
