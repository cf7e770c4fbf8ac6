#include "query/present/chart.h"

#include "tests/support/suite.h"

#include <string.h>

static void make(struct timeline *t, enum period by, const struct facet_value *values, size_t count, uint64_t without)
{
    struct error err = {0};
    struct facet_list list = {.field = period_field(by), .items = (struct facet_value *)values, .count = count, .without = without};
    ck_assert_msg(timeline_make(t, by, &list, &err) == STATUS_OK, "%s", err.text);
}

START_TEST(gaps_are_zeros_and_undated_articles_stand_apart)
{
    static const struct facet_value months[] = {{{"202404", 6}, 7, 1}, {{"202312", 6}, 2, 1}, {{"202402", 6}, 1, 1}};
    struct timeline t = {0};
    make(&t, PERIOD_MONTH, months, 3, 4);
    ck_assert_uint_eq(t.count, 5);
    static const uint64_t counts[] = {2, 0, 1, 0, 7};
    ck_assert_int_eq(memcmp(t.counts, counts, sizeof counts), 0);
    ck_assert_uint_eq(t.matches, 14);
    ck_assert_uint_eq(t.undated, 4);
    ck_assert_uint_eq(t.highest, 7);
    timeline_release(&t);
}
END_TEST

START_TEST(days_of_a_week_are_added)
{
    static const struct facet_value days[] = {{{"20240708", 8}, 3, 1}, {{"20240714", 8}, 2, 1}, {{"20240715", 8}, 1, 1}};
    struct timeline t = {0};
    make(&t, PERIOD_WEEK, days, 3, 0);
    ck_assert_uint_eq(t.count, 2);
    ck_assert_uint_eq(t.counts[0], 5);
    ck_assert_uint_eq(t.counts[1], 1);
    timeline_release(&t);
}
END_TEST

START_TEST(refuses_more_periods_than_anyone_reads)
{
    static const struct facet_value days[] = {{{"00010101", 8}, 1, 1}, {{"99991231", 8}, 1, 1}};
    struct facet_list list = {.field = FIELD_DAY, .items = (struct facet_value *)days, .count = 2};
    struct timeline t = {0};
    struct error err = {0};
    ck_assert_int_eq(timeline_make(&t, PERIOD_DAY, &list, &err), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "100000 days"));
    timeline_release(&t);
}
END_TEST

START_TEST(charts_of_nothing_are_whole)
{
    struct timeline t = {.query = VIEW("x")};
    struct buf out = {0};
    make(&t, PERIOD_DAY, NULL, 0, 0);
    t.query = VIEW("x");
    chart_print_svg(&t, &out);
    ck_assert_ptr_nonnull(strstr(out.data, "</svg>"));
    ck_assert_ptr_null(strstr(out.data, "nan"));
    buf_clear(&out);
    chart_print_json(&t, NULL, &out);
    ck_assert_str_eq(out.data, "{\"lede\":1,\"query\":\"x\",\"by\":\"day\",\"matches\":0,\"undated\":0,\"periods\":[]}\n");
    buf_release(&out);
    timeline_release(&t);
}
END_TEST

START_TEST(a_picture_escapes_the_query)
{
    static const struct facet_value years[] = {{{"2024", 4}, 3, 1}};
    struct timeline t = {0};
    struct buf out = {0};
    make(&t, PERIOD_YEAR, years, 1, 0);
    t.query = VIEW("\"a\" </text><script>");
    chart_print_svg(&t, &out);
    ck_assert_ptr_null(strstr(out.data, "<script"));
    ck_assert_ptr_nonnull(strstr(out.data, "&lt;script&gt;"));
    ck_assert_ptr_nonnull(strstr(out.data, "<title>2024: 3</title>"));
    buf_release(&out);
    timeline_release(&t);
}
END_TEST

START_TEST(bars_fit_the_width_and_long_gaps_are_one_line)
{
    static const struct facet_value years[] = {{{"1990", 4}, 1000, 1}, {{"1991", 4}, 1, 1}, {{"2024", 4}, 500, 1}};
    struct timeline t = {0};
    struct buf out = {0};
    make(&t, PERIOD_YEAR, years, 3, 1);
    t.query = VIEW("pact");
    chart_print_text(&t, &(struct print_settings){.width = 40}, &out);
    ck_assert_str_eq(out.data, "1,502 articles match pact · by year,\n1990 – 2024 · 1 undated\n"
                               "1990  1,000  ███████████████████████████\n"
                               "1991      1  ▏\n"
                               "… 32 years without an article\n"
                               "2024    500  █████████████▌\n");
    buf_release(&out);
    timeline_release(&t);
}
END_TEST

int main(void)
{
    return run_suite("timeline",
                     (const TTest *const[]){gaps_are_zeros_and_undated_articles_stand_apart, days_of_a_week_are_added,
                                            refuses_more_periods_than_anyone_reads, charts_of_nothing_are_whole,
                                            a_picture_escapes_the_query, bars_fit_the_width_and_long_gaps_are_one_line, NULL});
}
