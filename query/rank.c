#include "query/rank.h"

/* Measured on squad_dev's paragraphs, alone and hidden among Reuters stories (reciprocal rank): k1 0.9 .880/.857, 0.6 .884/.861, 0.4
 * .884/.864; without proximity .866; segment_share 0 .876, 0.5 .878. A unit is short, so that a second occurrence says little. */
#define FIRST_STAGE .weight = STORE_INEB2, .weight_parameter = 1.0
#define UNIT_SCORE .k1 = 0.4, .b = 0.4, .ordered = 0.4, .unordered = 0.4, .window = 8
#define LONG_UNIT .average_words = 80, .least_words = 60
#define UNITS_FIRST .unit_share = 1, .segment_share = 0.2
#define PASSAGES .passage_min_words = 60, .passage_max_words = 120, .passage_max_sentences = 5

static const struct ranker passages = {FIRST_STAGE, UNIT_SCORE, LONG_UNIT, UNITS_FIRST, PASSAGES};
static const struct ranker paragraphs = {FIRST_STAGE, UNIT_SCORE, LONG_UNIT, UNITS_FIRST};
static const struct ranker sentences = {FIRST_STAGE, UNIT_SCORE, .average_words = 30, .least_words = 10, UNITS_FIRST};

static const struct ranker articles = {
    FIRST_STAGE,
    UNIT_SCORE,
    LONG_UNIT,
    PASSAGES,
    .feedback_documents = 10,
    .feedback_terms = 40,
    .feedback_share = 0.4,
    .feedback_spread = 0.2,
    .unit_share = 0.1,
    .segment_share = 1,
    .rerank = 100,
};

const struct ranker *ranker_default(enum unit unit)
{
    static const struct ranker *const rankers[] = {
        [UNIT_PASSAGES] = &passages, [UNIT_ARTICLES] = &articles, [UNIT_PARAGRAPHS] = &paragraphs, [UNIT_SENTENCES] = &sentences};
    return rankers[unit];
}
