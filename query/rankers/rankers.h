/* The rankers, one file each; ranker_spec.c has the table that names them. Each fills a ranker for a kind of unit. */
#ifndef LEDE_QUERY_RANKERS_RANKERS_H
#define LEDE_QUERY_RANKERS_RANKERS_H

#include "query/ranker_spec.h"

extern const struct ranker_name ranker_lede, ranker_ineb2, ranker_bm25, ranker_dph, ranker_lm;

/* What is common to all but lede: the index weight alone orders articles; other units keep their BM25, without proximity. */
void ranker_make_plain(enum unit unit, enum store_weight weight, struct ranker *out);

#endif
