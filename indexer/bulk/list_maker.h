/* The term lists of the documents that a shard holds, one after the other: each document's entries of the log, put in order and coded.
 * Used by spill.c and finish_lists.c; one thread. */
#ifndef LEDE_INDEXER_BULK_LIST_MAKER_H
#define LEDE_INDEXER_BULK_LIST_MAKER_H

#include "indexer/bulk/shard.h"
#include "indexer/bulk/termlist.h"

struct list_maker {
    const uint32_t *log; /* what is left of the shard's log */
    uint32_t *ranks;     /* by term: its place in the order of names */
    uint32_t *starts;    /* by rank: where its name begins in `names`; one more for the end */
    char *names;         /* in their order, and TERMLIST_SLACK bytes */
    size_t names_size;
    uint32_t term_count;
    uint64_t *items; /* of one document: rank << 32 | wdf; and as much again for sorting */
    size_t cap;
    struct termlist list;
};

/* `order`: shard_sorted of it. Nothing may be added to the shard meanwhile. */
void list_maker_init(struct list_maker *m, const struct shard *shard, const uint32_t *order);
/* The coded list of the next document stands in m->list.tag; empty for a document without terms. */
void list_maker_next(struct list_maker *m);
void list_maker_release(struct list_maker *m);

#endif
