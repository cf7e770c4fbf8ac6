#include "indexer/bulk/postlist.h"

#include "indexer/bulk/pack.h"

#include <string.h>

enum { CHUNK_BYTES = 2000, PAIR = 20, KEY_METADATA = 0xC0, KEY_VALUE_STATS = 0xD0, KEY_VALUE_CHUNK = 0xD8, KEY_LENGTHS = 0xE0 };

void postlist_release(struct postlist *p)
{
    buf_release(&p->header);
    buf_release(&p->body);
    buf_release(&p->entry);
}

static void begin(struct postlist *p, struct btree *t)
{
    p->table = t;
    p->first_chunk = true;
    p->first = p->last = 0;
    buf_clear(&p->header);
    buf_clear(&p->body);
}

enum status postlist_begin_term(struct postlist *p, struct btree *t, struct view term, uint32_t documents, uint32_t occurrences,
                                struct error *err)
{
    size_t zeros = 0;
    for (size_t i = 0; i < term.len; i++)
        zeros += term.ptr[i] == '\0';
    if (term.len == 0 || term.len > POSTLIST_MAX_TERM || term.len + zeros + 1 + PACK_SORTABLE_UINT_MAX > BTREE_MAX_KEY)
        return error_set(err, STATUS_INPUT, "a term has %zu bytes, which is not between 1 and %d", term.len, POSTLIST_MAX_TERM);
    begin(p, t);
    p->prefix_len = pack_sortable_string(p->key, term, false);
    p->first_key_len = p->prefix_len - 1; /* the first chunk's key has no terminator */
    buf_add_varint(&p->header, documents);
    buf_add_varint(&p->header, occurrences);
    return STATUS_OK;
}

void postlist_begin_lengths(struct postlist *p, struct btree *t)
{
    begin(p, t);
    p->key[0] = 0;
    p->key[1] = KEY_LENGTHS;
    p->prefix_len = p->first_key_len = 2;
    buf_add_varint(&p->header, 0);
    buf_add_varint(&p->header, 0);
}

static enum status close_chunk(struct postlist *p, bool is_last, struct error *err)
{
    size_t key_len = p->first_key_len;
    buf_clear(&p->entry);
    if (p->first_chunk) {
        buf_add_view(&p->entry, view_of_buf(&p->header));
        buf_add_varint(&p->entry, p->first - 1);
    } else {
        key_len = p->prefix_len + pack_sortable_uint(p->key + p->prefix_len, p->first);
    }
    buf_add_char(&p->entry, is_last ? '1' : '0');
    buf_add_varint(&p->entry, p->last - p->first);
    buf_add_view(&p->entry, view_of_buf(&p->body));
    p->first_chunk = false;
    p->first = 0;
    buf_clear(&p->body);
    return btree_add(p->table, (struct view){(const char *)p->key, key_len}, view_of_buf(&p->entry), false, err);
}

enum status postlist_add(struct postlist *p, uint32_t docid, uint32_t wdf, struct error *err)
{
    if (docid <= p->last)
        return error_set(err, STATUS_INPUT, "postings are out of order");
    if (p->body.len >= CHUNK_BYTES) {
        enum status status = close_chunk(p, false, err);
        if (status)
            return status;
    }
    if (p->body.cap < CHUNK_BYTES + PAIR)
        buf_reserve(&p->body, CHUNK_BYTES + PAIR);
    unsigned char *pair = (unsigned char *)p->body.data + p->body.len;
    size_t len = 0;
    if (p->first)
        len = pack_varint(pair, docid - p->last - 1);
    else
        p->first = docid;
    len += pack_varint(pair + len, wdf);
    pair[len] = '\0';
    p->body.len += len;
    p->last = docid;
    return STATUS_OK;
}

enum status postlist_end(struct postlist *p, struct error *err)
{
    return p->first ? close_chunk(p, true, err) : STATUS_OK;
}

enum status postlist_add_metadata(struct btree *t, struct view key, struct view value, struct error *err)
{
    char bytes[BTREE_MAX_KEY];
    if (key.len == 0 || key.len + 2 > sizeof bytes)
        return error_set(err, STATUS_INPUT, "a metadata key has %zu bytes", key.len);
    bytes[0] = '\0';
    bytes[1] = (char)KEY_METADATA;
    memcpy(bytes + 2, key.ptr, key.len);
    return btree_add(t, (struct view){bytes, key.len + 2}, value, false, err);
}

enum status postlist_add_value_stats(struct btree *t, uint32_t slot, uint32_t count, struct view low, struct view high,
                                     struct error *err)
{
    char key[3] = {'\0', (char)KEY_VALUE_STATS, (char)slot};
    struct buf tag = {0};
    buf_add_varint(&tag, count);
    buf_add_string(&tag, low);
    if (!view_equal(low, high))
        buf_add_view(&tag, high);
    enum status status = btree_add(t, (struct view){key, slot ? 3 : 2}, view_of_buf(&tag), false, err);
    buf_release(&tag);
    return status;
}

enum status value_chunks_end(struct value_chunks *v, struct error *err)
{
    if (!v->first)
        return STATUS_OK;
    unsigned char key[2 + 10 + PACK_SORTABLE_UINT_MAX] = {0, KEY_VALUE_CHUNK};
    size_t len = 2 + pack_varint(key + 2, v->slot);
    len += pack_sortable_uint(key + len, v->first);
    v->first = 0;
    enum status status = btree_add(v->table, (struct view){(const char *)key, len}, view_of_buf(&v->body), false, err);
    buf_clear(&v->body);
    return status;
}

enum status value_chunks_add(struct value_chunks *v, uint32_t docid, struct view value, struct error *err)
{
    if (v->first)
        buf_add_varint(&v->body, docid - v->last - 1);
    else
        v->first = docid;
    buf_add_string(&v->body, value);
    v->last = docid;
    return v->body.len >= CHUNK_BYTES ? value_chunks_end(v, err) : STATUS_OK;
}
