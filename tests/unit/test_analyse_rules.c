/* What the analysis promises beside the terms: positions, offsets, flags, stems, interning. */
#include "common/analyse.h"

#include "common/analyse_parts.h"
#include "tests/support/suite.h"
#include "tests/support/tokens.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *language, *word, *stem;
} stems[] = {
    {"en", "pacts", "pact"},
    {"en", "Securities", "secur"},
    {"en", "1990s", "1990"},
    {"en", "F16s", "f16"},
    {"en", "16th", "16th"},
    {"en", "2.5", "2.5"},
    {"en", "U.S.", "u.s"},
    {"en", "NATO", "nato"},
    {"none", "pacts", "pacts"},
    {"de", "L\u00e4nder", "land"},
    {"de", "Lander", "land"},
    {"de", "H\u00e4user", "haus"},
    {"es", "organizaci\u00f3n", "organiz"},
    {"es", "organizacion", "organiz"},
    {"es", "organizaciones", "organiz"},
    {"fr", "n\u00e9gociations", "negoci"},
    {"fr", "securite", "secur"},
    {"fr", "s\u00e9curit\u00e9", "secur"},
    {"ru", "\u0431\u0435\u0437\u043e\u043f\u0430\u0441\u043d\u043e\u0441\u0442\u0438",
     "\u0431\u0435\u0437\u043e\u043f\u0430\u0441\u043d"},
    {"en", "\u043f\u0430\u043a\u0442\u044b", "\u043f\u0430\u043a\u0442"},
    {"none", "\u043f\u0430\u043a\u0442\u044b", "\u043f\u0430\u043a\u0442\u044b"},
    {"ru", "allies", "alli"},
    {"de-AT", "Pakte", "pakt"},
    {"EN", "pacts", "pact"},
};

START_TEST(stem_of_a_word)
{
    struct analyser *a = new_analyser(stems[_i].language);
    struct tokens tokens = {0};
    analyse(a, view_of(stems[_i].word), ANALYSE_TEXT, &tokens);
    for (size_t i = 0; i < tokens.count; i++)
        ck_assert_str_eq(tokens.items[i].word->stem, stems[_i].stem);
    ck_assert_uint_ge(tokens.count, 1);
    tokens_release(&tokens);
    analyser_free(a);
}
END_TEST

START_TEST(positions_jump_at_sentences_and_paragraphs)
{
    struct analyser *a = new_analyser("en");
    struct tokens t = {0};
    analyse(a, VIEW("One two. Three.\n\n...\n\nFour"), ANALYSE_TEXT, &t);
    static const uint32_t positions[] = {1, 2, 3 + POSITION_SENTENCE_GAP, 4 + POSITION_SENTENCE_GAP + POSITION_PARAGRAPH_GAP};
    ck_assert_uint_eq(t.count, 4);
    for (size_t i = 0; i < t.count; i++)
        ck_assert_uint_eq(t.items[i].position, positions[i]);
    ck_assert_uint_eq(t.items[0].flags, TOKEN_SENTENCE_START | TOKEN_PARAGRAPH_START);
    ck_assert_uint_eq(t.items[1].flags, 0);
    ck_assert_uint_eq(t.items[2].flags, TOKEN_SENTENCE_START);
    ck_assert_uint_eq(t.items[3].flags, TOKEN_SENTENCE_START | TOKEN_PARAGRAPH_START);
    ck_assert_uint_eq(t.next_position, positions[3] + 1 + POSITION_PARAGRAPH_GAP);
    tokens_release(&t);
    analyser_free(a);
}
END_TEST

START_TEST(calls_one_after_another_are_like_paragraphs_of_one_text)
{
    struct analyser *a = new_analyser("en");
    struct tokens whole = {0}, parts = {0};
    analyse(a, VIEW("Cease-fire holds\n\nThe U.S. paid $3.5 billion. Now what?"), ANALYSE_TEXT, &whole);
    analyse(a, VIEW("Cease-fire holds"), ANALYSE_TEXT, &parts);
    analyse(a, VIEW(" ... "), ANALYSE_TEXT, &parts);
    analyse(a, VIEW("The U.S. paid $3.5 billion. Now what?"), ANALYSE_TEXT, &parts);
    ck_assert_uint_eq(whole.count, parts.count);
    for (size_t i = 0; i < whole.count; i++) {
        ck_assert_ptr_eq(whole.items[i].word, parts.items[i].word);
        ck_assert_uint_eq(whole.items[i].position, parts.items[i].position);
        ck_assert_uint_eq(whole.items[i].flags, parts.items[i].flags);
    }
    ck_assert_uint_eq(whole.next_position, parts.next_position);
    tokens_clear(&parts);
    ck_assert_uint_eq(parts.next_position, 1);
    tokens_release(&whole);
    tokens_release(&parts);
    analyser_free(a);
}
END_TEST

/* Each slice in order of the tokens, variants too. */
static const struct {
    const char *text, *slices;
} offsets[] = {
    {"Ukraine\u2019s pact", "Ukraine|pact"},
    {"the U.S. won.", "the|U.S.|won"},
    {"a cease-fire, now", "a|cease|cease-fire|fire|fire|now"},
    {"$3.5 billion deal", "3.5|3.5 billion|3.5 billion|billion|deal"},
    {"up 2.5 %.", "up|2.5|2.5 %"},
    {"\u201ccaf\u00e9\u201d", "caf\u00e9|caf\u00e9"},
    {"\u65e5\u672c\u306e\u9996\u76f8", "\u65e5\u672c|\u306e|\u9996\u76f8"},
    {"\U00020bb7\u91ce\u5bb6", "\U00020bb7|\u91ce\u5bb6"},
    {"6\u00bd O'Neill's", "6\u00bd|O'Neill|O'Neill"},
};

START_TEST(offsets_cut_the_source_word_out)
{
    struct analyser *a = new_analyser("en");
    struct tokens t = {0};
    struct buf slices = {0};
    analyse(a, view_of(offsets[_i].text), ANALYSE_TEXT, &t);
    for (size_t i = 0; i < t.count; i++) {
        buf_add_text(&slices, i ? "|" : "");
        buf_add_view(&slices, view_sub(view_of(offsets[_i].text), t.items[i].start, t.items[i].end));
    }
    ck_assert_str_eq(slices.data, offsets[_i].slices);
    buf_release(&slices);
    tokens_release(&t);
    analyser_free(a);
}
END_TEST

/* Hundreds of variants, more than wait at once: each behind its word, as if the text had no others. */
START_TEST(many_variants_stand_where_each_belongs)
{
    enum { TIMES = 100 };
    static const char sentence[] = "The O'Neills paid $3 mln-plus, 5 pct. ";
    struct analyser *a = new_analyser("en");
    struct tokens one = {0}, all = {0};
    struct buf text = {0};
    analyse(a, view_of(sentence), ANALYSE_TEXT, &one);
    for (int i = 0; i < TIMES; i++)
        buf_add_text(&text, sentence);
    analyse(a, view_of_buf(&text), ANALYSE_TEXT, &all);
    ck_assert_uint_eq(all.count, TIMES * one.count);
    for (size_t i = 0; i < all.count; i++) {
        ck_assert_ptr_eq(all.items[i].word, one.items[i % one.count].word);
        ck_assert(i == 0 || all.items[i].position >= all.items[i - 1].position);
    }
    buf_release(&text);
    tokens_release(&one);
    tokens_release(&all);
    analyser_free(a);
}
END_TEST

START_TEST(equal_terms_are_one_word_and_ids_count_up)
{
    struct analyser *a = new_analyser("none");
    struct tokens t = {0};
    analyse(a, VIEW("Pact pacts PACT \xef\xbc\xb0\xef\xbc\xa1\xef\xbc\xa3\xef\xbc\xb4 pact's"), ANALYSE_TEXT, &t);
    ck_assert_uint_eq(t.count, 5);
    ck_assert_ptr_eq(t.items[0].word, t.items[2].word);
    ck_assert_ptr_eq(t.items[0].word, t.items[3].word);
    ck_assert_ptr_eq(t.items[0].word, t.items[4].word);
    ck_assert_ptr_ne(t.items[0].word, t.items[1].word);
    ck_assert_uint_eq(t.items[0].word->id, 0);
    ck_assert_uint_eq(t.items[1].word->id, 1);
    ck_assert_ptr_eq(analyse_word(a, VIEW("pact")), t.items[0].word);
    ck_assert_ptr_null(analyse_word(a, VIEW("two words")));
    ck_assert_ptr_null(analyse_word(a, VIEW("cease-fire")));
    ck_assert_ptr_null(analyse_word(a, VIEW("")));
    tokens_release(&t);
    analyser_free(a);
}
END_TEST

START_TEST(languages_stay_apart_but_share_stem_ids)
{
    struct analyser *a = new_analyser("en");
    const struct word *english = analyse_word(a, VIEW("pakt"));
    analyser_set_language(a, VIEW("de"));
    const struct word *german = analyse_word(a, VIEW("pakt"));
    ck_assert_ptr_ne(english, german);
    ck_assert_uint_eq(english->stem_id, german->stem_id);
    ck_assert_ptr_eq(english->stem, german->stem);
    ck_assert(analyse_word(a, VIEW("und"))->is_stop);
    ck_assert(analyse_word(a, VIEW("fur"))->is_stop);
    analyser_set_language(a, VIEW("xx"));
    ck_assert_ptr_eq(analyse_word(a, VIEW("pakt")), english);
    ck_assert(!analyse_word(a, VIEW("und"))->is_stop);
    ck_assert(analyse_word(a, VIEW("the"))->is_stop);
    ck_assert(analyse_word(a, VIEW("2.5%"))->is_number);
    ck_assert(!analyse_word(a, VIEW("16th"))->is_number);
    analyser_free(a);
}
END_TEST

START_TEST(forgetting_gives_the_memory_back)
{
    struct analyser *a = new_analyser("en");
    size_t before = analyser_memory(a);
    struct buf word = {0};
    for (int i = 0; i < 20000; i++) {
        buf_clear(&word);
        buf_printf(&word, "word%d", i);
        ck_assert_ptr_nonnull(analyse_word(a, view_of_buf(&word)));
    }
    ck_assert_uint_gt(analyser_memory(a), before);
    analyser_forget(a);
    ck_assert_uint_eq(analyser_memory(a), before);
    ck_assert(analyse_word(a, VIEW("the"))->is_stop);
    buf_release(&word);
    analyser_free(a);
}
END_TEST

START_TEST(an_unknown_language_is_refused)
{
    struct analyser *a = NULL;
    struct error err;
    ck_assert_int_eq(analyser_new("xx", &a, &err), STATUS_USAGE);
    ck_assert_ptr_null(a);
    ck_assert_str_eq(err.text, "there is no stemmer for the language \"xx\"");
}
END_TEST

START_TEST(every_listed_language_has_its_stemmer)
{
    for (const char *const *code = analyse_languages(); *code; code++) {
        struct analyser *a = new_analyser(*code);
        ck_assert(!code[1] || strcmp(code[0], code[1]) < 0);
        struct stemmer *stemmer = stemmer_new(language_info((unsigned)language_find(view_of(*code)))->stemmer);
        ck_assert_ptr_nonnull(stemmer);
        stemmer_free(stemmer);
        analyser_free(a);
    }
}
END_TEST

START_TEST(an_overlong_word_takes_a_position_and_gives_no_token)
{
    struct analyser *a = new_analyser("en");
    struct tokens t = {0};
    struct buf text = {0};
    buf_add_text(&text, "one ");
    for (int i = 0; i < ANALYSE_MAX_TERM + 1; i++)
        buf_add_char(&text, 'x');
    buf_add_text(&text, " two ");
    for (int i = 0; i < ANALYSE_MAX_TERM; i++)
        buf_add_char(&text, 'y');
    for (int i = 0; i < 300; i++)
        buf_add_text(&text, i ? "\u00e9" : " ");
    buf_add_text(&text, " three");
    analyse(a, view_of_buf(&text), ANALYSE_TEXT, &t);
    ck_assert_uint_eq(t.count, 4);
    ck_assert_uint_eq(t.items[1].position, 3);
    ck_assert_uint_eq(t.items[2].word->text_len, ANALYSE_MAX_TERM);
    ck_assert_uint_eq(t.items[3].position, 6);
    buf_release(&text);
    tokens_release(&t);
    analyser_free(a);
}
END_TEST

START_TEST(capitals_inside_a_sentence_are_flagged)
{
    struct analyser *a = new_analyser("en");
    struct tokens t = {0};
    analyse(a, VIEW("Leaders met Zelenskyy in \xc3\x89vian. Talks"), ANALYSE_TEXT, &t);
    static const bool capital[] = {false, false, true, false, true, false, false};
    ck_assert_uint_eq(t.count, 7);
    for (size_t i = 0; i < t.count; i++)
        ck_assert_int_eq((t.items[i].flags & TOKEN_CAPITAL) != 0, capital[i]);
    tokens_release(&t);
    analyser_free(a);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse_rules");
    TCase *tcase = tcase_create("rules");
    tcase_add_loop_test(tcase, stem_of_a_word, 0, sizeof stems / sizeof *stems);
    tcase_add_loop_test(tcase, offsets_cut_the_source_word_out, 0, sizeof offsets / sizeof *offsets);
    tcase_add_test(tcase, positions_jump_at_sentences_and_paragraphs);
    tcase_add_test(tcase, calls_one_after_another_are_like_paragraphs_of_one_text);
    tcase_add_test(tcase, many_variants_stand_where_each_belongs);
    tcase_add_test(tcase, equal_terms_are_one_word_and_ids_count_up);
    tcase_add_test(tcase, languages_stay_apart_but_share_stem_ids);
    tcase_add_test(tcase, forgetting_gives_the_memory_back);
    tcase_add_test(tcase, an_unknown_language_is_refused);
    tcase_add_test(tcase, every_listed_language_has_its_stemmer);
    tcase_add_test(tcase, an_overlong_word_takes_a_position_and_gives_no_token);
    tcase_add_test(tcase, capitals_inside_a_sentence_are_flagged);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
