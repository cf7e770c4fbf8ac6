#include "indexer/hash_set.h"

#include <stdlib.h>
#include <xxhash.h>

uint64_t hash_of(struct view name)
{
    uint64_t hash = XXH3_64bits(name.ptr, name.len);
    return hash == 0 ? 1 : hash;
}

static void grow(struct hash_set *s)
{
    struct hash_set larger = {.cap = s->cap ? s->cap * 2 : 1024, .count = s->count};
    larger.slots = mem_array(larger.cap, sizeof *larger.slots);
    for (size_t i = 0; i < s->cap; i++)
        if (s->slots[i] != 0)
            larger.slots[hash_slot(larger.slots, larger.cap, s->slots[i])] = s->slots[i];
    free(s->slots);
    *s = larger;
}

bool hash_set_add(struct hash_set *s, uint64_t hash)
{
    if (s->count + s->count / 3 >= s->cap)
        grow(s);
    size_t at = hash_slot(s->slots, s->cap, hash);
    if (s->slots[at] == hash)
        return false;
    s->slots[at] = hash;
    s->count++;
    return true;
}

bool hash_set_has(const struct hash_set *s, uint64_t hash)
{
    return s->cap > 0 && s->slots[hash_slot(s->slots, s->cap, hash)] == hash;
}

void hash_set_release(struct hash_set *s)
{
    free(s->slots);
    *s = (struct hash_set){0};
}
