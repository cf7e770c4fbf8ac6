/* Spilling: a shard that has grown large goes to two run files, "terms.W.R" (its terms with their postings) and "lists.W.R" (the coded
 * term list of each document), W the worker's number, R the run's. Many runs of terms are merged into one. */
#ifndef LEDE_INDEXER_BULK_SPILL_H
#define LEDE_INDEXER_BULK_SPILL_H

#include "indexer/bulk/build.h"

/* Called by the worker's thread. The levels of a worker's runs never rise from one to the next, so the merges are those of a counter: every posting is
 * copied as often as the number of spills has digits. */
enum status spill(const struct build *b, struct bulk_worker *w, struct error *err) WARN_UNUSED;

/* Replace out's content by the name of a run file. */
void spill_path(const struct build *b, const char *kind, unsigned worker, unsigned run, struct buf *out);

#endif
