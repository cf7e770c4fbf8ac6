/* Term lists of a shard's documents, and spilling: a shard that has grown large goes to two run files, "terms.W.R" (its terms with their
 * postings) and "lists.W.R" (the coded term list of each document), W the worker's number, R the run's. Many runs of terms are merged into one. */
#ifndef LEDE_INDEXER_BULK_SPILL_H
#define LEDE_INDEXER_BULK_SPILL_H

#include "indexer/bulk/build.h"
#include "indexer/bulk/termlist.h"

/* The term lists of a shard's documents in memory, one after the other. */
struct list_maker {
    const struct shard *shard;
    const uint32_t *order; /* shard_sorted; borrowed */
    uint32_t *ranks;       /* by term: its place in the order */
    struct view log;       /* what is left of the shard's log */
    uint64_t *items;       /* of one document: rank << 32 | wdf; and as much again for sorting */
    size_t cap;
    struct termlist list;
};

void list_maker_init(struct list_maker *m, const struct shard *shard, const uint32_t *order);
/* The coded list of the next document stands in m->list.tag; empty for a document without terms. `length`: the document's. */
void list_maker_next(struct list_maker *m);
void list_maker_release(struct list_maker *m);

/* Called by the worker's thread. The levels of a worker's runs never rise from one to the next, so the merges are those of a counter: every posting is
 * copied as often as the number of spills has digits. */
enum status spill(const struct build *b, struct bulk_worker *w, struct error *err) WARN_UNUSED;

/* Replace out's content by the name of a run file. */
void spill_path(const struct build *b, const char *kind, unsigned worker, unsigned run, struct buf *out);

#endif
