/* A set of 64-bit hashes: which ids and paths a run has already met, 8 to 20 bytes each.
 *
 * Two names meet in one hash with a chance of n²/2^65 (10 million names: 3 in a million), so nothing may be lost by a false
 * "already there": callers look the name up in the index before they act on it. One thread an object; zeroed = empty. */
#ifndef LEDE_INDEXER_HASH_SET_H
#define LEDE_INDEXER_HASH_SET_H

#include "common/buf.h"

struct hash_set {
    uint64_t *slots; /* 0 = free */
    size_t count, cap;
};

uint64_t hash_of(struct view name); /* XXH3; never 0 */

/* Where `hash` stands in a table with open addressing, `cap` (a power of two) slots of which some are free (0), or the free one where it belongs. */
static inline size_t hash_slot(const uint64_t *slots, size_t cap, uint64_t hash)
{
    size_t at = (size_t)hash & (cap - 1);
    while (slots[at] != 0 && slots[at] != hash)
        at = (at + 1) & (cap - 1);
    return at;
}

bool hash_set_add(struct hash_set *s, uint64_t hash); /* false when it was there */
bool hash_set_has(const struct hash_set *s, uint64_t hash);
void hash_set_release(struct hash_set *s);

#endif
