#include "common/word_match.h"

#include "tests/support/suite.h"

#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct {
    const char *pattern, *word;
    bool fits;
} patterns[] = {
    {"pact*", "pact", true},         {"pact*", "pacts", true},    {"pact*", "impact", false},     {"wom*n", "women", true},
    {"wom*n", "womn", true},         {"wom*n", "woman's", false}, {"sec*it*", "security", true},  {"sec*it*", "secretariat", false},
    {"sec*r*ry", "secretary", true}, {"abc*", "ab", false},       {"зел*кий", "зеленский", true}, {"зел*кий", "зеленские", false},
};

START_TEST(a_star_stands_for_any_letters)
{
    struct word_match m;
    size_t dead;
    word_match_pattern(&m, view_of(patterns[_i].pattern));
    ck_assert_int_eq(word_match_fits(&m, view_of(patterns[_i].word), &dead), patterns[_i].fits);
}
END_TEST

static const struct {
    const char *word, *candidate;
    unsigned distance;
    bool fits;
} near_words[] = {
    {"nato", "nato", 1, true},
    {"nato", "anto", 1, true},
    {"nato", "natos", 1, true},
    {"nato", "nao", 1, true},
    {"nato", "nito", 1, true},
    {"nato", "onto", 1, false},
    {"zelenskiy", "zelenskyy", 1, true},
    {"zelenskiy", "zelensky", 1, true},
    {"zelenskiy", "zelenskyi", 1, true},
    {"zelenskiy", "zelinski", 1, false},
    {"zelenskiy", "zelinski", 2, true},
    {"київ", "киев", 1, true},
    {"харків", "харьковы", 2, false},
    {"abc", "", 2, false},
    {"abc", "ab", 1, true},
};

START_TEST(near_words_are_so_many_edits_away)
{
    struct word_match m;
    size_t dead;
    word_match_near(&m, view_of(near_words[_i].word), near_words[_i].distance);
    ck_assert_int_eq(word_match_fits(&m, view_of(near_words[_i].candidate), &dead), near_words[_i].fits);
}
END_TEST

/* All words of up to five letters out of three, in byte order. */
enum { LETTERS = 3, LENGTH = 5, WORDS = 3 + 9 + 27 + 81 + 243 };
static char words[WORDS][LENGTH + 1];

static int by_bytes(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void make_words(void)
{
    size_t count = 0, of_length = 1;
    for (size_t len = 1; len <= LENGTH; len++) {
        of_length *= LETTERS;
        for (size_t n = 0; n < of_length; n++, count++) {
            size_t rest = n;
            for (size_t i = 0; i < len; i++, rest /= LETTERS)
                words[count][i] = (char)('a' + (int)(rest % LETTERS));
        }
    }
    qsort(words, WORDS, sizeof *words, by_bytes);
}

/* What neighbours share and dead beginnings must not change any answer: compared with a fresh match for every word. */
START_TEST(neighbours_and_dead_beginnings_change_nothing)
{
    static const char *const targets[] = {"abc", "aabb", "cab", "ccccc", "b", "bacab"};
    make_words();
    for (size_t t = 0; t < sizeof targets / sizeof *targets; t++) {
        for (unsigned distance = 1; distance <= 2; distance++) {
            struct word_match walking, fresh;
            size_t dead = 0, ignored, found = 0;
            const char *dead_word = "";
            word_match_near(&walking, view_of(targets[t]), distance);
            for (size_t i = 0; i < WORDS; i++) {
                word_match_near(&fresh, view_of(targets[t]), distance);
                bool expected = word_match_fits(&fresh, view_of(words[i]), &ignored);
                bool skipped = dead && strncmp(words[i], dead_word, dead) == 0;
                ck_assert_msg(!skipped || !expected, "%s is ruled out by %.*s", words[i], (int)dead, dead_word);
                if (skipped)
                    continue;
                ck_assert_msg(word_match_fits(&walking, view_of(words[i]), &dead) == expected, "%s", words[i]);
                dead_word = words[i];
                found += expected;
            }
            ck_assert_uint_gt(found, 0);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("word_match");
    TCase *tcase = tcase_create("word_match");
    tcase_add_loop_test(tcase, a_star_stands_for_any_letters, 0, COUNT(patterns));
    tcase_add_loop_test(tcase, near_words_are_so_many_edits_away, 0, COUNT(near_words));
    tcase_add_test(tcase, neighbours_and_dead_beginnings_change_nothing);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
