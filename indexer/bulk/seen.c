#include "indexer/bulk/seen.h"

#include <stdlib.h>
#include <xxhash.h>

enum { FIRST_CAP = 1 << 10 };

static struct seen_article *place_of(const struct seen *s, uint64_t low, uint64_t high)
{
    size_t at = low & (s->cap - 1);
    while (s->slots[at].count && (s->slots[at].key_low != low || s->slots[at].key_high != high))
        at = (at + 1) & (s->cap - 1);
    return &s->slots[at];
}

const struct seen_article *seen_find(const struct seen *s, struct view id_term)
{
    if (!s->cap)
        return NULL;
    XXH128_hash_t key = XXH3_128bits(id_term.ptr, id_term.len);
    const struct seen_article *a = place_of(s, key.low64, key.high64);
    return a->count ? a : NULL;
}

static void grow(struct seen *s)
{
    struct seen old = *s;
    s->cap = old.cap ? old.cap * 2 : FIRST_CAP;
    s->slots = mem_array(s->cap, sizeof *s->slots);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].count)
            *place_of(s, old.slots[i].key_low, old.slots[i].key_high) = old.slots[i];
    free(old.slots);
}

void seen_put(struct seen *s, struct view id_term, struct article_hash hash, uint32_t first_docid, uint32_t count)
{
    if (s->count * 2 >= s->cap)
        grow(s);
    XXH128_hash_t key = XXH3_128bits(id_term.ptr, id_term.len);
    struct seen_article *a = place_of(s, key.low64, key.high64);
    s->count += !a->count;
    *a = (struct seen_article){key.low64, key.high64, hash, first_docid, count};
}

void seen_release(struct seen *s)
{
    free(s->slots);
    *s = (struct seen){0};
}
