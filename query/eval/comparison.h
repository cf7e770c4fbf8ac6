/* Two runs query by query: differences, who wins, and a picture of it. Used by the command compare. */
#ifndef LEDE_QUERY_EVAL_COMPARISON_H
#define LEDE_QUERY_EVAL_COMPARISON_H

#include "query/eval/evaluate.h"
#include "query/eval/significance.h"

struct compared_query {
    struct view qid;
    double a, b, difference; /* b - a */
};

struct comparison {
    const char *measure;          /* its name, of the measure list */
    struct compared_query *items; /* by difference descending, then by query id */
    size_t count;
    double mean_a, mean_b;
    size_t wins, ties, losses; /* of b; closer than COMPARISON_TIE is a tie */
    struct t_test t;
    struct randomisation_test randomisation;
};

#define COMPARISON_TIE 1e-9

struct comparison_settings {
    bool complete; /* all judged queries: where a run lacks one it has 0; otherwise those that both runs have */
    uint64_t permutations, seed;
};

/* Compare by the first measure of the two evaluations. STATUS_INPUT when there is no query to compare. The caller releases. Views point into the judgements. */
enum status comparison_make(const struct entries *qrels, const struct measure_list *measures, const struct evaluation *a,
                            const struct evaluation *b, const struct comparison_settings *settings, struct comparison *out,
                            struct error *err) WARN_UNUSED;
void comparison_release(struct comparison *c);

struct comparison_names {
    const char *a, *b; /* paths */
    uint64_t seed;
};
void comparison_text(const struct comparison *c, const struct comparison_names *names, struct buf *out);
void comparison_json(const struct comparison *c, const struct comparison_names *names, struct buf *out);
void comparison_tsv(const struct comparison *c, struct buf *out); /* qid a b difference, with a header line */

#endif
