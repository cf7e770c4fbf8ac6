/* Which file gave each id that a run has met: 12 to 30 bytes an id, 8 a file. Files have numbers from 1: their order (manifest.h).
 *
 * Ids and paths are known by their hashes (hash_set.h says what that means). Used by the applier, and by writer_bulk_begin.c for the run that it goes on with.
 * One thread an object; zeroed = empty. */
#ifndef LEDE_INDEXER_GIVERS_H
#define LEDE_INDEXER_GIVERS_H

#include "common/buf.h"

struct givers {
    uint64_t *ids;   /* 0 = a free slot */
    uint32_t *files; /* beside them */
    size_t count, cap;
    uint64_t *paths; /* by number - 1; 0: not named */
    size_t path_count, path_cap;
};

/* The number of the file that gave the id last; 0: nobody yet. */
uint32_t givers_of(const struct givers *g, uint64_t id);
void givers_put(struct givers *g, uint64_t id, uint32_t file);

/* The hash of a file's path; 0 when it was not named. */
uint64_t givers_path(const struct givers *g, uint32_t file);
void givers_name(struct givers *g, uint32_t file, uint64_t path);

void givers_release(struct givers *g);

#endif
