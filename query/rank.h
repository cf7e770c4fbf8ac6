/* How units are ranked: the numbers of each stage in one plain struct, so that rankers are data.
 *
 *   terms -> first stage (index weight of segments) -> candidates -> units of their text -> scores -> fusion -> order
 *
 * score(unit) = unit_share * unit / U  +  segment_share * segment / best
 *   unit     BM25 of the unit's text and its article's title (each title word once), plus proximity of adjacent query words
 *   U        the sum of weight x idf over the query's terms, which does not depend on what is found
 *   segment  the index weight of the segment that the unit stands in; best: that of the best segment
 * Used by search; constant tables, any thread. */
#ifndef LEDE_QUERY_RANK_H
#define LEDE_QUERY_RANK_H

#include "common/store.h"
#include "query/results.h"

struct ranker {
    /* first stage */
    enum store_weight weight;
    double weight_parameter; /* c of I(ne)B2, k1 of BM25 */
    double weight_b;         /* of BM25 */
    uint32_t framing;        /* 1: words that only frame the subject of a query are left out (framing.h) */
    /* feedback (feedback.h); no documents or no terms: none */
    uint32_t feedback_documents, feedback_terms;
    double feedback_share, feedback_spread;
    double whole_share; /* of the whole article in the weight of one that has several segments (whole.h) */
    /* units: BM25 (Robertson & Zaragoza 2009), `average_words` is measured on news, a constant so that no result depends on what else is indexed */
    double k1, b;
    double average_words;
    uint32_t least_words; /* a shorter unit is scored as if it had so many words: being short alone is no merit */
    /* proximity (Metzler & Croft 2005's ordered and unordered windows, saturated like BM25 with k 1 and b 0.5) */
    double ordered, unordered;
    uint32_t window; /* words that an unordered pair may lie apart */
    /* fusion */
    double unit_share, segment_share;
    uint64_t rerank; /* UNIT_ARTICLES: so many of the best are read for their best passage */
    /* passages */
    uint32_t passage_min_words, passage_max_words, passage_max_sentences;
    bool exhaustive; /* score every candidate, also those that cannot reach the list: for tests */
};

/* The ranker of a kind of unit. */
const struct ranker *ranker_default(enum unit unit);

struct searcher;
/* Candidates whose units were scored in the last search. */
uint64_t searcher_scored(const struct searcher *s);

#endif
