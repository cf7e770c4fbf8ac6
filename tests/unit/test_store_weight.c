/* The language model of store_weight_lm.hh against a computation by hand. */
#include "common/store.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <math.h>

/* 12 words: alpha 3, beta 4, gamma 3, delta and epsilon 1. */
static void put_twelve_words(void)
{
    struct store_writer *w = open_writer();
    put(w, "a", "alpha beta");
    put(w, "b", "alpha beta gamma");
    put(w, "c", "gamma delta");
    put(w, "d", "gamma beta alpha");
    put(w, "e", "beta epsilon");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
}

START_TEST(the_language_model_is_what_the_paper_says)
{
    put_twelve_words();
    struct store_reader *r = open_reader();
    struct store_query delta = {.op = STORE_TERM, .term = VIEW("Zdelta"), .factor = 1};
    struct store_query alpha = {.op = STORE_TERM, .term = VIEW("Zalpha"), .factor = 1};
    struct store_query beta = {.op = STORE_TERM, .term = VIEW("Zbeta"), .factor = 1};
    const struct store_query *children[] = {&alpha, &beta};
    struct store_query either = {.op = STORE_OR, .factor = 1, .children = children, .child_count = 2};
    ck_assert_double_eq_tol(weight_of_first(r, &delta, STORE_LM, 0.5, 0), log(1 + (1.0 / 2) / (1.0 / 12)), 1e-12);
    ck_assert_double_eq_tol(weight_of_first(r, &delta, STORE_LM, 0.2, 0), log(1 + 0.8 / 0.2 * (1.0 / 2) / (1.0 / 12)), 1e-12);
    double both = log(1 + (1.0 / 2) / (3.0 / 12)) + log(1 + (1.0 / 2) / (4.0 / 12)); /* of "alpha beta" */
    ck_assert_double_eq_tol(weight_of_first(r, &either, STORE_LM, 0.5, 0), both, 1e-12);
    store_reader_close(r);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store_weight");
    suite_add_tcase(suite, store_tcase((const TTest *const[]){the_language_model_is_what_the_paper_says, NULL}));
    return run_built_suite(suite);
}
