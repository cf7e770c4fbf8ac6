#include "common/date.h"

#include "tests/support/suite.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define NOW 1720690200 /* Thursday, 2024-07-11T09:30:00Z */
#define OPEN_FROM INT64_MIN
#define OPEN_TO INT64_MAX

static const struct {
    const char *text;
    const char *from, *to; /* dates; NULL is open */
} RANGES[] = {
    {"2024-06", "2024-06-01", "2024-07-01"},
    {"2024", "2024-01-01", "2025-01-01"},
    {"2024-06-30", "2024-06-30", "2024-07-01"},
    {"11 July 2024", "2024-07-11", "2024-07-12"},
    {"2024-06-01..2024-07-15", "2024-06-01", "2024-07-16"},
    {" 2024-06-01 .. 2024-07-15 ", "2024-06-01", "2024-07-16"},
    {"2024-06..", "2024-06-01", NULL},
    {"..2024", NULL, "2025-01-01"},
    {"..", NULL, NULL},
    {"2023..2024-02", "2023-01-01", "2024-03-01"},
    {"today", "2024-07-11", "2024-07-12"},
    {"yesterday", "2024-07-10", "2024-07-11"},
    {"yesterday..today", "2024-07-10", "2024-07-12"},
    {"today-30d..", "2024-06-11", NULL},
    {"today-1m..today", "2024-06-11", "2024-07-12"},
    {"yesterday-1w", "2024-07-03", "2024-07-04"},
    {"7d..", "2024-07-04", NULL},
    {"7d", "2024-07-04", NULL},
    {"2w..", "2024-06-27", NULL},
    {"3m..", "2024-04-11", NULL},
    {"1y..", "2023-07-11", NULL},
    {"30d..7d", "2024-06-11", "2024-07-05"},
    {"..1y", NULL, "2023-07-12"},
    {"this-week", "2024-07-08", "2024-07-15"},
    {"last-week", "2024-07-01", "2024-07-08"},
    {"this-month", "2024-07-01", "2024-08-01"},
    {"last-month", "2024-06-01", "2024-07-01"},
    {"last-month..", "2024-06-01", NULL},
    {"this-year", "2024-01-01", "2025-01-01"},
    {"last-year", "2023-01-01", "2024-01-01"},
    {"2024-07-11T09:00..2024-07-11T10:00", "2024-07-11T09:00", "2024-07-11T10:01"},
};

static int64_t moment(const char *text, int64_t open)
{
    struct date d = {.seconds = open};
    ck_assert(!text || date_parse(view_of(text), &d));
    return d.seconds;
}

START_TEST(ranges_are_understood)
{
    struct date_range range = {0};
    struct error err = {0};
    ck_assert_msg(date_range_parse(view_of(RANGES[_i].text), NOW, &range, &err) == STATUS_OK, "%s", err.text);
    ck_assert_int_eq(range.from, moment(RANGES[_i].from, OPEN_FROM));
    ck_assert_int_eq(range.to, moment(RANGES[_i].to, OPEN_TO));
}
END_TEST

START_TEST(months_ago_end_where_a_month_is_short)
{
    struct date_range range;
    ck_assert_int_eq(date_range_parse(VIEW("1m.."), moment("2024-03-31", 0), &range, NULL), STATUS_OK);
    ck_assert_int_eq(range.from, moment("2024-02-29", 0));
    ck_assert_int_eq(date_range_parse(VIEW("last-month"), moment("2024-01-31", 0), &range, NULL), STATUS_OK);
    ck_assert_int_eq(range.from, moment("2023-12-01", 0));
    ck_assert_int_eq(range.to, moment("2024-01-01", 0));
}
END_TEST

static const char *const BAD_RANGES[] = {
    "",         "x",         "2024-13",          "2024-02-31..", "7x",       "d",           "7",     "7dd..",
    "99999y..", "99999999d", "today-",           "today-x",      "today*1d", "last-decade", "this-", "2024...2025",
    "a..b",     "2024..b",   "2024..2025..2026", "last-weekend", "today30d"};

START_TEST(wrong_ranges_get_the_list_of_forms)
{
    struct date_range range = {1, 2};
    struct error err = {0};
    ck_assert_msg(date_range_parse(view_of(BAD_RANGES[_i]), NOW, &range, &err) == STATUS_USAGE, "'%s' is taken", BAD_RANGES[_i]);
    ck_assert_msg(strstr(err.text, "understood are 2024, 2024-06") && strstr(err.text, "last-year"), "%s", err.text);
    ck_assert(range.from == 1 && range.to == 2);
}
END_TEST

START_TEST(a_range_that_ends_before_it_begins_is_refused)
{
    struct date_range range;
    struct error err = {0};
    ck_assert_int_eq(date_range_parse(VIEW("2024-07..2024-06"), NOW, &range, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, "the range of dates '2024-07..2024-06' ends before it begins");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("date_range");
    TCase *tcase = tcase_create("date_range");
    tcase_add_loop_test(tcase, ranges_are_understood, 0, COUNT(RANGES));
    tcase_add_test(tcase, months_ago_end_where_a_month_is_short);
    tcase_add_loop_test(tcase, wrong_ranges_get_the_list_of_forms, 0, COUNT(BAD_RANGES));
    tcase_add_test(tcase, a_range_that_ends_before_it_begins_is_refused);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
