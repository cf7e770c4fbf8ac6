/* The bulk writer: a whole index is built beside its place by bulk/ and takes it by one rename in commit, which must be called once, at the end. It is a first build,
 * or begins with an index that stands: what lives of that is merged with what is new, and readers meanwhile go on with the old one. A kill
 * leaves the folder "TARGET.building", which the next run clears; or goes on with, when a first build with a journal made checkpoints in it. A build that
 * fails, on a full disk, say, leaves it too when there is something to go on with. */
#ifndef LEDE_INDEXER_WRITER_BULK_H
#define LEDE_INDEXER_WRITER_BULK_H

#include "indexer/writer.h"

struct bulk_settings {
    const char *path;
    const char *standing; /* an index that the new one begins with; `path` itself: its place is taken. NULL: a first build */
    const char *language; /* of a first build */
    size_t memory;        /* bytes for the build, over all threads */
    unsigned threads;     /* that analyse */
    /* Asked while the index that stands is read: when it says so the build ends with STATUS_INTERRUPTED, and nothing has changed. NULL: never. */
    bool (*stop)(void);

    /* Of a first build that keeps a journal: what it must have in common with one that it goes on with; empty: it keeps none. */
    struct view journal;
    /* Whether the input is as that one met it: `notes` and `state` as they were given to the writer, the notes as a sequence of strings. */
    bool (*is_usable)(const void *context, struct view notes, struct view state);
    const void *context;
};

/* `note` gets a sentence when what was left behind cannot be gone on with. STATUS_LOCKED when another build or writer is under way; STATUS_INDEX or STATUS_USAGE when the index that stands cannot be merged with. */
enum status writer_bulk_new(const struct bulk_settings *settings, struct writer **out, struct error *note,
                            struct error *err) WARN_UNUSED;

#endif
