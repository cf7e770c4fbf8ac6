/* The term lists of the documents that a shard holds, one after the other: each document's entries of the log, put in order and coded.
 * Used by spill.c and finish_lists.c; one thread. */
#ifndef LEDE_INDEXER_BULK_LIST_MAKER_H
#define LEDE_INDEXER_BULK_LIST_MAKER_H

#include "indexer/bulk/shard.h"

enum { LIST_MAKER_DIGITS = 3, LIST_MAKER_DIGIT_BITS = 11 }; /* of a place: so many, of at most so many bits */

struct list_maker {
    const uint32_t *log; /* what is left of the shard's log */
    uint32_t *places;    /* by term: where its name begins in `names`, in units; they ascend as the names do */
    size_t term_count;
    unsigned char *names; /* in their order, each a byte of length and its bytes, and TERMLIST_SLACK bytes at the end */
    size_t names_size;
    unsigned digit_bits; /* as many as the highest place needs */
    uint32_t counts[LIST_MAKER_DIGITS][1 << LIST_MAKER_DIGIT_BITS];
    uint64_t *items; /* of one document: place << 32 | wdf; and as much again for sorting */
    size_t cap;
    struct buf tag;
};

/* The shard was inverted; nothing may be added to it meanwhile. */
void list_maker_init(struct list_maker *m, const struct shard *shard);
/* The coded list of the next document stands in m->tag; empty for a document without terms. */
void list_maker_next(struct list_maker *m);
void list_maker_release(struct list_maker *m);

#endif
