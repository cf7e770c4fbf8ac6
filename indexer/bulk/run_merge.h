/* Several runs of terms of one worker, older before newer, become one. Used by spill.c. */
#ifndef LEDE_INDEXER_BULK_RUN_MERGE_H
#define LEDE_INDEXER_BULK_RUN_MERGE_H

#include "common/buf.h"

/* Write the runs `from` (paths) to the new file `to`: terms in byte order; a term that several runs have stands once for each, in their order, so that
 * nothing is decoded. */
enum status run_merge(const struct buf *from, size_t count, const char *to, struct error *err) WARN_UNUSED;

#endif
