/* A run against judgements: the value of every chosen measure for every query, and the means. Used by the commands eval and compare. */
#ifndef LEDE_QUERY_EVAL_EVALUATE_H
#define LEDE_QUERY_EVAL_EVALUATE_H

#include "query/eval/measures.h"

struct evaluate_settings {
    struct judged_settings judged;
    bool complete; /* average over all judged queries; one that the run lacks counts as 0 (trec_eval -c) */
};

/* Queries that are both in the run and among the judgements, in byte order of their ids. Views point into the judgements. */
struct evaluation {
    struct view *qids;
    double *values; /* of query q and measure m: values[q * measure_count + m] */
    size_t query_count, measure_count;
    size_t missing;  /* judged queries without a row in the run */
    size_t unjudged; /* queries of the run without a judgement: left out */
    double *means;   /* of each measure; sums and counts where the measure says so */
};

/* A run none of whose queries is judged gives zeros everywhere; the caller may want to refuse it. The caller releases. */
void evaluate(const struct entries *qrels, const struct entries *run, const struct measure_list *measures,
              const struct evaluate_settings *settings, struct evaluation *out);
void evaluation_release(struct evaluation *e);

/* The row of a query's values, NULL when the run lacks it. */
const double *evaluation_find(const struct evaluation *e, struct view qid);

#endif
