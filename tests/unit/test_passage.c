#include "query/passage.h"

#include "query/passage_score.h"
#include "tests/support/suite.h"

#include <math.h>
#include <string.h>

/* A text as a passage cutter sees it: of each sentence its words, its paragraph, and the query terms in it ("ab": terms 0 and 1). */
struct plan {
    uint32_t words;
    uint32_t paragraph;
    const char *terms;
};

enum { MAX_SENTENCES = 16, MAX_HITS = 64 };

struct fixture {
    struct match match;
    struct match_sentence sentences[MAX_SENTENCES];
    struct hit hits[MAX_HITS];
    struct terms terms;
    struct ranker ranker;
    struct unit_scores units;
};

static void add_hits(struct fixture *f, struct match_sentence *s, const char *terms)
{
    s->first_hit = (uint32_t)f->match.hit_count;
    s->hits = (uint32_t)strlen(terms);
    for (; *terms; terms++)
        f->hits[f->match.hit_count++] = (struct hit){.term = (uint8_t)(*terms - 'a'), .counted = true};
}

/* Three terms of equal weight; sentence i spans bytes i * 100 to i * 100 + 99. */
static void set_up(struct fixture *f, const char *title, const struct plan *plan, size_t count)
{
    *f = (struct fixture){.ranker = *ranker_default(UNIT_PASSAGES)};
    f->terms.count = 3;
    for (size_t i = 0; i < f->terms.count; i++)
        f->terms.items[i] = (struct term){.weight = 1, .idf = 2};
    f->match.sentences = f->sentences;
    f->match.hits = f->hits;
    f->match.title.words = (uint32_t)strlen(title);
    add_hits(f, &f->match.title, title);
    for (size_t i = 0; i < count; i++) {
        struct match_sentence *s = &f->sentences[f->match.sentence_count++];
        *s = (struct match_sentence){
            .start = (uint32_t)i * 100, .end = (uint32_t)i * 100 + 99, .words = plan[i].words, .paragraph = plan[i].paragraph};
        add_hits(f, s, plan[i].terms);
    }
}

static void find(struct fixture *f, enum unit unit, size_t limit)
{
    passage_units(&f->match, &f->terms, &f->ranker, unit, limit, NULL, &f->units);
}

static void check_unit(const struct fixture *f, size_t i, uint32_t first, uint32_t last)
{
    ck_assert_uint_lt(i, f->units.count);
    ck_assert_uint_eq(f->units.items[i].first, first);
    ck_assert_uint_eq(f->units.items[i].last, last);
}

#define SET_UP(f, title, ...)                                                                                                      \
    set_up(f, title, (const struct plan[]){__VA_ARGS__}, sizeof((const struct plan[]){__VA_ARGS__}) / sizeof(struct plan))

/* Where the best passage lies, in texts that each have one trap. */
static const struct {
    const char *what;
    struct plan plan[8];
    uint32_t first, last;
} windows[] = {
    {"one short sentence is all there is", {{5, 0, "a"}}, 0, 0},
    {"a sentence over the maximum stands alone", {{30, 0, ""}, {200, 0, "a"}, {30, 0, ""}}, 1, 1},
    {"a short sentence takes its neighbours in up to the minimum", {{30, 0, ""}, {30, 0, "abc"}, {30, 0, ""}, {30, 0, ""}}, 0, 1},
    {"both hits get into one window", {{20, 0, ""}, {20, 0, "a"}, {20, 0, ""}, {20, 0, "b"}, {20, 0, ""}, {20, 0, ""}}, 1, 3},
    {"no more than five sentences", {{4, 0, "a"}, {4, 0, ""}, {4, 0, ""}, {4, 0, ""}, {4, 0, ""}, {4, 0, "b"}, {4, 0, "b"}}, 2, 6},
    {"two long paragraphs are not glued", {{70, 0, "a"}, {50, 1, "b"}, {50, 1, "b"}}, 1, 2},
    {"short paragraphs flow into each other", {{20, 0, "a"}, {20, 1, "b"}, {20, 2, "c"}}, 0, 2},
    {"a heading belongs to the paragraph after it", {{5, 0, "a"}, {70, 1, "b"}, {70, 2, ""}}, 0, 1},
    {"equal windows: the first", {{70, 0, "a"}, {70, 1, "a"}}, 0, 0},
    {"words over the maximum end a window", {{60, 0, "a"}, {61, 0, "b"}}, 0, 0},
};

START_TEST(finds_the_best_window)
{
    struct fixture f;
    size_t count = 0;
    while (count < 8 && windows[_i].plan[count].words > 0)
        count++;
    set_up(&f, "", windows[_i].plan, count);
    find(&f, UNIT_PASSAGES, 1);
    ck_assert_msg(f.units.count == 1, "%s", windows[_i].what);
    ck_assert_msg(f.units.items[0].first == windows[_i].first && f.units.items[0].last == windows[_i].last, "%s: found %u to %u",
                  windows[_i].what, f.units.items[0].first, f.units.items[0].last);
    unit_scores_release(&f.units);
}
END_TEST

START_TEST(passages_of_one_text_do_not_overlap)
{
    struct fixture f;
    SET_UP(&f, "", {30, 0, "a"}, {30, 0, "ab"}, {30, 0, "b"}, {30, 0, ""}, {30, 0, "c"}, {30, 0, "a"}, {30, 0, "a"});
    find(&f, UNIT_PASSAGES, 0);
    ck_assert_uint_ge(f.units.count, 2);
    for (size_t i = 0; i < f.units.count; i++) {
        for (size_t j = 0; j < i; j++)
            ck_assert(f.units.items[i].last < f.units.items[j].first || f.units.items[j].last < f.units.items[i].first);
        ck_assert(i == 0 || f.units.items[i].score <= f.units.items[i - 1].score);
    }
    unit_scores_release(&f.units);
}
END_TEST

START_TEST(paragraphs_and_sentences_without_a_query_word_are_no_units)
{
    struct fixture f;
    SET_UP(&f, "c", {20, 0, "a"}, {20, 0, ""}, {20, 1, ""}, {20, 2, "a"}, {20, 2, "b"});
    find(&f, UNIT_PARAGRAPHS, 0);
    ck_assert_uint_eq(f.units.count, 2);
    check_unit(&f, 0, 3, 4);
    check_unit(&f, 1, 0, 1);
    find(&f, UNIT_SENTENCES, 0);
    ck_assert_uint_eq(f.units.count, 3);
    check_unit(&f, 0, 0, 0); /* equal scores: in order of the text */
    check_unit(&f, 1, 3, 3);
    check_unit(&f, 2, 4, 4);
    find(&f, UNIT_SENTENCES, 2);
    ck_assert_uint_eq(f.units.count, 2);
    unit_scores_release(&f.units);
}
END_TEST

START_TEST(a_text_that_matches_by_its_title_only_gives_its_beginning)
{
    struct fixture f;
    SET_UP(&f, "ab", {40, 0, ""}, {40, 0, ""}, {40, 0, ""});
    find(&f, UNIT_PASSAGES, 1);
    check_unit(&f, 0, 0, 1);
    ck_assert(f.units.items[0].score > 0);
    find(&f, UNIT_PARAGRAPHS, 0);
    check_unit(&f, 0, 0, 2);
    find(&f, UNIT_SENTENCES, 0);
    check_unit(&f, 0, 0, 0);
    unit_scores_release(&f.units);
}
END_TEST

START_TEST(a_text_without_words_has_no_unit)
{
    struct fixture f;
    set_up(&f, "a", NULL, 0);
    find(&f, UNIT_PASSAGES, 1);
    ck_assert_uint_eq(f.units.count, 0);
    unit_scores_release(&f.units);
}
END_TEST

START_TEST(the_score_is_bm25)
{
    struct fixture f;
    SET_UP(&f, "", {40, 0, "aab"});
    f.ranker.average_words = 80;
    f.ranker.k1 = 0.9;
    f.ranker.b = 0.4;
    f.ranker.least_words = 40;
    find(&f, UNIT_SENTENCES, 1);
    double norm = 0.9 * (0.6 + 0.4 * 0.5);
    double score = f.units.items[0].score;
    ck_assert_double_eq_tol(score, 2 * (2 * 1.9 / (2 + norm)) + 2 * (1.9 / (1 + norm)), 1e-12);
    f.sentences[0].words = 20;
    find(&f, UNIT_SENTENCES, 1);
    ck_assert_double_eq(f.units.items[0].score, score); /* shorter than least_words: no better for it */
    unit_scores_release(&f.units);
}
END_TEST

START_TEST(close_pairs_add_to_the_score)
{
    struct fixture f;
    struct pair_hit pair = {.pair = 0, .ordered = 1, .unordered = 1};
    SET_UP(&f, "", {80, 0, "ab"});
    f.terms.pairs[0] = (struct term_pair){0, 1, 1, 1};
    f.terms.pair_count = 1;
    find(&f, UNIT_SENTENCES, 1);
    double alone = f.units.items[0].score;
    f.match.pair_hits = &pair;
    f.sentences[0].pairs = 1;
    find(&f, UNIT_SENTENCES, 1);
    double length = 80 / f.ranker.average_words;
    double saturated = 2 / (1 + 0.5 + 0.5 * length);
    ck_assert_double_eq_tol(f.units.items[0].score - alone, 2 * (f.ranker.ordered + f.ranker.unordered) * saturated, 1e-12);
    unit_scores_release(&f.units);
}
END_TEST

START_TEST(no_unit_passes_the_bound)
{
    struct fixture f;
    static const uint32_t wdf[3] = {4, 3, 2}; /* the title's words count twice in the index */
    SET_UP(&f, "a", {10, 0, "ab"}, {10, 0, "a"}, {10, 0, "bcb"}, {10, 0, "c"});
    double bound = passage_bound(&f.terms, &f.ranker, wdf);
    for (enum unit unit = UNIT_PASSAGES; unit <= UNIT_SENTENCES; unit++) {
        find(&f, unit, 1);
        ck_assert(f.units.items[0].score <= bound);
    }
    ck_assert(passage_bound(&f.terms, &f.ranker, (const uint32_t[]){1, 0, 0}) < bound);
    unit_scores_release(&f.units);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("passage");
    TCase *tcase = tcase_create("passage");
    tcase_add_loop_test(tcase, finds_the_best_window, 0, (int)(sizeof windows / sizeof *windows));
    tcase_add_test(tcase, passages_of_one_text_do_not_overlap);
    tcase_add_test(tcase, paragraphs_and_sentences_without_a_query_word_are_no_units);
    tcase_add_test(tcase, a_text_that_matches_by_its_title_only_gives_its_beginning);
    tcase_add_test(tcase, a_text_without_words_has_no_unit);
    tcase_add_test(tcase, the_score_is_bm25);
    tcase_add_test(tcase, close_pairs_add_to_the_score);
    tcase_add_test(tcase, no_unit_passes_the_bound);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
