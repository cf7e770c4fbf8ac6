#include "query/terms.h"

#include "query/present/printer.h"
#include "query/search_options.h"
#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <math.h>
#include <string.h>

static const struct article articles[] = {
    {.id = VIEW("1"), .title = VIEW("Security pact"), .text = VIEW("Ukraine and Britain signed a security pact.")},
    {.id = VIEW("2"), .title = VIEW("Budget"), .text = VIEW("The pact will cost 2.5% of the budget. A cease-fire is far.")},
    {.id = VIEW("3"), .title = VIEW("Weather"), .text = VIEW("Rain will fall in the north.")},
};

struct fixture {
    struct small_index index;
    struct store_reader *reader;
    struct analyser *analyser;
    struct terms terms;
};

static void set_up(struct fixture *f)
{
    struct error err;
    *f = (struct fixture){0};
    small_index_make(&f->index, articles, 3, 0);
    ck_assert_int_eq(store_reader_open(f->index.path, &f->reader, &err), STATUS_OK);
    ck_assert_int_eq(analyser_new("en", &f->analyser, &err), STATUS_OK);
}

static void tear_down(struct fixture *f)
{
    terms_release(&f->terms);
    analyser_free(f->analyser);
    store_reader_close(f->reader);
    small_index_remove(&f->index);
}

static void make(struct fixture *f, const char *query)
{
    struct error err = {0};
    ck_assert_msg(terms_make(&f->terms, f->analyser, f->reader, 3, view_of(query), &err) == STATUS_OK, "%s", err.text);
}

/* What a query becomes, in the words of terms_describe. */
static const struct {
    const char *query, *parsed;
} cases[] = {
    {"security pacts", "secur pact"},
    {"the security of the pact", "secur pact"},
    {"pact security pacts", "pact^2 secur"},
    {"the who of the and", "the^2 who of and"}, /* nothing but stop words: they are kept */
    {"Security, PACT!", "secur pact"},
    {"", ""},
    {"?!", ""},
    {"cease-fire", "ceas^0.5 ceasefir^0.5 fire^0.5"},
    {"ceasefire", "ceasefir"},
    {"caf\xc3\xa9", "cafe"}, /* the accented form has the same stem */
};

START_TEST(understands_queries)
{
    struct fixture f;
    struct buf parsed = {0};
    set_up(&f);
    make(&f, cases[_i].query);
    terms_describe(&f.terms, &parsed);
    ck_assert_str_eq(parsed.data ? parsed.data : "", cases[_i].parsed);
    buf_release(&parsed);
    tear_down(&f);
}
END_TEST

START_TEST(reads_document_frequencies_and_idf)
{
    struct fixture f;
    set_up(&f);
    make(&f, "pact security zebra");
    ck_assert_uint_eq(f.terms.count, 3);
    ck_assert_uint_eq(f.terms.items[0].document_frequency, 2);
    ck_assert_uint_eq(f.terms.items[1].document_frequency, 1);
    ck_assert_uint_eq(f.terms.items[2].document_frequency, 0);
    ck_assert_double_eq_tol(f.terms.items[0].idf, log(1 + 1.5 / 2.5), 1e-15);
    double total = 0;
    for (size_t i = 0; i < 3; i++)
        total += f.terms.items[i].idf;
    ck_assert_double_eq_tol(f.terms.total, total, 1e-15);
    ck_assert_int_eq(view_compare(f.terms.items[1].text, VIEW("security")), 0);
    ck_assert_int_eq(view_compare(f.terms.items[1].name, VIEW("Zsecur")), 0);
    tear_down(&f);
}
END_TEST

START_TEST(pairs_are_neighbours_over_stop_words)
{
    struct fixture f;
    set_up(&f);
    make(&f, "treaty of Rome treaty of Rome");
    ck_assert_uint_eq(f.terms.pair_count, 2);
    ck_assert_uint_eq(f.terms.pairs[0].first, 0);
    ck_assert_uint_eq(f.terms.pairs[0].second, 1);
    ck_assert_uint_eq(f.terms.pairs[0].distance, 2);
    ck_assert_double_eq(f.terms.pairs[0].weight, 2);
    ck_assert_uint_eq(f.terms.pairs[1].first, 1);
    ck_assert_uint_eq(f.terms.pairs[1].distance, 1);
    tear_down(&f);
}
END_TEST

START_TEST(a_word_knows_its_term_and_others_none)
{
    struct fixture f;
    set_up(&f);
    make(&f, "pact");
    const struct word *pacts = analyse_word(f.analyser, VIEW("pacts")), *rain = analyse_word(f.analyser, VIEW("rain"));
    ck_assert_uint_eq(terms_find(&f.terms, pacts->stem_id), 0);
    ck_assert_uint_eq(terms_find(&f.terms, rain->stem_id), TERMS_NONE);
    make(&f, "rain");
    ck_assert_uint_eq(terms_find(&f.terms, pacts->stem_id), TERMS_NONE);
    ck_assert_uint_eq(terms_find(&f.terms, rain->stem_id), 0);
    tear_down(&f);
}
END_TEST

START_TEST(long_queries_keep_their_most_telling_terms)
{
    struct fixture f;
    struct buf query = {0};
    set_up(&f);
    buf_add_text(&query, "pact rain ");
    for (int i = 0; i < 100; i++)
        buf_printf(&query, "zz%d%s ", i, i == 99 ? " zz99" : "");
    make(&f, query.data);
    ck_assert_uint_eq(f.terms.count, TERMS_MAX);
    ck_assert_uint_eq(f.terms.left_out, 102 - TERMS_MAX);
    /* zz99 was typed twice; pact and rain are the most common; of the others the first stay, in the order of typing. */
    ck_assert_int_eq(view_compare(f.terms.items[0].stem, VIEW("zz0")), 0);
    ck_assert_int_eq(view_compare(f.terms.items[TERMS_MAX - 1].stem, VIEW("zz99")), 0);
    buf_release(&query);
    tear_down(&f);
}
END_TEST

START_TEST(formats_of_the_command_are_those_of_the_printers)
{
    const char *const *names = printer_names();
    size_t i = 0;
    for (; names[i] && search_formats[i]; i++)
        ck_assert_str_eq(search_formats[i], names[i]);
    ck_assert_ptr_null(names[i]);
    ck_assert_ptr_null(search_formats[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("terms");
    TCase *tcase = tcase_create("terms");
    tcase_add_loop_test(tcase, understands_queries, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tcase, reads_document_frequencies_and_idf);
    tcase_add_test(tcase, pairs_are_neighbours_over_stop_words);
    tcase_add_test(tcase, a_word_knows_its_term_and_others_none);
    tcase_add_test(tcase, long_queries_keep_their_most_telling_terms);
    tcase_add_test(tcase, formats_of_the_command_are_those_of_the_printers);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
