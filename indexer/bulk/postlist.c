#include "indexer/bulk/postlist.h"

#include "indexer/bulk/pack.h"

#include <string.h>

enum { KEY_METADATA = 0xC0, KEY_VALUE_STATS = 0xD0, KEY_VALUE_CHUNK = 0xD8, KEY_LENGTHS = 0xE0 };

static void begin(struct postlist *p, struct btree *t, uint32_t documents, uint32_t occurrences)
{
    p->table = t;
    p->documents = documents;
    p->occurrences = occurrences;
    p->first_chunk = true;
    p->first = p->last = 0;
    p->len = 0;
}

enum status postlist_begin_term(struct postlist *p, struct btree *t, struct view term, uint32_t documents, uint32_t occurrences,
                                struct error *err)
{
    bool good = term.len > 0 && term.len <= POSTLIST_MAX_TERM;
    p->prefix_len = good ? pack_sortable_string(p->key, term, false) : 0;
    p->first_key_len = p->prefix_len - 1; /* the first chunk's key has no terminator */
    if (!good || p->prefix_len + PACK_SORTABLE_UINT_MAX > BTREE_MAX_KEY)
        return error_set(err, STATUS_INPUT, "a term has %zu bytes, which is not between 1 and %d", term.len, POSTLIST_MAX_TERM);
    begin(p, t, documents, occurrences);
    return STATUS_OK;
}

void postlist_begin_lengths(struct postlist *p, struct btree *t)
{
    begin(p, t, 0, 0);
    p->key[0] = 0;
    p->key[1] = KEY_LENGTHS;
    p->prefix_len = p->first_key_len = 2;
}

/* What stands in front of a chunk. */
static size_t pack_head(const struct postlist *p, bool is_last, unsigned char head[POSTLIST_HEAD])
{
    size_t len = 0;
    if (p->first_chunk) {
        len = pack_varint(head, p->documents);
        len += pack_varint(head + len, p->occurrences);
        len += pack_varint(head + len, p->first - 1);
    }
    head[len++] = is_last ? '1' : '0';
    return len + pack_varint(head + len, p->last - p->first);
}

static enum status close_chunk(struct postlist *p, bool is_last, struct error *err)
{
    unsigned char head[POSTLIST_HEAD];
    size_t head_len = pack_head(p, is_last, head);
    unsigned char *tag = p->bytes + POSTLIST_HEAD - head_len;
    pack_bytes(tag, head, head_len);
    size_t key_len = p->first_chunk ? p->first_key_len : p->prefix_len + pack_sortable_uint(p->key + p->prefix_len, p->first);
    struct view whole = {(const char *)tag, head_len + p->len};
    p->first_chunk = false;
    p->first = 0;
    p->len = 0;
    return btree_add(p->table, (struct view){(const char *)p->key, key_len}, whole, false, err);
}

/* Fill the open chunk; returns how many of the postings went in before it was full, or one came that is out of order. */
static size_t fill_chunk(struct postlist *p, const struct posting *items, size_t count)
{
    unsigned char *begin = p->bytes + POSTLIST_HEAD, *at = begin + p->len, *full = begin + POSTLIST_CHUNK;
    uint32_t last = p->last;
    size_t i = 0;
    if (!p->first && count && items[0].docid > last) {
        p->first = last = items[0].docid;
        at += pack_varint(at, items[i++].wdf);
    }
    for (; i < count && at < full && items[i].docid > last; i++) {
        uint32_t gap = items[i].docid - last - 1, wdf = items[i].wdf;
        last = items[i].docid;
        if ((gap | wdf) < 0x80) {
            at[0] = (unsigned char)gap;
            at[1] = (unsigned char)wdf;
            at += 2;
        } else {
            at += pack_varint(at, gap);
            at += pack_varint(at, wdf);
        }
    }
    p->last = last;
    p->len = (size_t)(at - begin);
    return i;
}

enum status postlist_add(struct postlist *p, const struct posting *items, size_t count, struct error *err)
{
    while (count) {
        enum status status = p->len >= POSTLIST_CHUNK ? close_chunk(p, false, err) : STATUS_OK;
        if (status)
            return status;
        size_t taken = fill_chunk(p, items, count);
        items += taken;
        count -= taken;
        if (count && p->len < POSTLIST_CHUNK)
            return error_set(err, STATUS_INPUT, "postings are out of order");
    }
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
    return v->body.len >= POSTLIST_CHUNK ? value_chunks_end(v, err) : STATUS_OK;
}
