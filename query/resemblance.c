#include "query/resemblance.h"

#include <stdlib.h>

enum { RUN = 4 };

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Mixes well enough that two runs hardly ever meet (the finisher of SplitMix64). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

void shingles_make(struct shingles *s, struct analyser *a, struct view text)
{
    struct tokens tokens = {0};
    uint64_t stems[RUN] = {0};
    size_t words = 0, kept = 0;
    s->count = 0;
    analyse(a, text, ANALYSE_TEXT, &tokens);
    for (size_t i = 0; i < tokens.count; i++) {
        if (tokens.items[i].flags & TOKEN_VARIANT)
            continue;
        stems[words++ % RUN] = (uint64_t)tokens.items[i].word->stem_id + 1;
        if (words < RUN)
            continue;
        uint64_t hash = 0;
        for (size_t j = 0; j < RUN; j++)
            hash = mix(hash ^ stems[(words + j) % RUN]);
        mem_grow(&s->items, &s->cap, s->count, sizeof *s->items);
        s->items[s->count++] = hash;
    }
    if (s->count > 1)
        qsort(s->items, s->count, sizeof *s->items, by_number);
    for (size_t i = 0; i < s->count; i++) {
        if (i == 0 || s->items[i] != s->items[i - 1])
            s->items[kept++] = s->items[i];
    }
    s->count = kept;
    tokens_release(&tokens);
}

void shingles_release(struct shingles *s)
{
    free(s->items);
    *s = (struct shingles){0};
}

double shingles_containment(const struct shingles *a, const struct shingles *b)
{
    size_t shared = 0, smaller = a->count < b->count ? a->count : b->count;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->items[i] == b->items[j])
            shared++, i++, j++;
        else if (a->items[i] < b->items[j])
            i++;
        else
            j++;
    }
    return smaller > 0 ? (double)shared / (double)smaller : 0;
}
