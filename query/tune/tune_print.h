/* What tuning found, as text, and as a ranker to paste. Used by the command tune. */
#ifndef LEDE_QUERY_TUNE_TUNE_PRINT_H
#define LEDE_QUERY_TUNE_TUNE_PRINT_H

#include "query/tune/tune.h"

struct tune_names {
    const char *ranker;  /* as the user gave it: a name, parameters may follow */
    const char *measure; /* "map" */
    uint64_t seed;
};

/* A table of folds, the figures over all queries, what the axes' other values give beside the best point, and the line "--ranker NAME:parameter=value,…". */
void tune_text(const struct tune_result *r, const struct space *space, const struct tune_names *names, struct buf *out);

/* A header line, then each trial: its mean and the value of each axis, TAB between. */
void tune_tsv(const struct tune_result *r, const struct space *space, const struct tune_names *names, struct buf *out);

#endif
