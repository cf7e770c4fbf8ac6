#include "indexer/bulk/termlist.h"

#include "indexer/bulk/pack.h"

enum { WDF_ESCAPE = 127 };

void termlist_begin(struct termlist *l, uint32_t document_length, uint32_t term_count)
{
    buf_clear(&l->tag);
    buf_add_varint(&l->tag, document_length);
    buf_add_varint(&l->tag, term_count);
    l->last = (struct view){0};
}

/* A term after the first reuses the beginning of its predecessor; a small wdf is packed into the same byte where that fits. */
void termlist_add(struct termlist *l, struct view term, uint32_t wdf)
{
    unsigned char head[12];
    size_t head_len = 0;
    size_t reuse = 0;
    bool packed = false;
    if (l->last.ptr) {
        while (reuse < l->last.len && reuse < term.len && l->last.ptr[reuse] == term.ptr[reuse])
            reuse++;
        size_t both = wdf < WDF_ESCAPE ? (wdf + 1) * (l->last.len + 1) + reuse : SIZE_MAX;
        packed = both < 256;
        head[head_len++] = (unsigned char)(packed ? both : reuse);
    }
    head[head_len++] = (unsigned char)(term.len - reuse);
    buf_add(&l->tag, head, head_len);
    buf_add(&l->tag, term.ptr + reuse, term.len - reuse);
    if (!packed)
        buf_add_varint(&l->tag, wdf);
    l->last = term;
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
