/* Figures of one or several runs as text (trec_eval's layout), CSV or JSON. Used by the command eval. */
#ifndef LEDE_QUERY_EVAL_REPORT_H
#define LEDE_QUERY_EVAL_REPORT_H

#include "query/eval/evaluate.h"

struct report_run {
    const char *path;
    struct view tag;
    struct evaluation evaluation;
};

struct report {
    const struct entries *qrels;
    const struct measure_list *measures;
    const struct report_run *runs;
    size_t run_count;
    bool per_query;
};

/* "map                   \tall\t0.2345": the name to 22 columns, a tab, the query id or "all", and for each run a tab and its figure with 4
 * decimals (counts as whole numbers). A query that a run lacks has "-". */
void report_text(const struct report *report, struct buf *out);

/* A header line "measure,qid,PATH…", then as above. */
void report_csv(const struct report *report, struct buf *out);

/* {"lede":1,"runs":[{"file","tag","queries","missing","unjudged","measures":{NAME:figure},"per_query":{QID:{NAME:figure}}}]}; figures in full precision. */
void report_json(const struct report *report, struct buf *out);

#endif
