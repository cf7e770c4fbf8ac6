/* The score of one unit, gathered sentence by sentence: BM25 over the query's terms plus proximity of its pairs. Used by passage.c alone.
 *
 * All sums run in the order of terms and pairs, so the same unit has the same score to the last digit whatever was computed before. */
#ifndef LEDE_QUERY_PASSAGE_SCORE_H
#define LEDE_QUERY_PASSAGE_SCORE_H

#include "query/match.h"
#include "query/rank.h"
#include "query/score_parts.h"

/* What a unit holds. `mask` bit i: tf[i] counts; `pair_mask` likewise; what is not marked is undefined. */
struct tally {
    uint32_t tf[TERMS_MAX];
    uint32_t ordered[TERMS_MAX], unordered[TERMS_MAX];
    uint64_t mask, pair_mask;
    uint32_t words;
};

/* Begin with the title: each of its words counts once in every unit. */
void tally_start(struct tally *t, const struct match *m);
void tally_add(struct tally *t, const struct match *m, const struct match_sentence *s);
/* `parts`: where to note what each term and pair adds, or NULL. */
double tally_score(const struct tally *t, const struct terms *terms, const struct ranker *ranker, struct score_parts *parts);

#endif
