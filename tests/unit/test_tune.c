#include "query/tune/folds.h"
#include "query/tune/tune.h"
#include "query/tune/tune_print.h"

#include "tests/support/suite.h"

#include <math.h>
#include <string.h>

enum { QUERIES = 23 };

/* ---- folds ---- */

START_TEST(every_query_is_in_one_fold_and_folds_are_of_a_size)
{
    for (size_t count = 2; count < 60; count++) {
        for (size_t folds = 1; folds <= count; folds += 3) {
            uint32_t fold_of[60];
            size_t sizes[60] = {0};
            memset(fold_of, 0xff, sizeof fold_of);
            folds_assign(count, folds, count, fold_of);
            for (size_t q = 0; q < count; q++) {
                ck_assert_uint_lt(fold_of[q], folds);
                sizes[fold_of[q]]++;
            }
            for (size_t f = 0; f < folds; f++)
                ck_assert(sizes[f] == count / folds || sizes[f] == count / folds + 1);
            ck_assert_uint_eq(fold_of[count], UINT32_MAX);
        }
    }
}
END_TEST

START_TEST(the_seed_alone_decides_the_folds)
{
    uint32_t first[QUERIES], again[QUERIES], other[QUERIES], dealt[QUERIES];
    folds_assign(QUERIES, 5, 7, first);
    folds_assign(QUERIES, 5, 7, again);
    folds_assign(QUERIES, 5, 8, other);
    for (uint32_t q = 0; q < QUERIES; q++)
        dealt[q] = q % 5;
    ck_assert(memcmp(first, again, sizeof first) == 0);
    ck_assert(memcmp(first, other, sizeof first) != 0);
    ck_assert(memcmp(first, dealt, sizeof first) != 0);
}
END_TEST

/* ---- the space ---- */

START_TEST(an_axis_has_its_values_in_order_and_the_rankers_own_among_them)
{
    struct ranker ranker = *ranker_default(UNIT_ARTICLES);
    struct space space = {.count = 0};
    struct error err;
    ranker.b = 0.4;
    ranker.window = 8;
    ck_assert_int_eq(space_add(&space, &ranker, "b=0.9,0.1,0.4,0.1", &err), STATUS_OK);
    ck_assert_uint_eq(space.axes[0].count, 3);
    ck_assert_double_eq(space.axes[0].values[0], 0.1);
    ck_assert_double_eq(space.axes[0].values[1], 0.4);
    ck_assert_double_eq(space.axes[0].values[2], 0.9);
    ck_assert_uint_eq(space.axes[0].start, 1);
    ck_assert_int_eq(space_add(&space, &ranker, "window", &err), STATUS_OK);
    ck_assert_uint_eq(space.axes[1].count, 5); /* 4 6 8 12 16 */
    ck_assert_double_eq(space.axes[1].values[4], 16);
    ck_assert_uint_eq(space_size(&space, 100), 15);
    ck_assert_uint_eq(space_size(&space, 14), 15);
    struct space_point point = space_start(&space);
    struct ranker same = space_ranker(&space, &point, &ranker);
    ck_assert(same.b == 0.4 && same.window == 8);
    point.at[0] = 2;
    ck_assert_double_eq(space_ranker(&space, &point, &ranker).b, 0.9);
}
END_TEST

START_TEST(what_is_no_axis_is_refused)
{
    static const char *const wrong[] = {"zebra=1", "b=", "b=2", "b=0.1;0.2", "b=0.1,,0.2", "b=nan", "b=x", "k1=1", ""};
    struct space space = {.count = 0};
    struct error err;
    ck_assert_int_eq(space_add(&space, ranker_default(UNIT_ARTICLES), "k1=1", &err), STATUS_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(space_add(&space, ranker_default(UNIT_ARTICLES), wrong[i], &err) == STATUS_USAGE, "'%s' is taken", wrong[i]);
        ck_assert_uint_eq(space.count, 1);
    }
}
END_TEST

START_TEST(without_names_each_parameter_that_is_not_0_is_an_axis)
{
    struct space space = {.count = 0};
    struct error err;
    struct ranker ranker = *ranker_default(UNIT_ARTICLES);
    ranker.feedback_documents = 0;
    ck_assert_int_eq(space_add_all(&space, &ranker, &err), STATUS_OK);
    ck_assert_uint_gt(space.count, 3);
    for (size_t i = 0; i < space.count; i++) {
        ck_assert_str_ne(space.axes[i].parameter->name, "feedback.documents");
        ck_assert_double_gt(space.axes[i].values[space.axes[i].start], 0);
        for (size_t j = 0; j < i; j++)
            ck_assert_uint_ne(space.axes[i].parameter->offset, space.axes[j].parameter->offset);
    }
}
END_TEST

/* ---- searching, with made oracles ---- */

struct made {
    const struct space *space;
    size_t calls;
    double noise; /* of query 0 at k1 = 3 */
};

static double value_of(const struct made *m, const struct space_point *point, size_t axis)
{
    return m->space->axes[axis].values[point->at[axis]];
}

/* Best at k1 = 2, b = 0.7 for every query; query 0 is beside itself at k1 = 3. */
static enum status hill(void *self, const struct space_point *point, double *values, struct error *err)
{
    struct made *m = self;
    double k1 = value_of(m, point, 0), b = value_of(m, point, 1);
    (void)err;
    m->calls++;
    for (size_t q = 0; q < QUERIES; q++)
        values[q] = 10 - (k1 - 2) * (k1 - 2) - (b - 0.7) * (b - 0.7) + (double)q / 100;
    if (k1 == 3)
        values[0] += m->noise;
    return STATUS_OK;
}

static void make_space(struct space *space)
{
    struct error err;
    struct ranker ranker = *ranker_default(UNIT_ARTICLES);
    ranker.k1 = 1;
    ranker.b = 0.1;
    *space = (struct space){.count = 0};
    ck_assert_int_eq(space_add(space, &ranker, "k1=1,2,3,4", &err), STATUS_OK);
    ck_assert_int_eq(space_add(space, &ranker, "b=0.1,0.4,0.7,1", &err), STATUS_OK);
}

static const enum tune_search both[] = {TUNE_COORDINATE, TUNE_GRID};

START_TEST(both_searches_find_the_top_and_ask_once_a_point)
{
    struct space space;
    struct error err;
    make_space(&space);
    struct made made = {.space = &space};
    const struct tune_oracle oracle = {.self = &made, .query_count = QUERIES, .measure = hill};
    const struct tune_settings settings = {.search = both[_i], .folds = 4, .rounds = 5, .seed = 1};
    struct tune_result r;
    ck_assert_int_eq(tune(&space, &settings, &oracle, &r, &err), STATUS_OK);
    ck_assert_double_eq(value_of(&made, &r.trials[r.best].point, 0), 2);
    ck_assert_double_eq(value_of(&made, &r.trials[r.best].point, 1), 0.7);
    ck_assert_uint_eq(made.calls, r.count);
    ck_assert_uint_eq(r.count, both[_i] == TUNE_GRID ? 16 : 10); /* 4 along k1 and 3 along b; then along k1 again, 3 new ones */
    ck_assert_double_eq_tol(r.tuned, r.trials[r.best].mean, 1e-9);
    ck_assert_double_eq_tol(r.trials[r.best].mean - r.trials[0].mean, 1 + 0.36, 1e-9);
    for (size_t f = 0; f < 4; f++)
        ck_assert_uint_eq(r.folds[f].trial, r.best);
    tune_result_release(&r);
}
END_TEST

START_TEST(a_fold_does_not_choose_for_itself)
{
    struct space space;
    struct error err;
    make_space(&space);
    struct made made = {.space = &space, .noise = 1000};
    const struct tune_oracle oracle = {.self = &made, .query_count = QUERIES, .measure = hill};
    const struct tune_settings settings = {.search = both[_i], .folds = QUERIES, .rounds = 5, .seed = 3};
    struct tune_result r;
    ck_assert_int_eq(tune(&space, &settings, &oracle, &r, &err), STATUS_OK);
    ck_assert_double_eq(value_of(&made, &r.trials[r.best].point, 0), 3); /* all queries are taken in by query 0 */
    size_t sober = 0;
    for (size_t f = 0; f < QUERIES; f++)
        sober += value_of(&made, &r.trials[r.folds[f].trial].point, 0) == 2;
    ck_assert_uint_eq(sober, 1);                                   /* its own fold is not */
    ck_assert_double_lt(r.tuned, r.trials[r.best].mean - 40);      /* so what it gains is no gain */
    ck_assert_double_eq_tol(r.tuned, 10 + 0.11 - 22.0 / 23, 1e-9); /* 22 queries at k1 = 3, one at 2 */
    tune_result_release(&r);
}
END_TEST

/* Nothing matters: the start stays. */
static enum status flat(void *self, const struct space_point *point, double *values, struct error *err)
{
    (void)self, (void)err;
    for (size_t q = 0; q < QUERIES; q++)
        values[q] = 0.1 + 1e-14 * point->at[0];
    return STATUS_OK;
}

START_TEST(of_equal_points_the_start_is_kept)
{
    struct space space;
    struct error err;
    make_space(&space);
    const struct tune_oracle oracle = {.query_count = QUERIES, .measure = flat};
    const struct tune_settings settings = {.search = both[_i], .folds = 3, .rounds = 5, .seed = 1};
    const struct tune_names names = {.ranker = "lede:k1=1", .measure = "map", .seed = 1};
    struct tune_result r;
    struct buf out = {0};
    ck_assert_int_eq(tune(&space, &settings, &oracle, &r, &err), STATUS_OK);
    ck_assert_uint_eq(r.best, 0);
    tune_text(&r, &space, &names, &out);
    ck_assert_ptr_nonnull(strstr(out.data, "it is no gain"));
    ck_assert_ptr_nonnull(strstr(out.data, "\n--ranker lede:k1=1\n"));
    buf_release(&out);
    tune_result_release(&r);
}
END_TEST

static enum status broken(void *self, const struct space_point *point, double *values, struct error *err)
{
    (void)point, (void)values;
    size_t *left = self;
    return (*left)-- > 0 ? STATUS_OK : error_set(err, STATUS_INDEX, "gone");
}

START_TEST(a_failure_ends_it_and_too_much_is_refused)
{
    struct space space;
    struct error err;
    size_t left = 3;
    make_space(&space);
    struct tune_oracle oracle = {.self = &left, .query_count = QUERIES, .measure = broken};
    struct tune_settings settings = {.search = TUNE_GRID, .folds = 3, .rounds = 1, .seed = 1};
    struct tune_result r;
    ck_assert_int_eq(tune(&space, &settings, &oracle, &r, &err), STATUS_INDEX);
    ck_assert_str_eq(err.text, "gone");
    settings.folds = QUERIES + 1;
    ck_assert_int_eq(tune(&space, &settings, &oracle, &r, &err), STATUS_USAGE);
    settings.folds = 2;
    space.count = 0;
    ck_assert_int_eq(space_add_all(&space, ranker_default(UNIT_ARTICLES), &err), STATUS_OK);
    ck_assert_int_eq(tune(&space, &settings, &oracle, &r, &err), STATUS_USAGE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tune");
    TCase *tcase = tcase_create("tune");
    tcase_add_test(tcase, every_query_is_in_one_fold_and_folds_are_of_a_size);
    tcase_add_test(tcase, the_seed_alone_decides_the_folds);
    tcase_add_test(tcase, an_axis_has_its_values_in_order_and_the_rankers_own_among_them);
    tcase_add_test(tcase, what_is_no_axis_is_refused);
    tcase_add_test(tcase, without_names_each_parameter_that_is_not_0_is_an_axis);
    tcase_add_loop_test(tcase, both_searches_find_the_top_and_ask_once_a_point, 0, 2);
    tcase_add_loop_test(tcase, a_fold_does_not_choose_for_itself, 0, 2);
    tcase_add_loop_test(tcase, of_equal_points_the_start_is_kept, 0, 2);
    tcase_add_test(tcase, a_failure_ends_it_and_too_much_is_refused);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
