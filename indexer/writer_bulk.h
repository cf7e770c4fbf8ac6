/* The bulk writer: a whole index is built beside its place by bulk/ and takes it by one rename in commit, which must be called once, at the end. It is a first build,
 * or begins with an index that stands: what lives of that is merged with what is new, and readers meanwhile go on with the old one. A kill
 * leaves the folder "TARGET.building", which the next run clears. */
#ifndef LEDE_INDEXER_WRITER_BULK_H
#define LEDE_INDEXER_WRITER_BULK_H

#include "indexer/writer.h"

struct bulk_settings {
    const char *path;
    const char *standing; /* an index that the new one begins with; `path` itself: its place is taken. NULL: a first build */
    const char *language; /* of a first build */
    size_t memory;        /* bytes for inverted postings, over all threads */
    unsigned threads;     /* that analyse */
};

/* STATUS_LOCKED when another build or writer is under way; STATUS_INDEX or STATUS_USAGE when the index that stands cannot be merged with. */
enum status writer_bulk_new(const struct bulk_settings *settings, struct writer **out, struct error *err) WARN_UNUSED;

#endif
