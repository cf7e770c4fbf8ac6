/* How much of one text stands in another: the share of its runs of four words that the other has too (Broder 1997, On the resemblance and
 * containment of documents). Tells wire copies and new versions from articles on the same matter. Used by similar and background; one thread an object; a zeroed
 * struct is empty. */
#ifndef LEDE_QUERY_RESEMBLANCE_H
#define LEDE_QUERY_RESEMBLANCE_H

#include "common/analyse.h"

/* From this share on two texts are copies. */
#define RESEMBLANCE_COPY 0.5

/* The runs of a text as ascending hashes, each once. */
struct shingles {
    uint64_t *items;
    size_t count, cap;
};

/* Runs are of stems, so they compare only with those that the same analyser made without forgetting. Replaces out's content. */
void shingles_make(struct shingles *s, struct analyser *a, struct view text);
void shingles_release(struct shingles *s);

/* The share of the smaller text's runs that both have, 0 to 1; 0 when one has none. */
double shingles_containment(const struct shingles *a, const struct shingles *b);

#endif
