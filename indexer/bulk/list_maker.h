/* The term lists of the documents that a shard holds, one after the other: each document's entries of the log, coded.
 * Used by spill.c and finish_lists.c; one thread. */
#ifndef LEDE_INDEXER_BULK_LIST_MAKER_H
#define LEDE_INDEXER_BULK_LIST_MAKER_H

#include "indexer/bulk/shard.h"

struct list_maker {
    const struct shard *shard;
    uint32_t document; /* the next one, counted from the first since the last spill */
    struct buf tag;
};

/* The shard was inverted; nothing may be added to it meanwhile. */
void list_maker_init(struct list_maker *m, const struct shard *shard);
/* The coded list of the next document stands in m->tag; empty for a document without terms. */
void list_maker_next(struct list_maker *m);
void list_maker_release(struct list_maker *m);

#endif
