#include "query/demands.h"

#include "tests/support/suite.h"

#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const int64_t now = 1720000000;

/* A query of syntax full and its conditions: "condition -> the query without it", a line each. */
static const struct {
    const char *query, *conditions;
} cases[] = {
    {"security pact", ""},
    {"security OR pact", ""},
    {"nato \"security pact\" -trade", "\"security pact\" -> nato -trade\n-trade -> nato \"security pact\"\n"},
    {"+nato summit", "+nato -> summit\n"},
    {"nato AND (summit OR talks)", "nato -> (summit OR talks)\nsummit OR talks -> nato\n"},
    {"nato AND summit AND pact", "nato -> summit AND pact\nsummit -> nato AND pact\npact -> nato AND summit\n"},
    {"a b AND title:c", "a b -> title:c\ntitle:c -> (a b)\n"},
    {"a -b AND c", "-b -> (a) AND c\nc -> (a -b)\n"},
    {"title:summit", "title:summit -> \n"},
    {"pact w/5 kyiv date:2024-06", "pact w/5 kyiv -> date:2024-06\ndate:2024-06 -> (pact w/5 kyiv)\n"},
    {"source:ap OR source:reuters", ""},
};

static void show(const struct demands *c, struct buf *out)
{
    buf_add_text(out, "");
    for (size_t i = 0; i < c->count; i++) {
        buf_add_view(out, view_of_buf(&c->items[i].text));
        buf_add_text(out, " -> ");
        buf_add_view(out, view_of_buf(&c->items[i].rest));
        buf_add_char(out, '\n');
    }
}

START_TEST(takes_queries_apart)
{
    struct search_settings settings;
    struct demands c = {0};
    struct buf shown = {0};
    struct error err = {0};
    search_settings_default(&settings);
    settings.syntax = SYNTAX_FULL;
    ck_assert_msg(demands_read(view_of(cases[_i].query), &settings, now, &c, &err) == STATUS_OK, "%s", err.text);
    show(&c, &shown);
    ck_assert_str_eq(shown.data, cases[_i].conditions);
    buf_release(&shown);
    demands_release(&c);
}
END_TEST

START_TEST(filters_are_conditions_of_any_query)
{
    struct search_settings settings;
    struct demands c = {0};
    struct buf shown = {0};
    struct error err = {0};
    search_settings_default(&settings);
    settings.language = VIEW("de");
    settings.source = VIEW("The Herald");
    settings.dates.from = 0;
    ck_assert_int_eq(demands_read(VIEW("nato AND summit"), &settings, now, &c, &err), STATUS_OK);
    show(&c, &shown);
    ck_assert_str_eq(shown.data,
                     "--date -> nato AND summit\n--lang de -> nato AND summit\n--source The Herald -> nato AND summit\n");
    buf_release(&shown);
    demands_release(&c);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("demands");
    TCase *tcase = tcase_create("demands");
    tcase_add_loop_test(tcase, takes_queries_apart, 0, COUNT(cases));
    tcase_add_test(tcase, filters_are_conditions_of_any_query);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
