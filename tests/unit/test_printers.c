#include "query/present/json_result.h"
#include "query/present/number.h"
#include "query/present/printer.h"

#include "tests/support/made_results.h"
#include "tests/support/suite.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

static void print(const char *format, const struct results *r, const struct print_settings *settings, struct buf *out)
{
    printer_find(format)->print(r, settings, out);
}

START_TEST(text_shows_title_origin_passage_and_id)
{
    static const struct {
        size_t width;
        const char *text;
    } golden[] = {
        {60, "about 1,204 articles match \xc2\xb7 passages 9-10\n\n"
             " 9  A pact for \\x1B[2J \xe5\xae\x89\xe5\x85\xa8\n"
             "    Reuters \xc2\xb7 2024-07-11 \xc2\xb7 Kyiv \xc2\xb7 en \xc2\xb7 score 14.204\n"
             "    The security pacts of July bind both sides for ten\n"
             "    years.\n"
             "    \xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\n"
             "    uk-1@10-95  /news/uk.txt\n\n"
             "10  (no title)\n"
             "    score -0.500\n"
             "    b 2\n"},
        {80, "about 1,204 articles match \xc2\xb7 passages 9-10\n\n"
             " 9  A pact for \\x1B[2J \xe5\xae\x89\xe5\x85\xa8\n"
             "    Reuters \xc2\xb7 2024-07-11 \xc2\xb7 Kyiv \xc2\xb7 en \xc2\xb7 score 14.204\n"
             "    The security pacts of July bind both sides for ten years.\n"
             "    \xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\n"
             "    uk-1@10-95  /news/uk.txt\n\n"
             "10  (no title)\n"
             "    score -0.500\n"
             "    b 2\n"},
    };
    struct results r;
    struct buf out = {0};
    make_results(&r);
    print("text", &r, &(struct print_settings){.width = golden[_i].width, .qid = VIEW("1")}, &out);
    ck_assert_str_eq(out.data, golden[_i].text);
    buf_release(&out);
    results_release(&r);
}
END_TEST

START_TEST(lines_keep_to_100_columns_on_a_wide_terminal)
{
    struct results r;
    struct buf narrow = {0}, wide = {0};
    make_results(&r);
    print("text", &r, &(struct print_settings){.width = 100}, &narrow);
    print("text", &r, &(struct print_settings){.width = 220}, &wide);
    ck_assert_str_eq(narrow.data, wide.data);
    buf_release(&narrow);
    buf_release(&wide);
    results_release(&r);
}
END_TEST

START_TEST(color_lights_the_matched_words_and_nothing_else_is_escaped)
{
    struct results r;
    struct buf out = {0};
    make_results(&r);
    r.seconds = 0.0042;
    print("text", &r, &(struct print_settings){.width = 80, .color = true}, &out);
    ck_assert_ptr_nonnull(strstr(out.data, "\033[2mabout 1,204 articles match \xc2\xb7 passages 9-10 \xc2\xb7 4.2 ms\033[0m\n"));
    ck_assert_ptr_nonnull(strstr(out.data, " 9  \033[1mA pact for \\x1B[2J \xe5\xae\x89\xe5\x85\xa8\033[0m\n"));
    ck_assert_ptr_nonnull(strstr(out.data, "    The \033[1msecurity\033[0m \033[1mpacts\033[0m of July"));
    buf_clear(&out);
    print("text", &r, &(struct print_settings){.width = 80}, &out);
    ck_assert_ptr_null(strchr(out.data, 033));
    buf_release(&out);
    results_release(&r);
}
END_TEST

START_TEST(a_batch_has_a_heading_for_each_query_and_no_clock)
{
    struct results r;
    struct buf out = {0};
    make_results(&r);
    r.seconds = 1;
    print("text", &r, &(struct print_settings){.width = 80, .qid = VIEW("q7"), .batch = true}, &out);
    ck_assert(
        view_starts_with(view_of_buf(&out), VIEW("q7: security \"pact\"\nabout 1,204 articles match \xc2\xb7 passages 9-10\n\n")));
    buf_release(&out);
    results_release(&r);
}
END_TEST

START_TEST(json_reads_back_as_it_was_written)
{
    struct results r;
    struct buf out = {0};
    json_error_t where;
    make_results(&r);
    print("json", &r, &(struct print_settings){.qid = VIEW("1")}, &out);
    json_t *root = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, &where);
    ck_assert_msg(root != NULL, "%s", where.text);
    json_t *first = json_array_get(json_object_get(root, "results"), 0), *article = json_object_get(first, "article");
    ck_assert_int_eq(json_integer_value(json_object_get(root, "lede")), JSON_VERSION);
    ck_assert_ptr_null(json_object_get(root, "qid"));
    ck_assert_str_eq(json_string_value(json_object_get(root, "query")), "security \"pact\"");
    ck_assert(json_is_false(json_object_get(root, "exact")));
    ck_assert_int_eq(json_integer_value(json_object_get(first, "rank")), 9);
    ck_assert(json_real_value(json_object_get(first, "score")) == r.items[0].score);
    ck_assert_str_eq(json_string_value(json_object_get(article, "title")), "A pact for \x1b[2J \xe5\xae\x89\xe5\x85\xa8");
    ck_assert_str_eq(json_string_value(json_object_get(article, "date")), "2024-07-11");
    ck_assert(json_is_null(json_object_get(article, "author")));
    ck_assert_uint_eq(json_array_size(json_object_get(article, "topics")), 2);
    ck_assert_str_eq(json_string_value(json_object_get(first, "text")), MADE_PASSAGE);
    json_t *mark = json_array_get(json_object_get(first, "highlights"), 1);
    ck_assert_int_eq(json_integer_value(json_array_get(mark, 0)), 23);
    ck_assert_str_eq(json_string_value(json_array_get(mark, 2)), "pact");
    ck_assert_str_eq(json_string_value(json_array_get(mark, 3)), "phrase");
    ck_assert_uint_eq(json_array_size(json_object_get(first, "terms")), 2);
    ck_assert_double_eq(json_real_value(json_object_get(json_object_get(first, "parts"), "passage")), 12.5);
    json_decref(root);
    buf_release(&out);
    results_release(&r);
}
END_TEST

START_TEST(json_lines_hold_one_result_each_and_in_a_batch_the_qid_first)
{
    struct results r;
    struct buf out = {0};
    make_results(&r);
    print("jsonl", &r, &(struct print_settings){.qid = VIEW("a\"b"), .batch = true}, &out);
    struct view rest = view_of_buf(&out);
    for (size_t i = 0; i < r.count; i++) {
        size_t len = strcspn(rest.ptr, "\n");
        json_t *line = json_loadb(rest.ptr, len, JSON_REJECT_DUPLICATES, NULL);
        ck_assert_str_eq(json_string_value(json_object_get(line, "qid")), "a\"b");
        ck_assert_int_eq(json_integer_value(json_object_get(line, "rank")), (json_int_t)(9 + i));
        ck_assert(view_starts_with(rest, VIEW("{\"qid\":\"a\\\"b\",\"rank\":")));
        json_decref(line);
        rest = view_sub(rest, len + 1, rest.len);
    }
    ck_assert_uint_eq(rest.len, 0);
    buf_clear(&out);
    print("jsonl", &r, &(struct print_settings){.qid = VIEW("1")}, &out);
    ck_assert(view_starts_with(view_of_buf(&out), VIEW("{\"rank\":9,")));
    buf_release(&out);
    results_release(&r);
}
END_TEST

START_TEST(tables_have_a_header_once_and_cells_that_cannot_break_them)
{
    static const char *const golden[] = {
        "rank\tid\tscore\tsource\tdate\ttitle\ttext\n"
        "9\tuk-1@10-95\t14.203500\tReuters\t2024-07-11\tA pact for \x1b[2J \xe5\xae\x89\xe5\x85\xa8\tThe security pacts of July "
        "bind both "
        "sides for ten years.\\n\\n\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\n"
        "10\tb 2\t-0.500000\t\t\t\t\n",
        "q\\t1\t9\tuk-1@10-95\t",
    };
    struct results r;
    struct buf out = {0};
    const struct print_settings batch = {.qid = VIEW("q\t1"), .batch = true};
    make_results(&r);
    print("tsv", &r, &(struct print_settings){.qid = VIEW("1")}, &out);
    ck_assert_str_eq(out.data, golden[0]);
    buf_clear(&out);
    print("tsv", &r, &batch, &out);
    ck_assert(view_starts_with(view_of_buf(&out), view_of(golden[1])));
    buf_clear(&out);
    printer_csv.print_header(&batch, &out);
    ck_assert_str_eq(out.data, "qid,rank,id,score,source,date,title,text\r\n");
    buf_release(&out);
    results_release(&r);
}
END_TEST

START_TEST(ids_and_msmarco_are_one_short_line_a_result)
{
    struct results r;
    struct buf out = {0};
    make_results(&r);
    print("ids", &r, &(struct print_settings){.qid = VIEW("1")}, &out);
    ck_assert_str_eq(out.data, "uk-1@10-95\nb 2\n");
    buf_clear(&out);
    print("msmarco", &r, &(struct print_settings){.qid = VIEW("q 1"), .batch = true}, &out);
    ck_assert_str_eq(out.data, "q%201\tuk-1@10-95\t9\nq%201\tb%202\t10\n");
    buf_release(&out);
    results_release(&r);
}
END_TEST

START_TEST(trec_scores_decrease_strictly_as_printed)
{
    static const double scores[] = {1e9,       20.0000001, 20, 20,    20, 3.0000004, 3.0000004, 1,
                                    0.0000001, 0,          0,  -1e-9, -5, -5,        -1e300,    -HUGE_VAL};
    enum { COUNT = sizeof scores / sizeof *scores };
    struct results r = {.count = COUNT, .items = mem_array(COUNT, sizeof *r.items)};
    struct buf out = {0};
    double last = 1e18;
    for (size_t i = 0; i < COUNT; i++) {
        buf_printf(&r.items[i].id, "d %zu", i);
        r.items[i].score = scores[i];
    }
    print("trec", &r, &(struct print_settings){.qid = VIEW("q 1"), .tag = "my run"}, &out);
    const char *at = out.data;
    for (size_t i = 0; i < COUNT; i++) {
        char expected[60], *end = NULL;
        int len = snprintf(expected, sizeof expected, "q%%201 Q0 d%%20%zu %zu ", i, i + 1);
        ck_assert_msg(strncmp(at, expected, (size_t)len) == 0, "%s", at);
        double score = strtod(at + len, &end);
        ck_assert_msg(score < last && (float)score < (float)last, "rank %zu", i + 1);
        if (i > 0 && i < 11) /* lowered by no more than a float's step or two */
            ck_assert_double_eq_tol(score, scores[i], 1e-5);
        ck_assert_int_eq(strncmp(end, " my%20run\n", 10), 0);
        ck_assert_int_eq(end[-7], '.');
        last = score;
        at = end + 10;
    }
    ck_assert_int_eq(*at, '\0');
    buf_release(&out);
    results_release(&r);
}
END_TEST

START_TEST(numbers_are_the_shortest_that_read_back)
{
    static const struct {
        double number;
        const char *text;
    } numbers[] = {{0, "0"},
                   {14.2, "14.2"},
                   {1.0 / 3, "0.3333333333333333"},
                   {0.1 + 0.2, "0.30000000000000004"},
                   {1e300, "1e+300"},
                   {-2, "-2"},
                   {NAN, "null"},
                   {INFINITY, "null"}};
    struct buf out = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        buf_clear(&out);
        number_add(numbers[i].number, &out);
        ck_assert_str_eq(out.data, numbers[i].text);
    }
    buf_clear(&out);
    number_add_grouped(1234567, &out);
    number_add_grouped(999, &out);
    ck_assert_str_eq(out.data, "1,234,567999");
    buf_release(&out);
}
END_TEST

START_TEST(the_option_table_names_every_printer)
{
    size_t i = 0;
    for (; printers_all()[i]; i++) {
        ck_assert_str_eq(printer_names()[i], printers_all()[i]->name);
        ck_assert_ptr_eq(printer_find(printers_all()[i]->name), printers_all()[i]);
    }
    ck_assert_ptr_null(printer_names()[i]);
    ck_assert_ptr_null(printer_find("xml"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("printers");
    TCase *tcase = tcase_create("printers");
    tcase_add_loop_test(tcase, text_shows_title_origin_passage_and_id, 0, 2);
    tcase_add_test(tcase, lines_keep_to_100_columns_on_a_wide_terminal);
    tcase_add_test(tcase, color_lights_the_matched_words_and_nothing_else_is_escaped);
    tcase_add_test(tcase, a_batch_has_a_heading_for_each_query_and_no_clock);
    tcase_add_test(tcase, json_reads_back_as_it_was_written);
    tcase_add_test(tcase, json_lines_hold_one_result_each_and_in_a_batch_the_qid_first);
    tcase_add_test(tcase, tables_have_a_header_once_and_cells_that_cannot_break_them);
    tcase_add_test(tcase, ids_and_msmarco_are_one_short_line_a_result);
    tcase_add_test(tcase, trec_scores_decrease_strictly_as_printed);
    tcase_add_test(tcase, numbers_are_the_shortest_that_read_back);
    tcase_add_test(tcase, the_option_table_names_every_printer);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
