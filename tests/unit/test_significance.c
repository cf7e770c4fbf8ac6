#include "query/eval/random.h"
#include "query/eval/significance.h"

#include "tests/support/suite.h"

#include <math.h>

/* Closed forms: I_x(1, b) = 1 - (1 - x)^b, I_x(a, 1) = x^a, I_x(1/2, 1/2) = 2/pi asin(sqrt x), I_1/2(a, a) = 1/2. */
START_TEST(the_incomplete_beta_function_has_its_closed_forms)
{
    for (double x = 0; x <= 1; x += 0.0625) {
        for (double a = 0.5; a < 400; a *= 1.7) {
            ck_assert_double_eq_tol(incomplete_beta(1, a, x), 1 - pow(1 - x, a), 1e-12);
            ck_assert_double_eq_tol(incomplete_beta(a, 1, x), pow(x, a), 1e-12);
            ck_assert_double_eq_tol(incomplete_beta(a, 2, x) + incomplete_beta(2, a, 1 - x), 1, 1e-12);
            ck_assert_double_eq_tol(incomplete_beta(a, a, 0.5), 0.5, 1e-10);
        }
        ck_assert_double_eq_tol(incomplete_beta(0.5, 0.5, x), 2 / acos(-1) * asin(sqrt(x)), 1e-12);
    }
}
END_TEST

/* With 2 degrees of freedom p = 1 - t / sqrt(2 + t^2); with 1, p = 1 - 2/pi atan(t). */
START_TEST(the_t_test_has_the_closed_forms_of_few_degrees)
{
    static const double three[] = {1, 2, 3}, two[] = {1, 2};
    struct t_test t = t_test_paired(three, 3);
    ck_assert_double_eq_tol(t.t, 2 / (1 / sqrt(3)), 1e-12);
    ck_assert_uint_eq(t.degrees, 2);
    ck_assert_double_eq_tol(t.p, 1 - t.t / sqrt(2 + t.t * t.t), 1e-12);
    t = t_test_paired(two, 2);
    ck_assert_double_eq_tol(t.p, 1 - 2 / acos(-1) * atan(t.t), 1e-12);
}
END_TEST

START_TEST(degenerate_differences_have_an_answer)
{
    static const double same[] = {0, 0, 0}, constant[] = {0.25, 0.25};
    ck_assert_double_eq(t_test_paired(same, 3).p, 1);
    ck_assert_double_eq(t_test_paired(constant, 2).p, 0);
    ck_assert(isnan(t_test_paired(constant, 1).p));
    ck_assert_double_eq(randomisation_test_paired(same, 3, 100, 1).p, 1);
    ck_assert(isnan(randomisation_test_paired(same, 0, 100, 1).p));
}
END_TEST

/* Of the 16 ways to sign 1 2 3 4, those with a sum of at least 8: 10 (all) and 8 (minus 1), and their mirrors. */
START_TEST(few_differences_are_permuted_in_every_way)
{
    static const double differences[] = {-1, 2, 3, 4};
    struct randomisation_test test = randomisation_test_paired(differences, 4, 100, 1);
    ck_assert(test.exact);
    ck_assert_uint_eq(test.permutations, 16);
    ck_assert_double_eq_tol(test.p, 4.0 / 16, 1e-12);
}
END_TEST

START_TEST(drawn_permutations_come_close_to_all_and_depend_on_the_seed_alone)
{
    double differences[14];
    for (int i = 0; i < 14; i++)
        differences[i] = (i * 37 % 11 - 4) / 10.0;
    struct randomisation_test all = randomisation_test_paired(differences, 14, 1 << 14, 1);
    struct randomisation_test drawn = randomisation_test_paired(differences, 14, 16000, 5);
    ck_assert(all.exact && !drawn.exact);
    ck_assert_double_eq_tol(drawn.p, all.p, 0.02);
    ck_assert_double_eq(drawn.p, randomisation_test_paired(differences, 14, 16000, 5).p);
}
END_TEST

START_TEST(more_than_64_differences_get_fresh_signs)
{
    double differences[130];
    for (int i = 0; i < 130; i++)
        differences[i] = i < 64 ? 0 : 1; /* 66 equal ones: a mean this far from 0 needs equal signs */
    ck_assert_double_eq_tol(randomisation_test_paired(differences, 130, 999, 3).p, 1.0 / 1000, 1e-12);
}
END_TEST

/* xoshiro256** with the state 1, 2, 3, 4 gives 11520, 0, 1509978240 …; splitmix64 from 0 begins with e220a8397b1dcdaf. */
START_TEST(the_generator_gives_the_published_numbers)
{
    struct random r = {{1, 2, 3, 4}};
    ck_assert_uint_eq(random_next(&r), 11520);
    ck_assert_uint_eq(random_next(&r), 0);
    ck_assert_uint_eq(random_next(&r), 1509978240);
    ck_assert_uint_eq(random_next(&r), UINT64_C(1215971899390074240));
    random_seed(&r, 0);
    ck_assert(r.state[0] == UINT64_C(0xe220a8397b1dcdaf));
}
END_TEST

int main(void)
{
    return run_suite(
        "significance",
        (const TTest *const[]){the_incomplete_beta_function_has_its_closed_forms, the_t_test_has_the_closed_forms_of_few_degrees,
                               degenerate_differences_have_an_answer, few_differences_are_permuted_in_every_way,
                               drawn_permutations_come_close_to_all_and_depend_on_the_seed_alone,
                               more_than_64_differences_get_fresh_signs, the_generator_gives_the_published_numbers, NULL});
}
