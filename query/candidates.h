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

enum { FEEDBACK_MAX_TERMS = 64 };

struct expansion;

struct candidate {
    uint32_t docid;
    double recency;     /* factor of the final score (recency.h); set by whoever knows the fusion */
    uint32_t rank;      /* by index weight, from 0; equal weights have the rank of the first of them */
    double weight;      /* of the index */
    double bound;       /* of the final score; set by whoever knows the fusion */
    uint32_t *wdf;      /* of each term with its synonyms, in candidates.wdf */
    uint32_t *stem_wdf; /* of each term, then of each synonym, in candidates.stem_wdf */
};

struct candidates {
    struct candidate *items; /* by weight descending */
    size_t count, cap;
    double best;      /* weight of the first; 0 without candidates */
    uint64_t matches; /* articles, see results.h */
    bool matches_exact;
    uint32_t *wdf, *stem_wdf;
    size_t wdf_cap, stem_wdf_cap;
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
/* After weights were changed: items by weight, rank and best anew. */
void candidates_order(struct candidates *c);
void candidates_release(struct candidates *c);

/* A term of the request's query: one of the terms, or (TERMS_NONE) one that feedback added. */
struct candidate_leaf {
    uint8_t term;
    struct view stem; /* lives in the request */
};

/* weights[d * leaf_count + i]: what leaf i adds to the weight of the d-th document. */
struct candidate_weights {
    struct candidate_leaf leaves[TERMS_MAX + FEEDBACK_MAX_TERMS];
    size_t leaf_count;
    double *weights;
};

/* What candidate.weight is the sum of, for `count` segments of the index and the ids of the articles that they belong to. Asks the index as candidates_find does, by
 * one leaf at a time: for a few documents. Replaces out's content. */
enum status candidates_weigh(struct store_reader *r, const struct candidates_request *request, const uint32_t *docids,
                             const struct view *ids, size_t count, struct candidate_weights *out, struct error *err) WARN_UNUSED;
void candidate_weights_release(struct candidate_weights *w);

#endif
