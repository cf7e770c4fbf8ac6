#include "query/score_parts.h"

#include "tests/support/suite.h"

#include <string.h>

enum { MOST = 8 };

static const struct rounding {
    double values[MOST];
    size_t count;
    int digits;
    const char *expected; /* "score = part part ..." */
} roundings[] = {
    {{0.5, 0.25}, 2, 3, "0.750 = 0.500 0.250"},
    {{1.0 / 3, 1.0 / 3, 1.0 / 3}, 3, 3, "1.000 = 0.334 0.333 0.333"},
    {{0.0004, 0.0004, 0.0004}, 3, 3, "0.001 = 0.001 0.000 0.000"},
    {{0.0006, 0.0006, 0.0006}, 3, 3, "0.002 = 0.001 0.001 0.000"},
    {{2, -0.12345}, 2, 3, "1.877 = 2.000 -0.123"},
    {{-0.0005, -0.0001}, 2, 3, "-0.001 = -0.001 0.000"},
    {{0}, 0, 3, "0.000 ="},
    {{1e-13, 3}, 2, 12, "3.000000000000 = 0.000000000000 3.000000000000"},
    {{7.25}, 1, 0, "7 = 7"},
};

START_TEST(rounded_parts_add_up_to_the_rounded_score)
{
    const struct rounding *c = &roundings[_i];
    struct score_parts parts = {0};
    struct buf line = {0};
    int64_t units[MOST], sum = 0;
    for (size_t i = 0; i < c->count; i++)
        score_part(&parts, (struct score_part){.value = c->values[i]});
    int64_t whole = score_parts_round(&parts, score_parts_sum(&parts), c->digits, units);
    score_units_add(whole, c->digits, &line);
    buf_add_text(&line, " =");
    for (size_t i = 0; i < c->count; i++) {
        buf_add_char(&line, ' ');
        score_units_add(units[i], c->digits, &line);
        sum += units[i];
    }
    ck_assert_str_eq(line.data, c->expected);
    ck_assert_int_eq(sum, whole);
    buf_release(&line);
    score_parts_release(&parts);
}
END_TEST

/* Rounding mends what rounding breaks, and nothing else. */
START_TEST(parts_of_another_score_are_not_made_to_fit)
{
    struct score_parts parts = {0};
    int64_t units[2];
    score_part(&parts, (struct score_part){.value = 0.5});
    score_part(&parts, (struct score_part){.value = 0.25});
    ck_assert_int_eq(score_parts_round(&parts, 2, 3, units), 2000);
    ck_assert_int_lt(units[0] + units[1], 760);
    score_parts_release(&parts);
}
END_TEST

START_TEST(without_a_sink_a_part_is_its_value)
{
    ck_assert(score_part(NULL, (struct score_part){.value = 0.5}) == 0.5);
}
END_TEST

START_TEST(parts_can_be_scaled_from_one_on)
{
    struct score_parts parts = {0};
    for (int i = 1; i <= 3; i++)
        score_part(&parts, (struct score_part){.value = i});
    score_parts_scale(&parts, 1, 10);
    ck_assert(score_parts_sum(&parts) == 51);
    ck_assert_str_eq(part_kind_name(PART_PASSAGE_PAIR), "proximity");
    score_parts_release(&parts);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("score_parts");
    TCase *tcase = tcase_create("score_parts");
    tcase_add_loop_test(tcase, rounded_parts_add_up_to_the_rounded_score, 0, sizeof roundings / sizeof *roundings);
    tcase_add_test(tcase, parts_of_another_score_are_not_made_to_fit);
    tcase_add_test(tcase, without_a_sink_a_part_is_its_value);
    tcase_add_test(tcase, parts_can_be_scaled_from_one_on);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
