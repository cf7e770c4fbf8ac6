#include "query/rank.h"

/* Measured on squad_dev's paragraphs, alone and hidden among Reuters stories (reciprocal rank): k1 0.9 .880/.857, 0.6 .884/.861, 0.4
 * .884/.864; without proximity .866; segment_share 0.1 .8855/.8668, 0.2 .8866/.8665, 0.3 .8873/.8637. A unit is short, so that a second occurrence says little. */
#define FIRST_STAGE .weight = STORE_INEB2, .weight_parameter = 1.0, .framing = 1
#define UNIT_SCORE .k1 = 0.4, .b = 0.4, .ordered = 0.4, .unordered = 0.4, .window = 8
#define LONG_UNIT .average_words = 80, .least_words = 60
#define UNITS_FIRST .unit_share = 1, .segment_share = 0.1
#define PASSAGES .passage_min_words = 60, .passage_max_words = 120, .passage_max_sentences = 5

static const struct ranker passages = {FIRST_STAGE, UNIT_SCORE, LONG_UNIT, UNITS_FIRST, PASSAGES};
static const struct ranker paragraphs = {FIRST_STAGE, UNIT_SCORE, LONG_UNIT, UNITS_FIRST};
static const struct ranker sentences = {FIRST_STAGE, UNIT_SCORE, .average_words = 30, .least_words = 10, UNITS_FIRST};

/* Feedback, measured on time, cisi (MAP) and a third of 349 queries made of Reuters' topics and places: .654 .271 .474 (without: .639 .248 .436; with plain
 * sums of presence in place of the divergence and a share of 0.4: .650 .264 .469). Around it, without proximity: documents 7 .655 .269 .475, 15 .652
 * .273 .470; terms 20 .656 .269 .473, 60 .655 .270 .472; share 0.4 .655 .269 .470, 0.6 .654 .271 .478; spread 0.15 .655 .269 .474, 0.3
 * .650 .272 .469; saturation 0.6 .654 .270 .474, 2 .653 .272 .475. Where one paragraph is the answer (squad_dev's as articles, reciprocal rank: .863, .869
 * without) a larger share or spread costs: 0.6 .860, 0.3 .851.
 *
 * The share of the whole article (whole.h) in the weight of one in several segments: MAP on time 0 .6539, 0.5 .6535, 0.7 .6595, 1 .6622, the better of both .6569; cisi has
 * no such article. What it costs: 700 questions of squad_dev for its articles, which are long, among Reuters' stories, which are short (reciprocal rank): 0 .845,
 * 0.5 .806, 1 .755, the better of both .845; alone: .987 .987 .988. Passages, paragraphs and sentences are ranked by segments whatever it is. */
static const struct ranker articles = {
    FIRST_STAGE,
    UNIT_SCORE,
    LONG_UNIT,
    PASSAGES,
    .whole_share = 1,
    .feedback_documents = 10,
    .feedback_terms = 40,
    .feedback_share = 0.5,
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
