#include "query/present/printer.h"

#include "tests/support/made_results.h"
#include "tests/support/suite.h"

#include <jansson.h>

static json_t *load_schema(void)
{
    static const char path[] = LEDE_TEST_SCHEMA "/results.schema.json";
    json_error_t where;
    json_t *schema = json_load_file(path, JSON_REJECT_DUPLICATES, &where);
    ck_assert_msg(schema != NULL, "%s: %s", path, where.text);
    return schema;
}

/* Everything required is there, and everything that is there is described; a "qid" belongs to batches. */
static void check_members(const json_t *object, const json_t *schema)
{
    const char *name;
    const json_t *value;
    size_t i;
    const json_t *described = json_object_get(schema, "properties");
    json_array_foreach(json_object_get(schema, "required"), i, value)
        ck_assert_msg(json_object_get(object, json_string_value(value)) != NULL, "no member %s", json_string_value(value));
    json_object_foreach((json_t *)object, name, value)
        ck_assert_msg(json_object_get(described, name) != NULL, "the schema does not describe %s", name);
}

START_TEST(documents_have_the_members_that_the_schema_describes)
{
    struct results r;
    struct buf out = {0};
    make_results(&r);
    printer_json.print(&r, &(struct print_settings){.qid = VIEW("7"), .batch = _i == 1}, &out);
    json_t *schema = load_schema(), *root = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *result = json_object_get(json_object_get(schema, "$defs"), "result");
    const json_t *members = json_object_get(result, "properties");
    check_members(root, schema);
    for (size_t i = 0; i < r.count; i++) {
        const json_t *item = json_array_get(json_object_get(root, "results"), i);
        check_members(item, result);
        check_members(json_object_get(item, "article"), json_object_get(members, "article"));
        check_members(json_object_get(item, "parts"), json_object_get(members, "parts"));
    }
    json_decref(root);
    json_decref(schema);
    buf_release(&out);
    results_release(&r);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json_schema");
    TCase *tcase = tcase_create("json_schema");
    tcase_add_loop_test(tcase, documents_have_the_members_that_the_schema_describes, 0, 2);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
