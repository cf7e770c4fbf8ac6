/* The writer of a first build: the whole index is built beside its place by bulk/ and renamed into it by commit, which must be called
 * once, at the end. Before that the target does not exist; a kill leaves the folder "TARGET.building", which the next build clears. */
#ifndef LEDE_INDEXER_WRITER_BULK_H
#define LEDE_INDEXER_WRITER_BULK_H

#include "indexer/writer.h"

/* Whether a first build can be done at `path`: nothing is there, or an empty folder. */
bool writer_bulk_possible(const char *path);

/* `memory`: bytes for inverted postings, over all of `threads` analysing threads. STATUS_LOCKED when another build is under way. */
enum status writer_bulk_new(const char *path, const char *language, size_t memory, unsigned threads, struct writer **out,
                            struct error *err) WARN_UNUSED;

#endif
