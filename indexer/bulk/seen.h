/* The articles of a build by their ids: where each stands, and the hash of its content, so that a later article with the same id can take its place. One thread. */
#ifndef LEDE_INDEXER_BULK_SEEN_H
#define LEDE_INDEXER_BULK_SEEN_H

#include "common/article.h"

struct seen_article {
    uint64_t key_low, key_high; /* XXH3-128 of the id term: two ids never meet in practice */
    struct article_hash hash;
    uint32_t first_docid, count; /* of its documents */
};

struct seen {
    struct seen_article *articles; /* in the order in which they were met */
    size_t count, cap;
    uint32_t *places; /* open addressing by key_low: index + 1; 0 is free */
    size_t place_count;
};

/* The entry of an id; NULL when it is new. Valid until the next seen_put. */
const struct seen_article *seen_find(const struct seen *s, struct view id_term);
/* Enter an article, in place of an earlier one with the id. */
void seen_put(struct seen *s, struct view id_term, struct article_hash hash, uint32_t first_docid, uint32_t count);
void seen_release(struct seen *s);

#endif
