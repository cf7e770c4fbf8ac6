#include "query/syntax/guide.h"

#include "common/utf8.h"
#include "query/syntax/field.h"
#include "query/syntax/parse.h"
#include "tests/support/suite.h"

#include <string.h>

static const int64_t now = 1720000000;

/* What the page says of its examples holds: those with a meaning parse, the others are refused. */
START_TEST(the_parser_agrees_with_every_example)
{
    size_t examples = 0;
    for (const struct guide_section *s = guide_sections; s->title; s++) {
        for (const struct guide_example *e = s->examples; e && e->query; e++, examples++) {
            struct tree *tree = NULL;
            struct span mistake;
            struct error err = {0};
            enum status status = parse_query(view_of(e->query), now, &tree, &mistake, &err);
            ck_assert_msg(status == (e->meaning ? STATUS_OK : STATUS_USAGE), "%s: %s", e->query, err.text);
            tree_free(tree);
        }
    }
    ck_assert_uint_gt(examples, 30);
}
END_TEST

static void note_kinds(const struct tree *t, bool *seen)
{
    seen[t->kind] = true;
    for (size_t i = 0; i < t->count; i++)
        note_kinds(t->children[i], seen);
}

START_TEST(the_examples_show_every_kind_of_node)
{
    bool seen[TREE_DATE + 1] = {false};
    for (const struct guide_section *s = guide_sections; s->title; s++) {
        for (const struct guide_example *e = s->examples; e && e->meaning; e++) {
            struct tree *tree = NULL;
            struct span mistake;
            struct error err = {0};
            ck_assert_int_eq(parse_query(view_of(e->query), now, &tree, &mistake, &err), STATUS_OK);
            note_kinds(tree, seen);
            tree_free(tree);
        }
    }
    for (size_t i = 0; i <= TREE_DATE; i++)
        ck_assert_msg(seen[i], "no example of kind %zu", i);
}
END_TEST

START_TEST(both_pages_have_fields_examples_and_mistakes)
{
    struct buf text = {0}, man = {0};
    guide_text(200, &text);
    guide_man(&man);
    ck_assert(utf8_is_ascii(view_of_buf(&man)));
    for (const struct query_field *f = query_fields; f->name; f++)
        ck_assert_msg(strstr(text.data, f->help) != NULL, "%s: is not on the page", f->name);
    for (const struct guide_section *s = guide_sections; s->title; s++) {
        for (const struct guide_example *e = s->examples; e && e->query; e++)
            ck_assert_msg(strstr(text.data, e->query) != NULL, "%s is not on the page", e->query);
    }
    ck_assert_ptr_nonnull(strstr(text.data, "(read as: (summit AND pact) OR treaty)"));
    ck_assert_ptr_nonnull(strstr(text.data, "  summit AND\n         ^^^\n"));
    ck_assert_ptr_nonnull(strstr(man.data, "\n.SH PROXIMITY\n"));
    buf_release(&text);
    buf_release(&man);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("syntax_guide");
    TCase *tcase = tcase_create("syntax_guide");
    tcase_add_test(tcase, the_parser_agrees_with_every_example);
    tcase_add_test(tcase, the_examples_show_every_kind_of_node);
    tcase_add_test(tcase, both_pages_have_fields_examples_and_mistakes);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
