#include "query/rank.h"

/* Measured on squad_dev's paragraphs, alone and hidden among Reuters stories (reciprocal rank): k1 0.9 .880/.857, 0.6 .884/.861, 0.4
 * .884/.864; without proximity .866; segment_share 0 .876, 0.5 .878. A unit is short, so that a second occurrence says little. */
static const struct ranker passages = {
    .weight = STORE_INEB2,
    .weight_parameter = 1.0,
    .k1 = 0.4,
    .b = 0.4,
    .average_words = 80,
    .least_words = 60,
    .ordered = 0.4,
    .unordered = 0.4,
    .window = 8,
    .unit_share = 1,
    .segment_share = 0.2,
    .passage_min_words = 60,
    .passage_max_words = 120,
    .passage_max_sentences = 5,
};

static const struct ranker articles = {
    .weight = STORE_INEB2,
    .weight_parameter = 1.0,
    .feedback_documents = 10,
    .feedback_terms = 40,
    .feedback_share = 0.4,
    .feedback_spread = 0.2,
    .k1 = 0.4,
    .b = 0.4,
    .average_words = 80,
    .least_words = 60,
    .ordered = 0.4,
    .unordered = 0.4,
    .window = 8,
    .unit_share = 0.1,
    .segment_share = 1,
    .rerank = 100,
    .passage_min_words = 60,
    .passage_max_words = 120,
    .passage_max_sentences = 5,
};

static const struct ranker paragraphs = {
    .weight = STORE_INEB2,
    .weight_parameter = 1.0,
    .k1 = 0.4,
    .b = 0.4,
    .average_words = 80,
    .least_words = 60,
    .ordered = 0.4,
    .unordered = 0.4,
    .window = 8,
    .unit_share = 1,
    .segment_share = 0.2,
};

static const struct ranker sentences = {
    .weight = STORE_INEB2,
    .weight_parameter = 1.0,
    .k1 = 0.4,
    .b = 0.4,
    .average_words = 30,
    .least_words = 10,
    .ordered = 0.4,
    .unordered = 0.4,
    .window = 8,
    .unit_share = 1,
    .segment_share = 0.2,
};

const struct ranker *ranker_default(enum unit unit)
{
    static const struct ranker *const rankers[] = {
        [UNIT_PASSAGES] = &passages, [UNIT_ARTICLES] = &articles, [UNIT_PARAGRAPHS] = &paragraphs, [UNIT_SENTENCES] = &sentences};
    return rankers[unit];
}
