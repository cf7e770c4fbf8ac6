#include "query/rank.h"

/* Measured on time, cisi and squad_dev; see the table in README/doc of rankings. */
static const struct ranker passages = {
    .weight = STORE_INEB2,
    .weight_parameter = 1.0,
    .k1 = 0.9,
    .b = 0.4,
    .average_words = 80,
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
    .k1 = 0.9,
    .b = 0.4,
    .average_words = 80,
    .ordered = 0.4,
    .unordered = 0.4,
    .window = 8,
    .unit_share = 0.2,
    .segment_share = 1,
    .rerank = 100,
    .passage_min_words = 60,
    .passage_max_words = 120,
    .passage_max_sentences = 5,
};

static const struct ranker paragraphs = {
    .weight = STORE_INEB2,
    .weight_parameter = 1.0,
    .k1 = 0.9,
    .b = 0.4,
    .average_words = 80,
    .ordered = 0.4,
    .unordered = 0.4,
    .window = 8,
    .unit_share = 1,
    .segment_share = 0.2,
};

static const struct ranker sentences = {
    .weight = STORE_INEB2,
    .weight_parameter = 1.0,
    .k1 = 0.9,
    .b = 0.4,
    .average_words = 30,
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
