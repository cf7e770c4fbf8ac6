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

uint64_t hash_of(struct view name);                   /* XXH3; never 0 */
bool hash_set_add(struct hash_set *s, uint64_t hash); /* false when it was there */
bool hash_set_has(const struct hash_set *s, uint64_t hash);
void hash_set_release(struct hash_set *s);

#endif
