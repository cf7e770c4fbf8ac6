/* What a point of the space is worth: a batch with its ranker, held against the judgements, in this process. The oracle of the command tune. */
#ifndef LEDE_QUERY_TUNE_TRIAL_H
#define LEDE_QUERY_TUNE_TRIAL_H

#include "query/batch.h"
#include "query/eval/evaluate.h"
#include "query/tune/tune.h"

/* All is the caller's and stays as it is while trials run. */
struct trial_settings {
    struct batch_settings
        batch; /* `out`, `printer` and the ranker are set for each trial; bad queries are reported in the first one */
    const struct space *space;
    const struct ranker *ranker; /* what the space does not set */
    const struct entries *qrels;
    const struct measure_list *measures; /* the first counts */
    struct judged_settings judged;
    bool progress; /* a line on standard error for each trial */
};

struct trial_runner {
    struct trial_settings settings;
    bool *asked; /* of each group of the judgements: the topics have its query */
    size_t query_count, tried;
    FILE *nowhere;
};

/* Reads the topics once, to know which judged queries count. STATUS_INPUT when there is none, STATUS_IO when they cannot be read. The caller closes. */
enum status trial_open(const struct trial_settings *settings, struct trial_runner *out, struct error *err) WARN_UNUSED;
void trial_close(struct trial_runner *runner);

/* The runner as an oracle; a query without results has 0. */
struct tune_oracle trial_oracle(struct trial_runner *runner);

#endif
