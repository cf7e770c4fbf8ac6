/* The first stage: from weighted terms and filters to the segments (or articles) whose text is worth reading.
 *
 * The index ranks by an OR of the stems; what comes back is the best `limit`, cut so that the choice depends on weights and ids alone. Used by rank; one thread
 * an object; a zeroed struct is empty; memory is kept from query to query. */
#ifndef LEDE_QUERY_CANDIDATES_H
#define LEDE_QUERY_CANDIDATES_H

#include "common/store.h"
#include "query/rank.h"
#include "query/search.h"
#include "query/terms.h"

struct expansion;

struct candidate {
    uint32_t docid;
    uint32_t rank; /* by index weight, from 0; equal weights have the rank of the first of them */
    double weight; /* of the index */
    double bound;  /* of the final score; set by whoever knows the fusion */
    uint32_t *wdf; /* of each term, in candidates.wdf */
};

struct candidates {
    struct candidate *items; /* by weight descending */
    size_t count, cap;
    double best;      /* weight of the first; 0 without candidates */
    uint64_t matches; /* articles, see results.h */
    bool matches_exact;
    uint32_t *wdf;
    size_t wdf_cap;
    struct store_hits hits;
    uint32_t *docids;
    size_t docid_cap;
};

/* What is asked of the index. */
struct candidates_request {
    const struct store_stats *stats;
    const struct terms *terms;
    const struct expansion *expansion; /* further terms (feedback.h), or NULL */
    const struct ranker *ranker;
    const struct search_settings *settings; /* for the filters */
    const struct store_query *restriction;  /* only segments that match it, or NULL */
    bool wordless;                          /* what matches the restriction is ranked though it has no term */
    uint64_t limit;
    bool collapse;  /* the best segment of each article only */
    double seconds; /* what is left of the time limit, 0 = none */
};

/* STATUS_TIMEOUT when the time limit passed. */
enum status candidates_find(struct candidates *c, struct store_reader *r, const struct candidates_request *request,
                            struct error *err) WARN_UNUSED;
void candidates_release(struct candidates *c);

#endif
