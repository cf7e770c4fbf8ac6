/* Where the postings of a term come from when the tables are written: the shards in memory and the run files that they were spilled to, merged into
 * one list by docid. Used by finish.c, one merge a thread (the shards are only read). */
#ifndef LEDE_INDEXER_BULK_POSTINGS_H
#define LEDE_INDEXER_BULK_POSTINGS_H

#include "indexer/bulk/postlist.h"
#include "indexer/bulk/source.h"

/* The current term, merged. */
struct postings {
    struct source *sources;
    size_t source_count;
    bool want_positions; /* only terms that have positions are given, with them; else all terms, without */
    struct view name;    /* until the next term */
    struct posting *items;
    size_t count, cap;
    uint32_t *positions; /* at an item's `places`: how many, then they themselves */
    size_t position_count, position_cap;
    uint64_t occurrences;
    /* scratch */
    struct buf name_copy;
    struct source **current; /* those that have the term */
    size_t *list_ends;       /* items are so many lists, each ascending */
    size_t list_count, list_cap;
    struct posting *merged;
    size_t merged_cap;
};

/* After sources and want_positions were filled in. */
enum status postings_start(struct postings *p, struct error *err) WARN_UNUSED;
/* Move to the next term in byte order; false in *more at the end. Terms all of whose documents were not taken are passed over. */
enum status postings_next(struct postings *p, bool *more, struct error *err) WARN_UNUSED;
void postings_release(struct postings *p);

#endif
