/* US and us, WHO and who: what case and the kind of text decide. And the two paths through the analysis, which must agree. */
#include "common/analyse.h"

#include "common/analyse_parts.h"
#include "tests/support/suite.h"
#include "tests/support/tokens.h"

static const struct {
    int flags;
    const char *text, *tokens;
} readings[] = {
    {ANALYSE_QUERY, "us troops in iraq", "u.s troops in iraq"},
    {ANALYSE_QUERY, "us", "u.s"},
    {ANALYSE_QUERY, "us-led coalition", "u.s +usled led +usled coalition"},
    {ANALYSE_QUERY, "he told us the truth", "he told us the truth"},
    {ANALYSE_QUERY, "what it means for us", "what it means for us"},
    {ANALYSE_QUERY, "does it affect us", "does it affect us"},
    {ANALYSE_QUERY, "will it affect us?", "will it affect us"},
    {ANALYSE_QUERY, "iraq war us", "iraq war u.s"},
    {ANALYSE_QUERY, "Iraq told us", "iraq told us"},
    {ANALYSE_QUERY, "Iraq leaving us", "iraq leaving us"},
    {ANALYSE_QUERY, "US troops", "u.s troops"},
    {ANALYSE_QUERY, "US TROOPS LEAVE IRAQ NOW", "u.s troops leave iraq now"},
    {ANALYSE_QUERY, "who is it", "who is it"},
    {ANALYSE_QUERY, "aids in africa", "aids +a.i.d.s in africa"},
    {ANALYSE_TITLE, "US SENDS TROOPS TO IRAQ", "u.s sends troops to iraq"},
    {ANALYSE_TITLE, "WHO WARNS OF NEW VIRUS", "who +w.h.o warns of new virus"},
    {ANALYSE_TITLE, "He told us", "he told us"},
    {ANALYSE_TEXT, "THEY GAVE US ALL ARMS", "they gave u.s +us all arms"},
    {ANALYSE_TEXT, "told us in iraq", "told us in iraq"},
};

START_TEST(us_is_read_as_country_or_pronoun)
{
    struct analyser *a = new_analyser("en");
    struct tokens tokens = {0};
    struct buf printed = {0};
    analyse(a, view_of(readings[_i].text), (enum analyse_flags)readings[_i].flags, &tokens);
    print_tokens(&tokens, &printed);
    ck_assert_str_eq(printed.data, readings[_i].tokens);
    buf_release(&printed);
    tokens_release(&tokens);
    analyser_free(a);
}
END_TEST

/* Bits of text that, put together at random, reach every corner of the scanner of words of ASCII letters. */
static const char *const bits[] = {"the",         "US",    "us",    "U.S.", "U.S",     "N.A.T.O.", "Ph.D",     "F",
                                   "16",          "F16",   "1,000", "2.5",  "3.2.1",   "1990s",    "bn",       "m",
                                   "$",           "%",     "per",   "cent", "billion", "dollars",  "percent",  "cease",
                                   "fire",        "O",     "Neill", "'",    "'s",      "s'",       "-",        "--",
                                   "_",           "&",     ".",     ",",    " ",       " ",        " ",        "\n",
                                   "\n\n",        "!",     "?",     "\"",   "(",       ")",        "WHO",      "IT",
                                   "it",          "AIDS",  "e.g.",  "Gen.", "Smith",   "USD",      "@",        "AT",
                                   "T",           "don't", "x",     ".5",   "/",       "\xc3\xa9", "\xd9\xa3", "\xc2\xa0",
                                   "\xe2\x82\xac"}; /* é, an Arabic 3, no-break space, € */

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

START_TEST(the_fast_path_agrees_with_the_general_one)
{
    struct analyser *fast = new_analyser("en");
    struct analyser *general = new_analyser("en");
    struct tokens a = {0}, b = {0};
    struct buf text = {0};
    general->no_fast_path = true;
    uint32_t state = 42;
    for (int round = 0; round < 20000; round++) {
        buf_clear(&text);
        uint32_t most = round % 64 == 0 ? 1000 : 24; /* some have more words in a sentence than are looked for together */
        for (uint32_t n = next_random(&state) % most; n > 0; n--)
            buf_add_text(&text, bits[next_random(&state) % (sizeof bits / sizeof *bits)]);
        enum analyse_flags flags = (enum analyse_flags)(next_random(&state) % 3);
        struct view language = round % 4 ? VIEW("en") : VIEW("fr"); /* elisions, decimal commas */
        analyser_set_language(fast, language);
        analyser_set_language(general, language);
        tokens_clear(&a);
        tokens_clear(&b);
        analyse(fast, view_of_buf(&text), flags, &a);
        analyse(general, view_of_buf(&text), flags, &b);
        ck_assert_msg(a.count == b.count && a.next_position == b.next_position, "counts differ: \"%s\"", text.data);
        uint32_t start = 0;
        uint32_t position = 0;
        for (size_t i = 0; i < a.count; i++) {
            const struct token *x = &a.items[i], *y = &b.items[i];
            ck_assert_msg(strcmp(x->word->text, y->word->text) == 0 && strcmp(x->word->stem, y->word->stem) == 0 &&
                              x->start == y->start && x->end == y->end && x->position == y->position && x->flags == y->flags,
                          "token %zu differs (%s, %s): \"%s\"", i, x->word->text, y->word->text, text.data);
            ck_assert_msg(x->start >= start && x->start < x->end && x->end <= text.len && x->position >= position,
                          "token %zu is out of order: \"%s\"", i, text.data);
            start = x->start;
            position = x->position;
        }
    }
    buf_release(&text);
    tokens_release(&a);
    tokens_release(&b);
    analyser_free(fast);
    analyser_free(general);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse_case");
    TCase *tcase = tcase_create("case");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, us_is_read_as_country_or_pronoun, 0, sizeof readings / sizeof *readings);
    tcase_add_test(tcase, the_fast_path_agrees_with_the_general_one);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
