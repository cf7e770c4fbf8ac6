/* Where the postings of a term come from when the tables are written: the shards in memory and the run files that they were spilled to, merged into
 * one list by docid. Used by finish.c, one merge a thread (the shards are only read). */
#ifndef LEDE_INDEXER_BULK_POSTINGS_H
#define LEDE_INDEXER_BULK_POSTINGS_H

#include "indexer/bulk/run.h"
#include "indexer/bulk/shard.h"

/* The docids of a shard's documents, by their number; 0: the document was not taken. */
struct docid_map {
    uint32_t *docids;
    size_t count, cap;
};

/* One sorted list of terms with their postings: a run file, or what a shard holds in memory. */
struct source {
    const struct docid_map *map;
    struct run_reader *run; /* NULL: memory */
    const struct shard *shard;
    const uint32_t *order; /* shard_sorted; borrowed */
    size_t next;
    /* the current term */
    struct view name;
    struct buf run_name;
    struct buf bytes;
    bool has_positions;
    bool at_end;
};

struct posting {
    uint32_t docid;
    uint32_t wdf;
    uint32_t position_count;
    size_t positions; /* into postings.positions */
};

/* The current term, merged. */
struct postings {
    struct source *sources;
    size_t source_count;
    struct buf name;
    bool has_positions;
    struct posting *items;
    size_t count, cap;
    struct posting *merged; /* scratch */
    size_t merged_cap;
    uint32_t *positions;
    size_t position_count, position_cap;
    uint64_t occurrences;
};

/* Move to the next term in byte order; false in *more at the end. Terms all of whose documents were not taken are passed over. `want_positions`: only
 * terms that have them are given, with their positions; otherwise positions are left out. */
enum status postings_next(struct postings *p, bool want_positions, bool *more, struct error *err) WARN_UNUSED;
enum status postings_start(struct postings *p, struct error *err) WARN_UNUSED;
void postings_release(struct postings *p);

#endif
