#include "query/ranker_spec.h"

#include "tests/support/suite.h"

#include <stdio.h>
#include <string.h>

enum { UNITS = UNIT_SENTENCES + 1 };

START_TEST(every_name_makes_a_ranker_for_every_unit)
{
    struct error err = {0};
    for (const struct ranker_name *const *n = ranker_names; *n; n++) {
        ck_assert_uint_gt(strlen((*n)->help), 0);
        for (int unit = 0; unit < UNITS; unit++) {
            struct ranker r = {0};
            ck_assert_msg(ranker_parse((*n)->name, (enum unit)unit, &r, &err) == STATUS_OK, "%s", err.text);
            ck_assert_double_gt(r.unit_share + r.segment_share, 0);
            if (unit != UNIT_ARTICLES || n != ranker_names)
                ck_assert_uint_eq(r.feedback_documents, 0); /* feedback hurts the ranking of passages */
        }
    }
    ck_assert_str_eq(ranker_names[0]->name, "lede");
}
END_TEST

START_TEST(the_default_is_lede)
{
    struct error err = {0};
    struct ranker r;
    ck_assert_int_eq(ranker_parse("lede", UNIT_ARTICLES, &r, &err), STATUS_OK);
    for (const struct ranker_parameter *p = ranker_parameters; p->name; p++)
        ck_assert_msg(ranker_get(&r, p) == ranker_get(ranker_default(UNIT_ARTICLES), p), "%s", p->name);
}
END_TEST

START_TEST(every_parameter_is_set_within_its_limits)
{
    struct error err = {0};
    struct ranker r;
    char spec[100];
    for (const struct ranker_parameter *p = ranker_parameters; p->name; p++) {
        const double ends[] = {p->min, p->max};
        for (int i = 0; i < 2; i++) {
            snprintf(spec, sizeof spec, "lede:%s=%.17g", p->name, ends[i]);
            ck_assert_msg(ranker_parse(spec, UNIT_ARTICLES, &r, &err) == STATUS_OK, "%s: %s", spec, err.text);
            ck_assert_double_eq(ranker_get(&r, p), ends[i]);
        }
        snprintf(spec, sizeof spec, "lede:%s=%.17g", p->name, p->max + 1);
        ck_assert_int_eq(ranker_parse(spec, UNIT_ARTICLES, &r, &err), STATUS_USAGE);
        ck_assert_msg(strstr(err.text, p->name), "%s", err.text);
    }
}
END_TEST

START_TEST(parameters_are_set_in_order)
{
    struct error err = {0};
    struct ranker r;
    ck_assert_int_eq(ranker_parse("bm25:weight.k1=1.2,weight.b=0.75,weight.k1=2", UNIT_ARTICLES, &r, &err), STATUS_OK);
    ck_assert_int_eq(r.weight, STORE_BM25);
    ck_assert_double_eq(r.weight_parameter, 2);
    ck_assert_double_eq(r.weight_b, 0.75);
    ck_assert_int_eq(ranker_parse("lm:weight.lambda=0.7", UNIT_ARTICLES, &r, &err), STATUS_OK);
    ck_assert_int_eq(r.weight, STORE_LM);
    ck_assert_double_eq(r.weight_parameter, 0.7);
}
END_TEST

static const struct wrong {
    const char *spec, *told;
} wrong[] = {
    {"", "lede, ineb2, bm25, dph, lm"}, {"bm26", "bm26"},
    {"bm25:k9=1", "weight.k1"}, /* lists what there is */
    {"bm25:weight.b", "weight.b"},      {"bm25:weight.b=", "weight.b"},
    {"bm25:weight.b=half", "half"},     {"bm25:weight.b=0.5x", "0.5x"},
    {"bm25:weight.b=nan", "nan"},       {"bm25:weight.b=1.01", "1.01"},
    {"bm25:weight.b=-0.1", "-0.1"},
};

START_TEST(a_mistake_is_told_and_changes_nothing)
{
    struct error err = {0};
    struct ranker r = {.k1 = 42};
    ck_assert_int_eq(ranker_parse(wrong[_i].spec, UNIT_PASSAGES, &r, &err), STATUS_USAGE);
    ck_assert_msg(strstr(err.text, wrong[_i].told), "%s: %s", wrong[_i].spec, err.text);
    ck_assert_double_eq(r.k1, 42);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("ranker_spec");
    tcase_add_test(tcase, every_name_makes_a_ranker_for_every_unit);
    tcase_add_test(tcase, the_default_is_lede);
    tcase_add_test(tcase, every_parameter_is_set_within_its_limits);
    tcase_add_test(tcase, parameters_are_set_in_order);
    tcase_add_loop_test(tcase, a_mistake_is_told_and_changes_nothing, 0, (int)(sizeof wrong / sizeof *wrong));
    Suite *suite = suite_create("ranker_spec");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
