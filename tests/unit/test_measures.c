#include "query/eval/report.h"

#include "tests/support/judged_pair.h"

#include <math.h>
#include <string.h>

/* Worked out by hand. The ranking is n1 r1 u1 r2 n2 (u1 is not judged, p is only in the pool), grades r1 = 1, r2 = 3, missed m = 2. */
static const char hand_qrels[] = "7 0 r1 1\n7 0 r2 3\n7 0 m 2\n7 0 n1 0\n7 0 n2 0\n7 0 p -1\n";
static const char hand_run[] = "7 Q0 n1 1 9 t\n7 Q0 r1 2 8 t\n7 Q0 u1 3 7 t\n7 Q0 r2 4 6 t\n7 Q0 n2 5 5 t\n7 Q0 p 6 4 t\n";

static const struct {
    const char *name;
    int level;
    double value;
} by_hand[] = {
    {"num_q", 1, 1},
    {"num_ret", 1, 6},
    {"num_rel", 1, 3},
    {"num_rel", 2, 2},
    {"num_rel_ret", 1, 2},
    {"map", 1, (1.0 / 2 + 2.0 / 4) / 3},
    {"map", 2, (1.0 / 4) / 2},
    {"gm_map", 1, 1.0 / 3},
    {"Rprec", 1, 1.0 / 3},
    {"bpref", 1, ((1 - 1.0 / 2) + (1 - 1.0 / 2)) / 3},
    {"bpref", 2, (1 - 2.0 / 2) / 2}, /* n1 and r1 stand above r2: min(2, R = 2) of min(N = 3, R = 2) */
    {"recip_rank", 1, 1.0 / 2},
    {"recip_rank", 3, 1.0 / 4},
    {"iprec_at_recall_0.00", 1, 1.0 / 2},
    {"iprec_at_recall_0.40", 1, 1.0 / 2}, /* 2 documents */
    {"iprec_at_recall_0.70", 1, 1.0 / 2}, /* 2.1 + 0.9 = 3, and 0.7 * 3 is a little less */
    {"iprec_at_recall_0.80", 1, 0},
    {"11pt_avg", 1, 8 * 0.5 / 11},
    {"P_5", 1, 2.0 / 5},
    {"P@2", 1, 1.0 / 2},
    {"recall_5", 1, 2.0 / 3},
    {"recall_1", 1, 0},
    {"success_1", 1, 0},
    {"success_5", 1, 1},
    {"map_cut_3", 1, (1.0 / 2) / 3},
    {"ndcg@1", 1, 0},
    {"set_P", 1, 2.0 / 6},
    {"set_recall", 1, 2.0 / 3},
    {"set_map", 1, 2.0 / 6 * 2 / 3},
    {"set_relative_P", 1, 2.0 / 3},
    {"set_F", 1, 2 * (1.0 / 3) * (2.0 / 3) / (1.0 / 3 + 2.0 / 3)},
};

START_TEST(figures_are_those_worked_out_by_hand)
{
    struct pair p = {0};
    const struct evaluate_settings settings = {.judged = {.level = by_hand[_i].level}};
    read_pair(hand_qrels, hand_run, &p);
    evaluate_pair(&p, by_hand[_i].name, &settings);
    ck_assert_double_eq_tol(p.evaluation.means[0], by_hand[_i].value, 1e-12);
    release_pair(&p);
}
END_TEST

START_TEST(gains_are_grades_whatever_the_level)
{
    struct pair p = {0};
    const struct evaluate_settings settings = {.judged = {.level = 3}};
    double dcg = 1 / log2(3) + 3 / log2(5), ideal = 3 + 2 / log2(3) + 1 / log2(4);
    read_pair(hand_qrels, hand_run, &p);
    evaluate_pair(&p, "ndcg,ndcg_cut_3", &settings);
    ck_assert_double_eq_tol(p.evaluation.means[0], dcg / ideal, 1e-12);
    ck_assert_double_eq_tol(p.evaluation.means[1], 1 / log2(3) / ideal, 1e-12);
    release_pair(&p);
}
END_TEST

START_TEST(depth_and_judged_only_change_the_ranking)
{
    struct pair p = {0};
    const struct evaluate_settings shallow = {.judged = {.level = 1, .depth = 3}};
    const struct evaluate_settings judged = {.judged = {.level = 1, .judged_only = true}};
    read_pair(hand_qrels, hand_run, &p);
    evaluate_pair(&p, "num_ret,num_rel_ret", &shallow);
    ck_assert_double_eq(p.evaluation.means[0], 3);
    ck_assert_double_eq(p.evaluation.means[1], 1);
    evaluation_release(&p.evaluation);
    evaluate_pair(&p, "num_ret,map", &judged);
    ck_assert_double_eq(p.evaluation.means[0], 4);
    ck_assert_double_eq_tol(p.evaluation.means[1], (1.0 / 2 + 2.0 / 3) / 3, 1e-12);
    release_pair(&p);
}
END_TEST

START_TEST(missing_queries_are_left_out_or_count_as_nothing)
{
    struct pair p = {0};
    struct evaluate_settings settings = {.judged = {.level = 1}};
    read_pair("1 0 a 1\n2 0 a 1\n3 0 b 0\n", "1 Q0 a 1 1 t\n3 Q0 b 1 1 t\n8 Q0 b 1 1 t\n", &p);
    evaluate_pair(&p, "num_q,num_rel,map,gm_map", &settings);
    ck_assert_uint_eq(p.evaluation.missing, 1);
    ck_assert_uint_eq(p.evaluation.unjudged, 1);
    ck_assert_double_eq(p.evaluation.means[0], 2);
    ck_assert_double_eq(p.evaluation.means[1], 1);
    ck_assert_double_eq(p.evaluation.means[2], 0.5); /* query 3 has nothing relevant: 0, and it counts */
    ck_assert_double_eq_tol(p.evaluation.means[3], exp(log(0.00001) / 2), 1e-12);
    evaluation_release(&p.evaluation);
    settings.complete = true;
    evaluate_pair(&p, "num_q,num_rel,map,gm_map", &settings);
    ck_assert_double_eq(p.evaluation.means[0], 3);
    ck_assert_double_eq(p.evaluation.means[1], 1);
    ck_assert_double_eq_tol(p.evaluation.means[2], 1.0 / 3, 1e-12);
    ck_assert_double_eq_tol(p.evaluation.means[3], exp(2 * log(0.00001) / 3), 1e-12);
    release_pair(&p);
}
END_TEST

START_TEST(names_choose_measures_and_unknown_ones_are_refused)
{
    static const char *const bad[] = {"mapp", "P_0", "P_", "iprec_at_recall_1.5", "map@", "P_5x", ",", "success_-1"};
    struct measure_list list = {0};
    struct error err = {0};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(measures_choose(bad[i], &list, &err) == STATUS_USAGE, "%s", bad[i]);
    ck_assert_int_eq(measures_choose("map, ndcg@10 map,P", &list, &err), STATUS_OK);
    ck_assert_uint_eq(list.count, 11);
    ck_assert_str_eq(list.items[1].name, "ndcg_cut_10");
    ck_assert_str_eq(list.items[10].name, "P_1000");
    ck_assert_int_eq(measures_choose("official", &list, &err), STATUS_OK);
    ck_assert_uint_eq(list.count, 29);
    ck_assert_int_eq(measures_choose("all", &list, &err), STATUS_OK);
}
END_TEST

START_TEST(text_has_the_layout_of_trec_eval)
{
    struct pair p = {0};
    const struct evaluate_settings settings = {.judged = {.level = 1}};
    struct buf out = {0};
    read_pair(hand_qrels, hand_run, &p);
    evaluate_pair(&p, "num_q,num_ret,map,gm_map,iprec_at_recall_0.10", &settings);
    const struct report_run run = {.path = "r", .tag = VIEW("t"), .evaluation = p.evaluation};
    report_text(&(struct report){&p.qrels, &p.list, &run, 1, true}, &out);
    ck_assert_str_eq(out.data, "num_ret               \t7\t6\n"
                               "map                   \t7\t0.3333\n"
                               "iprec_at_recall_0.10  \t7\t0.5000\n"
                               "runid                 \tall\tt\n"
                               "num_q                 \tall\t1\n"
                               "num_ret               \tall\t6\n"
                               "map                   \tall\t0.3333\n"
                               "gm_map                \tall\t0.3333\n"
                               "iprec_at_recall_0.10  \tall\t0.5000\n");
    buf_release(&out);
    release_pair(&p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("measures");
    TCase *tcase = tcase_create("measures");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, figures_are_those_worked_out_by_hand, 0, sizeof by_hand / sizeof *by_hand);
    tcase_add_test(tcase, gains_are_grades_whatever_the_level);
    tcase_add_test(tcase, depth_and_judged_only_change_the_ranking);
    tcase_add_test(tcase, missing_queries_are_left_out_or_count_as_nothing);
    tcase_add_test(tcase, names_choose_measures_and_unknown_ones_are_refused);
    tcase_add_test(tcase, text_has_the_layout_of_trec_eval);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
