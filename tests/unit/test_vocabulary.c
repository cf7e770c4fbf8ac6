#include "common/vocabulary.h"

#include "common/analyse_parts.h"
#include "common/outline.h"

#include "tests/support/suite.h"

static struct analyser *analyser;
static struct vocabulary_maker *maker;
static struct vocabulary vocabulary;
static struct tokens title, text;

static void setup(void)
{
    struct error err;
    ck_assert_int_eq(analyser_new("en", &analyser, &err), STATUS_OK);
    maker = vocabulary_maker_new(analyser);
}

static void teardown(void)
{
    tokens_release(&title);
    tokens_release(&text);
    vocabulary_release(&vocabulary);
    vocabulary_maker_free(maker);
    analyser_free(analyser);
}

static void make(const char *title_text, const char *body)
{
    tokens_clear(&title);
    tokens_clear(&text);
    analyse(analyser, view_of(title_text), ANALYSE_TITLE, &title);
    analyse(analyser, view_of(body), ANALYSE_TEXT, &text);
    vocabulary_make(maker, &title, &text, &vocabulary);
}

static const struct token *token_at(size_t i)
{
    return i < title.count ? &title.items[i] : &text.items[i - title.count];
}

/* Every token's number is the one of its word; words and stems are numbered in the order of first sight, the title's before the text's. */
static void check_numbers(void)
{
    uint32_t words = 0, stems = 0;
    for (size_t i = 0; i < title.count + text.count; i++) {
        const struct word *word = token_at(i)->word;
        uint32_t number = vocabulary.numbers[i], stem = vocabulary.words[number].stem;
        ck_assert_ptr_eq(vocabulary.words[number].word, word);
        ck_assert_str_eq(vocabulary.stems[stem].word->stem, word->stem);
        ck_assert(number <= words && stem <= stems);
        words += number == words;
        stems += stem == stems;
        if (i + 1 == title.count)
            ck_assert(vocabulary.title_words == words && vocabulary.title_stems == stems);
    }
    ck_assert_uint_eq(vocabulary.word_count, words);
    ck_assert_uint_eq(vocabulary.stem_count, stems);
}

static void check_words(void)
{
    uint32_t counted = 0;
    for (uint32_t i = 0; i < vocabulary.word_count; i++) {
        counted += vocabulary.words[i].count;
        for (uint32_t j = 0; j < i; j++)
            ck_assert_ptr_ne(vocabulary.words[i].word, vocabulary.words[j].word);
    }
    ck_assert_uint_eq(counted, title.count + text.count);
}

static void check_stems(void)
{
    for (uint32_t i = 0; i < vocabulary.stem_count; i++) {
        const char *stem = vocabulary.stems[i].word->stem;
        ck_assert_uint_eq(vocabulary.stems[i].hash, outline_hash(view_of(stem)));
        for (uint32_t j = 0; j < i; j++)
            ck_assert_str_ne(stem, vocabulary.stems[j].word->stem);
    }
}

static void check(void)
{
    check_numbers();
    check_words();
    check_stems();
}

START_TEST(numbers_words_and_stems)
{
    make("Pacts signed", "The pact was signed. Pacts are signed, and the signing of pacts goes on.");
    check();
    ck_assert_uint_eq(vocabulary.title_words, 2);
    ck_assert_uint_lt(vocabulary.stem_count, vocabulary.word_count); /* pact and pacts, signed and signing */
}
END_TEST

/* A segment knows nothing of the one before it. */
START_TEST(begins_anew)
{
    make("", "one two three two");
    check();
    make("Three", "four two one");
    check();
    ck_assert_uint_eq(vocabulary.word_count, 4);
    make("", "");
    check();
    ck_assert_uint_eq(vocabulary.word_count, 0);
    ck_assert_uint_eq(vocabulary.title_words, 0);
}
END_TEST

START_TEST(tells_stems_of_stop_words_alone)
{
    make("", "the defence of the pact");
    for (uint32_t i = 0; i < vocabulary.stem_count; i++)
        ck_assert_int_eq(vocabulary.stems[i].kept, !vocabulary.stems[i].word->is_stop);
    ck_assert_uint_eq(vocabulary.stem_count, 4);
    ck_assert(vocabulary.stems[0].word->is_stop);
    ck_assert(!vocabulary.stems[1].word->is_stop);
}
END_TEST

/* The ids of a dictionary that was forgotten mean other words. */
START_TEST(forgets_with_the_analyser)
{
    make("", "alpha beta gamma delta");
    check();
    ck_assert_uint_gt(vocabulary_maker_memory(maker), 0);
    analyser_forget(analyser);
    vocabulary_maker_forget(maker);
    ck_assert_uint_eq(vocabulary_maker_memory(maker), 0);
    make("", "epsilon alpha zeta");
    check();
}
END_TEST

/* The number of the segment wraps: what words and stems know of the first segments is no longer true. */
START_TEST(begins_again_at_one)
{
    make("", "alpha beta gamma");
    analyser->segment = UINT32_MAX - 1;
    make("", "beta delta");
    check();
    make("", "gamma beta alpha");
    check();
    ck_assert_uint_eq(analyser->segment, 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {begins_again_at_one, numbers_words_and_stems, begins_anew, tells_stems_of_stop_words_alone,
                                  forgets_with_the_analyser};
    Suite *suite = suite_create("vocabulary");
    TCase *tcase = tcase_create("vocabulary");
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
