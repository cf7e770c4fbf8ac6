#include "indexer/bulk/termlist.h"

#include "indexer/bulk/pack.h"

#include <string.h>

void termlist_begin(struct termlist *l, uint32_t document_length, uint32_t term_count)
{
    buf_clear(&l->tag);
    buf_add_varint(&l->tag, document_length);
    buf_add_varint(&l->tag, term_count);
    l->last = (struct view){0};
}

void termlist_add(struct termlist *l, struct view term, uint32_t wdf)
{
    char *copy = l->copies[l->last.ptr == l->copies[0]];
    memcpy(copy, term.ptr, term.len);
    if (!buf_reserve(&l->tag, term.len + TERMLIST_ROOM))
        return;
    unsigned char *at = (unsigned char *)l->tag.data + l->tag.len;
    unsigned char *end = termlist_put(at, l->last, (struct view){copy, term.len}, wdf);
    *end = '\0';
    l->tag.len += (size_t)(end - at);
    l->last = (struct view){copy, term.len};
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
