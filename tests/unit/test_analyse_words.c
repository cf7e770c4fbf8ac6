/* What the dictionary of an analyser says of words: stop words, and how stems begin. */
#include "common/analyse.h"
#include "common/stop.h"
#include "tests/support/suite.h"
#include "tests/support/tokens.h"

#include <stdio.h>
#include <string.h>

static bool keeps_first_letters(const struct word *word)
{
    size_t kept = word->stem_len > 3 ? word->stem_len - 2u : 1;
    return strncmp(word->stem, word->text, kept < 3 ? kept : 3) == 0;
}

/* Words of every ending after every pair of letters: what Porter2 treats apart (skies, dying, idly) is among them. */
START_TEST(english_stems_keep_the_first_letters)
{
    static const char *const ends[] = {"ies", "ing",   "ying",  "ed",  "ly",      "dly",  "e",   "s",   "'s",   "ative", "ion",
                                       "y",   "ement", "fully", "eed", "ational", "less", "ogi", "bli", "enci", "ism",   "nates"};
    struct analyser *a = new_analyser("en");
    struct tokens t = {0};
    ck_assert(analyser_keeps_first_letters(a));
    for (char first = 'a'; first <= 'z'; first++) {
        for (char second = 'a'; second <= 'z'; second++) {
            for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
                char word[16];
                snprintf(word, sizeof word, "%c%c%s", first, second, ends[i]);
                tokens_clear(&t);
                analyse(a, view_of(word), ANALYSE_TEXT, &t);
                for (size_t k = 0; k < t.count; k++)
                    ck_assert_msg(keeps_first_letters(t.items[k].word), "%s: %s", word, t.items[k].word->stem);
            }
        }
    }
    tokens_clear(&t);
    analyser_set_language(a, VIEW("id"));
    ck_assert(!analyser_keeps_first_letters(a));
    analyse(a, VIEW("membaca"), ANALYSE_TEXT, &t);
    ck_assert_str_eq(t.items[0].word->stem, "baca");
    tokens_release(&t);
    analyser_free(a);
}
END_TEST

START_TEST(every_line_of_a_stop_list_is_a_stop_word)
{
    struct tokens tokens = {0};
    for (const struct data_list *list = data_stop; list->name; list++) {
        struct analyser *a = new_analyser(list->name);
        for (size_t i = 0; i < list->count; i++) {
            tokens_clear(&tokens);
            analyse(a, view_of(data_line(list, i)), ANALYSE_TEXT, &tokens);
            bool found = false;
            for (size_t k = 0; k < tokens.count; k++)
                found = found || tokens.items[k].word->is_stop;
            ck_assert_msg(found, "%s: %s", list->name, data_line(list, i));
        }
        analyser_free(a);
    }
    tokens_release(&tokens);
}
END_TEST

START_TEST(what_is_near_a_stop_word_is_none)
{
    static const char *const others[] = {"th", "thee", "pact", "zzz", "zone", "a1", "0", "isn", "don't know"};
    struct analyser *a = new_analyser("en");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct word *word = analyse_word(a, view_of(others[i]));
        ck_assert_msg(!word || !word->is_stop, "%s", others[i]);
    }
    ck_assert(analyse_word(a, VIEW("don't"))->is_stop);
    ck_assert(analyse_word(a, VIEW("a"))->is_stop);
    ck_assert(analyse_word(a, VIEW("your"))->is_stop);
    analyser_free(a);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse_words");
    TCase *tcase = tcase_create("analyse_words");
    tcase_add_test(tcase, english_stems_keep_the_first_letters);
    tcase_add_test(tcase, every_line_of_a_stop_list_is_a_stop_word);
    tcase_add_test(tcase, what_is_near_a_stop_word_is_none);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
