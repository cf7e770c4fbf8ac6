#include "query/nearest.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct article articles[] = {
    {.id = VIEW("1"), .text = VIEW("security treaty Zelenskyy pact nato 2024 surety")},
    {.id = VIEW("2"), .text = VIEW("security treaty packt the ministers")},
    {.id = VIEW("3"), .text = VIEW("security Zelenskyy treat minister's ministers")},
};

struct fixture {
    struct small_index index;
    struct store_reader *reader;
    struct analyser *analyser;
};
static struct fixture f;

static void set_up(void)
{
    struct error err = {0};
    small_index_make(&f.index, articles, COUNT(articles), 0);
    ck_assert_int_eq(store_reader_open(f.index.path, &f.reader, &err), STATUS_OK);
    ck_assert_int_eq(analyser_new("en", &f.analyser, &err), STATUS_OK);
}

static void tear_down(void)
{
    analyser_free(f.analyser);
    store_reader_close(f.reader);
    small_index_remove(&f.index);
}

static const struct {
    const char *word, *nearest;
} cases[] = {
    {"secruity", "security"}, /* swapped letters */
    {"Securty", "security"},
    {"treatty", "treaty treat"},        /* one edit before two */
    {"ministre", "minister ministers"}, /* equally frequent ones by edits */
    {"zelenskij", "zelenskyy"},
    {"nato", "nato"},
    {"nto", "nato"}, /* short words: one edit */
    {"paktt", "packt pact"},
    {"ab", ""},
    {"2023", ""}, /* another number is no better one */
    {"xylophone", ""},
};

START_TEST(the_likeliest_words_come_first)
{
    struct store_term_list found = {0};
    struct buf shown = {0};
    struct error err = {0};
    ck_assert_int_eq(nearest_words(f.reader, f.analyser, view_of(cases[_i].word), 3, &found, &err), STATUS_OK);
    buf_add_text(&shown, "");
    for (size_t i = 0; i < found.count; i++)
        buf_printf(&shown, "%s%s", i > 0 ? " " : "", found.items[i].name);
    ck_assert_str_eq(shown.data, cases[_i].nearest);
    store_term_list_release(&found);
    buf_release(&shown);
}
END_TEST

START_TEST(no_more_than_asked_for)
{
    struct store_term_list found = {0};
    struct error err = {0};
    ck_assert_int_eq(nearest_words(f.reader, f.analyser, VIEW("treatty"), 1, &found, &err), STATUS_OK);
    ck_assert_uint_eq(found.count, 1);
    store_term_list_release(&found);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("nearest");
    TCase *tcase = tcase_create("nearest");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, the_likeliest_words_come_first, 0, COUNT(cases));
    tcase_add_test(tcase, no_more_than_asked_for);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
