#include "common/schema.h"

#include "tests/support/suite.h"

#include <string.h>

struct term_case {
    enum field field;
    const char *value, *term;
};

static const struct term_case term_cases[] = {
    {FIELD_ID, "AP880212-0001", "QAP880212-0001"}, {FIELD_LANGUAGE, "de", "Lde"},        {FIELD_SOURCE, "reuters", "XSRCreuters"},
    {FIELD_SOURCE, "Reuters", "XSRC:Reuters"},     {FIELD_SOURCE, ":x", "XSRC::x"},      {FIELD_PLACE, "", "XPLACE"},
    {FIELD_DAY, "20240711", "D20240711"},          {FIELD_FIRST, "", SCHEMA_FIRST_TERM},
};

START_TEST(terms_follow_the_conventions_of_xapian)
{
    const struct term_case *c = &term_cases[_i];
    struct buf b = {0};
    schema_term(c->field, view_of(c->value), &b);
    ck_assert_str_eq(b.data, c->term);
    buf_release(&b);
}
END_TEST

START_TEST(nul_bytes_are_dropped)
{
    struct buf b = {0};
    schema_term(FIELD_ID, VIEW("\0a\0\0b\0"), &b);
    ck_assert_str_eq(b.data, "Qab");
    ck_assert_uint_eq(b.len, 3);
    buf_release(&b);
}
END_TEST

START_TEST(long_terms_end_in_a_hash_at_a_character)
{
    char one[600], two[600];
    for (size_t i = 0; i + 1 < sizeof one; i += 2)
        memcpy(one + i, "\xc3\xa9", 2);
    memcpy(two, one, sizeof two);
    memcpy(two + 598, "\xc3\xa8", 2);
    struct buf a = {0}, b = {0}, c = {0};
    schema_term(FIELD_PLACE, (struct view){one, sizeof one}, &a);
    schema_term(FIELD_PLACE, (struct view){two, sizeof two}, &b);
    ck_assert_uint_le(a.len, SCHEMA_MAX_TERM);
    ck_assert_uint_ge(a.len, SCHEMA_MAX_TERM - 3);
    ck_assert_int_eq(a.data[a.len - 17], '#');
    ck_assert_uint_eq((unsigned char)a.data[a.len - 18], 0xa9);
    ck_assert_str_ne(a.data, b.data);
    schema_term(FIELD_PLACE, (struct view){one, SCHEMA_MAX_TERM - 6}, &c);
    ck_assert_uint_eq(c.len, SCHEMA_MAX_TERM);
    ck_assert_ptr_null(strchr(c.data, '#'));
    buf_release(&a);
    buf_release(&b);
    buf_release(&c);
}
END_TEST

START_TEST(a_term_is_appended)
{
    struct buf b = {0};
    char long_value[300];
    memset(long_value, 'x', sizeof long_value);
    buf_add_text(&b, "before ");
    schema_term(FIELD_URL, (struct view){long_value, sizeof long_value}, &b);
    ck_assert_uint_eq(b.len, strlen("before ") + SCHEMA_MAX_TERM);
    ck_assert_int_eq(strncmp(b.data, "before Uxxx", 11), 0);
    buf_release(&b);
}
END_TEST

static const char *const fold_cases[][2] = {
    {"Reuters", "reuters"},
    {"  Associated\t\n Press ", "associated press"},
    {"", ""},
    {"   ", ""},
    {"S\xc3\xbc"
     "ddeutsche Zeitung",
     "s\xc3\xbc"
     "ddeutsche zeitung"},
    {"Stra\xc3\x9f"
     "e",
     "strasse"},
    {"\xef\xbc\xa2\xef\xbc\xa2\xef\xbc\xa3", "bbc"},                          /* full-width */
    {"Le\xc2\xa0Monde\xe3\x80\x80x", "le monde x"},                           /* no-break and ideographic space */
    {"\xd0\x9a\xd0\x98\xd0\x87\xd0\x92", "\xd0\xba\xd0\xb8\xd1\x97\xd0\xb2"}, /* KYIV in Cyrillic */
    {"co\xc2\xad"
     "op",
     "coop"},                  /* soft hyphen */
    {"e\xcc\x81", "\xc3\xa9"}, /* composed */
    {"\xef\xb7\xba", "\xd8\xb5\xd9\x84\xd9\x89 \xd8\xa7\xd9\x84\xd9\x84\xd9\x87 \xd8\xb9\xd9\x84\xd9\x8a\xd9\x87 "
                     "\xd9\x88\xd8\xb3\xd9\x84\xd9\x85"}, /* one character that becomes 18 */
};

START_TEST(folding_meets_what_people_type)
{
    struct buf b = {0};
    buf_add_text(&b, "");
    schema_fold(view_of(fold_cases[_i][0]), &b);
    ck_assert_str_eq(b.data, fold_cases[_i][1]);
    buf_release(&b);
}
END_TEST

START_TEST(a_value_comes_out_as_it_went_in)
{
    static const struct {
        enum field field;
        const char *value;
    } cases[] = {{FIELD_SOURCE, "reuters"}, {FIELD_SOURCE, ":wire"}, {FIELD_SOURCE, "Reuters"},
                 {FIELD_DAY, "20240711"},   {FIELD_TOPIC, ":x"},     {FIELD_ID, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf term = {0};
        schema_term(cases[i].field, view_of(cases[i].value), &term);
        ck_assert(view_equal(schema_value(cases[i].field, view_of_buf(&term)), view_of(cases[i].value)));
        buf_release(&term);
    }
    ck_assert_uint_eq(schema_value(FIELD_SOURCE, VIEW("Lde")).len, 0);
}
END_TEST

START_TEST(every_field_is_described_and_no_prefix_stands_for_two)
{
    for (enum field f = 0; f < FIELD_COUNT; f++) {
        const struct field_info *info = schema_field(f);
        ck_assert(info->name && info->prefix && info->help);
        for (enum field g = 0; g < f; g++) {
            ck_assert_str_ne(info->prefix, schema_field(g)->prefix);
            ck_assert_str_ne(info->name, schema_field(g)->name);
        }
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("schema");
    tcase_add_test(tcase, nul_bytes_are_dropped);
    tcase_add_test(tcase, long_terms_end_in_a_hash_at_a_character);
    tcase_add_test(tcase, a_term_is_appended);
    tcase_add_test(tcase, a_value_comes_out_as_it_went_in);
    tcase_add_test(tcase, every_field_is_described_and_no_prefix_stands_for_two);
    tcase_add_loop_test(tcase, terms_follow_the_conventions_of_xapian, 0, (int)(sizeof term_cases / sizeof *term_cases));
    tcase_add_loop_test(tcase, folding_meets_what_people_type, 0, (int)(sizeof fold_cases / sizeof *fold_cases));
    Suite *suite = suite_create("schema");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
