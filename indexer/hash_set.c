#include "indexer/hash_set.h"

#include <stdlib.h>
#include <xxhash.h>

uint64_t hash_of(struct view name)
{
    uint64_t hash = XXH3_64bits(name.ptr, name.len);
    return hash == 0 ? 1 : hash;
}

/* The slot of `hash`, or the free one where it belongs. The table is never full. */
static size_t slot_of(const struct hash_set *s, uint64_t hash)
{
    size_t at = (size_t)hash & (s->cap - 1);
    while (s->slots[at] != 0 && s->slots[at] != hash)
        at = (at + 1) & (s->cap - 1);
    return at;
}

static void grow(struct hash_set *s)
{
    struct hash_set larger = {.cap = s->cap ? s->cap * 2 : 1024, .count = s->count};
    larger.slots = mem_array(larger.cap, sizeof *larger.slots);
    for (size_t i = 0; i < s->cap; i++)
        if (s->slots[i] != 0)
            larger.slots[slot_of(&larger, s->slots[i])] = s->slots[i];
    free(s->slots);
    *s = larger;
}

bool hash_set_add(struct hash_set *s, uint64_t hash)
{
    if (s->count + s->count / 3 >= s->cap)
        grow(s);
    size_t at = slot_of(s, hash);
    if (s->slots[at] == hash)
        return false;
    s->slots[at] = hash;
    s->count++;
    return true;
}

bool hash_set_has(const struct hash_set *s, uint64_t hash)
{
    return s->cap > 0 && s->slots[slot_of(s, hash)] == hash;
}

void hash_set_release(struct hash_set *s)
{
    free(s->slots);
    *s = (struct hash_set){0};
}
