/* One sorted list of terms with their postings: what a shard holds in memory, or a run file that it was spilled to. Read from its first term to
 * its last by postings.c; one thread (a shard is only read). */
#ifndef LEDE_INDEXER_BULK_SOURCE_H
#define LEDE_INDEXER_BULK_SOURCE_H

#include "indexer/bulk/run_term.h"
#include "indexer/bulk/shard.h"

/* The docids of a shard's documents, by their number; 0: the document was not taken. */
struct docid_map {
    uint32_t *docids;
    size_t cap;
};

struct source {
    const struct docid_map *map;
    struct run_reader *run;    /* NULL: memory */
    const struct shard *shard; /* inverted */
    struct shard_place place;
    struct run_term term; /* the current one, until the next move */
    bool at_end;
};

/* Move to the next term. `want_positions`: terms without them may be passed over or have no postings; else there are no places. */
enum status source_advance(struct source *s, bool want_positions, struct error *err) WARN_UNUSED;
void source_release(struct source *s);

#endif
