#include "query/period.h"

#include "tests/support/suite.h"

#include <stdio.h>

static const struct {
    enum period by;
    const char *value, *name, *first_day, *last_day;
} rows[] = {
    {PERIOD_DAY, "20240711", "2024-07-11", "2024-07-11", "2024-07-11"},
    {PERIOD_DAY, "19691231", "1969-12-31", "1969-12-31", "1969-12-31"},
    {PERIOD_WEEK, "20240711", "2024-W28", "2024-07-08", "2024-07-14"},
    {PERIOD_WEEK, "20240708", "2024-W28", "2024-07-08", "2024-07-14"},
    {PERIOD_WEEK, "20240714", "2024-W28", "2024-07-08", "2024-07-14"},
    {PERIOD_WEEK, "20210103", "2020-W53", "2020-12-28", "2021-01-03"}, /* a week belongs to the year of its Thursday */
    {PERIOD_WEEK, "20241230", "2025-W01", "2024-12-30", "2025-01-05"},
    {PERIOD_WEEK, "19691229", "1970-W01", "1969-12-29", "1970-01-04"},
    {PERIOD_MONTH, "202402", "2024-02", "2024-02-01", "2024-02-29"},
    {PERIOD_MONTH, "202312", "2023-12", "2023-12-01", "2023-12-31"},
    {PERIOD_YEAR, "1987", "1987", "1987-01-01", "1987-12-31"},
};

START_TEST(names_and_days_of_periods)
{
    struct buf out = {0};
    int64_t period;
    ck_assert(period_of(rows[_i].by, view_of(rows[_i].value), &period));
    period_add_name(rows[_i].by, period, &out);
    buf_add_char(&out, ' ');
    period_add_first_day(rows[_i].by, period, &out);
    buf_add_char(&out, ' ');
    period_add_last_day(rows[_i].by, period, &out);
    char wanted[64];
    snprintf(wanted, sizeof wanted, "%s %s %s", rows[_i].name, rows[_i].first_day, rows[_i].last_day);
    ck_assert_str_eq(out.data, wanted);
    buf_release(&out);
}
END_TEST

START_TEST(periods_follow_one_another)
{
    int64_t a, b;
    ck_assert(period_of(PERIOD_MONTH, VIEW("202312"), &a) && period_of(PERIOD_MONTH, VIEW("202401"), &b));
    ck_assert_int_eq(b, a + 1);
    ck_assert(period_of(PERIOD_WEEK, VIEW("20241229"), &a) && period_of(PERIOD_WEEK, VIEW("20241230"), &b));
    ck_assert_int_eq(b, a + 1);
}
END_TEST

START_TEST(refuses_what_is_no_date)
{
    int64_t period;
    ck_assert(!period_of(PERIOD_DAY, VIEW("202407"), &period));
    ck_assert(!period_of(PERIOD_MONTH, VIEW("202413"), &period));
    ck_assert(!period_of(PERIOD_YEAR, VIEW("20x4"), &period));
    ck_assert(!period_of(PERIOD_DAY, VIEW("20240700"), &period));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("period");
    TCase *tcase = tcase_create("period");
    tcase_add_loop_test(tcase, names_and_days_of_periods, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(tcase, periods_follow_one_another);
    tcase_add_test(tcase, refuses_what_is_no_date);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
