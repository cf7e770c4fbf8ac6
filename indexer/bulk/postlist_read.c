#include "indexer/bulk/postlist_read.h"

#include "indexer/bulk/pack.h"

enum { KEY_METADATA = 0xC0, KEY_VALUE_STATS = 0xD0, KEY_VALUE_CHUNK = 0xD8, KEY_LENGTHS = 0xE0, ESCAPED_ZERO = 0xFF };

bool postlist_take_docid(struct view *key, uint32_t *docid)
{
    const unsigned char *at = (const unsigned char *)key->ptr;
    size_t len = key->len == 0 ? 1 : at[0] < 0x80 ? 2 : at[0] < 0xC0 ? 3 : at[0] < 0xE0 ? 4 : 5;
    if (key->len < len || (len == 5 && at[0] != 0xE0))
        return false;
    uint32_t n = len == 5 ? 0 : at[0] & (len == 2 ? 0x7FU : len == 3 ? 0x3FU : 0x1FU);
    for (size_t i = 1; i < len; i++)
        n = n << 8 | at[i];
    *docid = n;
    *key = view_sub(*key, len, key->len);
    return true;
}

/* The bytes of an escaped term before its terminator; all, when it is the last thing in the key. */
static size_t escaped_length(struct view key)
{
    size_t at = 0;
    while (at < key.len && (key.ptr[at] != '\0' || (at + 1 < key.len && (unsigned char)key.ptr[at + 1] == ESCAPED_ZERO)))
        at += key.ptr[at] == '\0' ? 2 : 1;
    return at;
}

static bool read_term_key(struct view key, struct postlist_key *out)
{
    size_t len = escaped_length(key);
    struct view rest = view_sub(key, len + 1, key.len);
    *out = (struct postlist_key){.kind = POSTLIST_TERM, .name = view_sub(key, 0, len)};
    return len > 0 && (len == key.len || (postlist_take_docid(&rest, &out->docid) && rest.len == 0));
}

bool postlist_read_key(struct view key, struct postlist_key *out)
{
    unsigned kind = key.len > 1 && key.ptr[0] == '\0' ? (unsigned char)key.ptr[1] : ESCAPED_ZERO;
    struct view rest = view_sub(key, 2, key.len);
    uint64_t slot = 0;
    *out = (struct postlist_key){.name = rest};
    switch (kind) {
    case ESCAPED_ZERO:
        return read_term_key(key, out);
    case KEY_METADATA:
        out->kind = POSTLIST_METADATA;
        return rest.len > 0;
    case KEY_VALUE_STATS:
        out->kind = POSTLIST_VALUE_STATS;
        for (size_t i = 0; i < rest.len && i < 4; i++)
            out->slot |= (uint32_t)(unsigned char)rest.ptr[i] << (8 * i);
        return rest.len <= 4;
    case KEY_VALUE_CHUNK:
        out->kind = POSTLIST_VALUES;
        if (!view_take_varint(&rest, &slot) || slot > UINT32_MAX)
            return false;
        out->slot = (uint32_t)slot;
        return postlist_take_docid(&rest, &out->docid) && rest.len == 0 && out->docid > 0;
    case KEY_LENGTHS:
        out->kind = POSTLIST_LENGTHS;
        return rest.len == 0 || (postlist_take_docid(&rest, &out->docid) && rest.len == 0);
    default:
        return false;
    }
}

static bool take_number(struct view *in, uint32_t *out)
{
    uint64_t n = 0;
    bool ok = view_take_varint(in, &n) && n <= UINT32_MAX;
    *out = (uint32_t)n;
    return ok;
}

void chunk_begin(struct chunk_reader *c, const struct postlist_key *key, struct view tag)
{
    uint32_t documents = 0, occurrences = 0, before = 0, span = 0;
    *c = (struct chunk_reader){.rest = tag, .docid = key->docid};
    if (key->docid == 0) { /* the list's first chunk */
        c->bad = !take_number(&c->rest, &documents) || !take_number(&c->rest, &occurrences) || !take_number(&c->rest, &before);
        c->docid = before + 1;
    }
    bool last = c->rest.len > 0; /* '1' or '0': whether it is the list's last chunk */
    c->rest = view_sub(c->rest, 1, c->rest.len);
    c->bad = c->bad || !last || !take_number(&c->rest, &span) || c->docid == 0;
}

bool chunk_take(struct chunk_reader *c)
{
    uint32_t step = 0;
    if (c->bad || (c->started && c->rest.len == 0))
        return false;
    c->bad = (c->started && !take_number(&c->rest, &step)) || !take_number(&c->rest, &c->wdf);
    c->docid += c->started ? step + 1 : 0;
    c->started = true;
    return !c->bad;
}

void values_begin(struct values_reader *v, const struct postlist_key *key, struct view tag)
{
    *v = (struct values_reader){.rest = tag, .docid = key->docid};
}

bool values_take(struct values_reader *v)
{
    uint32_t step = 0;
    if (v->bad || (v->started && v->rest.len == 0))
        return false;
    v->bad = (v->started && !take_number(&v->rest, &step)) || !view_take_string(&v->rest, &v->value);
    v->docid += v->started ? step + 1 : 0;
    v->started = true;
    return !v->bad;
}
