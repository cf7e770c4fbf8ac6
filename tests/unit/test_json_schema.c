#include "query/present/printer.h"

#include "tests/support/json_schema.h"
#include "tests/support/made_answers.h"
#include "tests/support/suite.h"

#include <jansson.h>
#include <string.h>

static json_t *load_schema(void)
{
    static const char path[] = LEDE_TEST_SCHEMA "/lede.schema.json";
    json_error_t where;
    json_t *schema = json_load_file(path, JSON_REJECT_DUPLICATES, &where);
    ck_assert_msg(schema != NULL, "%s: %s", path, where.text);
    return schema;
}

/* The members that the list for people adds, too. */
static void check_fits(const char *text, size_t len, const char *definition)
{
    struct schema_fault fault;
    json_t *root = load_schema(), *value = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *schema = definition ? json_object_get(json_object_get(root, "$defs"), definition) : root;
    ck_assert_ptr_nonnull(value);
    ck_assert_msg(schema_check(root, schema, value, "document", &fault), "%s", fault.text);
    json_decref(value);
    json_decref(root);
}

START_TEST(documents_fit_the_schema)
{
    struct results r;
    struct buf out = {0};
    make_results(&r);
    if (_i >= 2)
        make_answers(&r);
    printer_json.print(&r, &(struct print_settings){.qid = VIEW("7"), .batch = _i % 2 == 1}, &out);
    check_fits(out.data, out.len, NULL);
    buf_clear(&out);
    printer_jsonl.print(&r, &(struct print_settings){.qid = VIEW("7"), .batch = _i % 2 == 1}, &out);
    check_fits(out.data, strcspn(out.data, "\n"), "result");
    buf_release(&out);
    results_release(&r);
}
END_TEST

/* The check itself must be able to fail. */
START_TEST(faults_are_found)
{
    static const char *const faults[][2] = {
        {"\"lede\":1", "\"lede\":2"},
        {"\"rank\":9", "\"rank\":0"},
        {"\"rank\":9", "\"rank\":9.5"},
        {"\"matches\"", "\"match\""},
        {"\"start\":10", "\"start\":null"},
        {"\"unit\":\"p", "\"unit\":\"q"},
        {"\"topics\":[", "\"topics\":[1,"},
        {"\"exact\":false", "\"exact\":\"no\""},
        {"\"highlights\":[[", "\"highlights\":[[1,2],["},
    };
    struct results r;
    struct buf out = {0}, spoilt = {0};
    struct schema_fault fault;
    make_results(&r);
    printer_json.print(&r, &(struct print_settings){.qid = VIEW("7")}, &out);
    const char *at = strstr(out.data, faults[_i][0]);
    ck_assert_ptr_nonnull(at);
    buf_add(&spoilt, out.data, (size_t)(at - out.data));
    buf_add_text(&spoilt, faults[_i][1]);
    buf_add_text(&spoilt, at + strlen(faults[_i][0]));
    json_t *schema = load_schema(), *value = json_loadb(spoilt.data, spoilt.len, 0, NULL);
    ck_assert_ptr_nonnull(value);
    ck_assert_msg(!schema_check(schema, schema, value, "document", &fault), "%s", faults[_i][1]);
    json_decref(value);
    json_decref(schema);
    buf_release(&out);
    buf_release(&spoilt);
    results_release(&r);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json_schema");
    TCase *tcase = tcase_create("json_schema");
    tcase_add_loop_test(tcase, documents_fit_the_schema, 0, 4);
    tcase_add_loop_test(tcase, faults_are_found, 0, 9);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
