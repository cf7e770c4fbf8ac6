#include "indexer/bulk/seen.h"

#include <stdlib.h>
#include <xxhash.h>

enum { FIRST_PLACES = 1 << 10 };

/* Where the key stands, or the free place for it. */
static uint32_t *place_of(const struct seen *s, uint64_t low, uint64_t high)
{
    size_t at = low & (s->place_count - 1);
    for (; s->places[at]; at = (at + 1) & (s->place_count - 1)) {
        const struct seen_article *a = &s->articles[s->places[at] - 1];
        if (a->key_low == low && a->key_high == high)
            break;
    }
    return &s->places[at];
}

const struct seen_article *seen_find(const struct seen *s, struct view id_term)
{
    if (!s->place_count)
        return NULL;
    XXH128_hash_t key = XXH3_128bits(id_term.ptr, id_term.len);
    uint32_t place = *place_of(s, key.low64, key.high64);
    return place ? &s->articles[place - 1] : NULL;
}

static void more_places(struct seen *s)
{
    free(s->places);
    s->place_count = s->place_count ? s->place_count * 2 : FIRST_PLACES;
    s->places = mem_array(s->place_count, sizeof *s->places);
    for (uint32_t i = 0; i < s->count; i++)
        *place_of(s, s->articles[i].key_low, s->articles[i].key_high) = i + 1;
}

void seen_put(struct seen *s, struct view id_term, struct article_hash hash, uint32_t first_docid, uint32_t count)
{
    if (s->count * 2 >= s->place_count)
        more_places(s);
    XXH128_hash_t key = XXH3_128bits(id_term.ptr, id_term.len);
    uint32_t *place = place_of(s, key.low64, key.high64);
    if (!*place) {
        mem_grow(&s->articles, &s->cap, s->count, sizeof *s->articles);
        *place = (uint32_t)++s->count;
    }
    s->articles[*place - 1] = (struct seen_article){key.low64, key.high64, hash, first_docid, count};
}

void seen_release(struct seen *s)
{
    free(s->articles);
    free(s->places);
    *s = (struct seen){0};
}
