#include "query/eval/qrels.h"
#include "query/eval/run.h"

#include "tests/support/suite.h"

#include <string.h>

static enum status parse_qrels(const char *text, struct entries *out, struct error *err)
{
    struct buf content = {0};
    buf_add_text(&content, text);
    return qrels_parse(&content, "q.txt", out, err);
}

static enum status parse_run(const char *text, bool single, struct entries *out, struct error *err)
{
    struct buf content = {0};
    buf_add_text(&content, text);
    return run_parse(&content, "r.txt", single, out, err);
}

static const struct {
    const char *text, *sentence;
} bad_qrels[] = {
    {"1 0 a\n", "q.txt: line 1: a judgement has 4 fields (query, iteration, document, grade), not 3"},
    {"1 0 a 1\n\n1 0 b 1 x\n", "q.txt: line 3: a judgement has 4 fields (query, iteration, document, grade), not 5"},
    {"1 0 a 1.5\n", "q.txt: line 1: the grade '1.5' is no whole number from -1000000 to 1000000"},
    {"1 0 a 1000001\n", "q.txt: line 1: the grade '1000001' is no whole number from -1000000 to 1000000"},
    {"1 0 a -\n", "q.txt: line 1: the grade '-' is no whole number from -1000000 to 1000000"},
    {"1 0 a 1\n2 0 a 1\n1 1 a 0\n", "q.txt: line 3: document 'a' of query '1' has a judgement in line 1 already"},
    {"", "q.txt: there is no judgement in it"},
    {"# nothing\n \n", "q.txt: there is no judgement in it"},
};

START_TEST(malformed_judgements_are_refused_with_file_and_line)
{
    struct entries e = {0};
    struct error err = {0};
    ck_assert_int_eq(parse_qrels(bad_qrels[_i].text, &e, &err), STATUS_INPUT);
    ck_assert_str_eq(err.text, bad_qrels[_i].sentence);
    ck_assert_uint_eq(e.count, 0);
}
END_TEST

static const struct {
    const char *text, *sentence;
} bad_runs[] = {
    {"1 Q0 a 1 2.0\n", "r.txt: line 1: a row of a run has 6 fields (query, Q0, document, rank, score, tag), not 5"},
    {"1 Q0 a 1 high t\n", "r.txt: line 1: the score 'high' is no number"},
    {"1 Q0 a 1 2x t\n", "r.txt: line 1: the score '2x' is no number"},
    {"1 Q0 a 1 nan t\n", "r.txt: line 1: the score 'nan' is no number"},
    {"1 Q0 a 1 2 t\n1 Q0 b 2 1 t\n1 Q0 a 3 0 t\n", "r.txt: line 3: document 'a' of query '1' has a row in line 1 already"},
};

START_TEST(malformed_runs_are_refused_with_file_and_line)
{
    struct entries e = {0};
    struct error err = {0};
    ck_assert_int_eq(parse_run(bad_runs[_i].text, false, &e, &err), STATUS_INPUT);
    ck_assert_str_eq(err.text, bad_runs[_i].sentence);
}
END_TEST

START_TEST(a_missing_file_is_an_io_error_that_names_it)
{
    struct entries e = {0};
    struct error err = {0};
    ck_assert_int_eq(qrels_read("/nowhere/q.txt", &e, &err), STATUS_IO);
    ck_assert_str_eq(err.text, "/nowhere/q.txt: No such file or directory");
}
END_TEST

START_TEST(a_byte_order_mark_tabs_comments_and_crlf_are_understood)
{
    struct entries e = {0};
    struct error err = {0};
    ck_assert_int_eq(parse_qrels("\xef\xbb\xbf# title\r\n10\t0\tb\t-2\r\n9 0 a +1", &e, &err), STATUS_OK);
    ck_assert_uint_eq(e.group_count, 2);
    ck_assert(view_equal(e.groups[0].qid, VIEW("10"))); /* byte order, as strcmp has it */
    ck_assert_double_eq(e.groups[0].items[0].value, -2);
    ck_assert_double_eq(e.groups[1].items[0].value, 1);
    ck_assert_ptr_null(entries_find(&e, VIEW("1")));
    ck_assert_ptr_eq(entries_find(&e, VIEW("9")), &e.groups[1]);
    ck_assert_ptr_null(entry_find(&e.groups[1], VIEW("b")));
    ck_assert_ptr_nonnull(entry_find(&e.groups[1], VIEW("a")));
    entries_release(&e);
}
END_TEST

static void check_order(const char *text, bool single, const char *expected)
{
    struct entries e = {0};
    struct error err = {0};
    struct buf order = {0};
    ck_assert_int_eq(parse_run(text, single, &e, &err), STATUS_OK);
    for (size_t i = 0; i < e.count; i++) {
        buf_add_view(&order, e.items[i].document);
        buf_add_char(&order, ' ');
    }
    ck_assert_str_eq(order.data, expected);
    ck_assert(view_equal(e.tag, VIEW("last")));
    buf_release(&order);
    entries_release(&e);
}

START_TEST(a_ranking_goes_by_score_and_then_by_name_backwards)
{
    check_order("1 Q0 a 1 1 t\n1 Q0 d10 2 2.5 t\n1 Q0 d9 3 2.5 t\n1 Q0 d 4 25e-1 t\n1 Q0 z 9 -3 last x\n", false, "d9 d10 d a z ");
}
END_TEST

START_TEST(only_single_precision_ties_scores_that_floats_cannot_tell)
{
    const char *text = "1 Q0 a 1 16.0000004 t\n1 Q0 b 2 16.0000002 last\n";
    check_order(text, false, "a b ");
    check_order(text, true, "b a ");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("entries");
    TCase *tcase = tcase_create("entries");
    tcase_add_loop_test(tcase, malformed_judgements_are_refused_with_file_and_line, 0, sizeof bad_qrels / sizeof *bad_qrels);
    tcase_add_loop_test(tcase, malformed_runs_are_refused_with_file_and_line, 0, sizeof bad_runs / sizeof *bad_runs);
    tcase_add_test(tcase, a_missing_file_is_an_io_error_that_names_it);
    tcase_add_test(tcase, a_byte_order_mark_tabs_comments_and_crlf_are_understood);
    tcase_add_test(tcase, a_ranking_goes_by_score_and_then_by_name_backwards);
    tcase_add_test(tcase, only_single_precision_ties_scores_that_floats_cannot_tell);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
