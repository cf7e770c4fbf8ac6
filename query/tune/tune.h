/* Search a space of parameters for the point with the best mean over queries, with k-fold cross-validation. Knows no ranker: what a point is worth for each
 * query comes from an oracle, which is asked once a point. Used by the command tune. One thread.
 *
 * The figure to trust is `tuned`: each query is scored with the point that was chosen on the other folds alone, so it says what choosing in this way gains on
 * queries that were not seen. `best` is chosen on all queries; its mean is too good by what chance gave it. */
#ifndef LEDE_QUERY_TUNE_TUNE_H
#define LEDE_QUERY_TUNE_TUNE_H

#include "query/tune/space.h"

enum tune_search {
    TUNE_COORDINATE, /* from the start, axis by axis to its best value, until a round changes nothing */
    TUNE_GRID,       /* every point */
};

enum { TUNE_GRID_MAX = 10000 };

struct tune_oracle {
    void *self;
    size_t query_count;
    /* Fill values[query_count]. */
    enum status (*measure)(void *self, const struct space_point *point, double *values, struct error *err);
};

struct tune_settings {
    enum tune_search search;
    size_t folds; /* 2 to query_count */
    size_t rounds;
    uint64_t seed;
};

struct tune_trial {
    struct space_point point;
    double *values; /* of each query */
    double mean;
};

struct tune_fold {
    size_t queries;
    size_t trial;        /* what the other folds choose */
    double start, tuned; /* means over this fold's queries */
};

struct tune_result {
    struct tune_trial *trials; /* in the order of trying; the first is the start */
    size_t count, cap;
    struct tune_fold *folds;
    size_t fold_count;
    size_t best;  /* the trial that all queries choose; of equal ones the first */
    double tuned; /* mean over all queries, each with what the other folds chose */
};

/* Equal inputs give equal results. STATUS_USAGE for too many folds or points; what the oracle fails with otherwise. The caller releases, on success. */
enum status tune(const struct space *space, const struct tune_settings *settings, const struct tune_oracle *oracle,
                 struct tune_result *out, struct error *err) WARN_UNUSED;
void tune_result_release(struct tune_result *r);

/* The trial of a point, NULL when it was not tried. */
const struct tune_trial *tune_find(const struct tune_result *r, const struct space *space, const struct space_point *point);

#endif
