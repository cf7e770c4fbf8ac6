#include "common/store.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

START_TEST(only_a_commit_makes_changes_last)
{
    struct store_writer *w = open_writer();
    put(w, "a", "alpha beta");
    ck_assert_uint_eq(count_segments(), 0);
    ASSERT_OK(store_writer_commit(w, why));
    ck_assert_uint_eq(count_segments(), 1);
    put(w, "b", "gamma");
    store_writer_close(w);
    ck_assert_uint_eq(count_segments(), 1);
}
END_TEST

START_TEST(many_documents_stay_invisible_until_the_commit)
{
    struct store_writer *w = open_writer();
    char id[16];
    for (int i = 0; i < 10500; i++) { /* above Xapian's own flush at 10,000 */
        snprintf(id, sizeof id, "n%d", i);
        put(w, id, "alpha");
    }
    ck_assert_uint_eq(count_segments(), 0);
    ASSERT_OK(store_writer_commit(w, why));
    ck_assert_uint_eq(count_segments(), 10500);
    store_writer_close(w);
}
END_TEST

START_TEST(replaces_all_segments_of_an_article)
{
    struct store_writer *w = open_writer();
    static const char *const three[] = {"one alpha", "two alpha", "three alpha"};
    put_segments(w, "a", three, 3);
    put(w, "b", "beta");
    put_segments(w, "a", three, 2);
    ASSERT_OK(store_writer_commit(w, why));
    struct store_reader *r = open_reader();
    struct store_stats stats;
    ASSERT_OK(store_reader_stats(r, &stats, why));
    ck_assert_uint_eq(stats.segments, 3);
    ck_assert_uint_eq(stats.articles, 2);
    ck_assert_uint_eq(stats.total_length, 5);
    store_reader_close(r);
    size_t removed = 0;
    ASSERT_OK(store_writer_delete(w, VIEW("Qa"), &removed, why));
    ck_assert_uint_eq(removed, 2);
    ASSERT_OK(store_writer_delete(w, VIEW("Qa"), &removed, why));
    ck_assert_uint_eq(removed, 0);
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    ck_assert_uint_eq(count_segments(), 1);
}
END_TEST

START_TEST(the_first_record_is_seen_before_the_commit)
{
    struct store_writer *w = open_writer();
    static const char *const two[] = {"one alpha", "two alpha"};
    struct buf b = {0};
    struct error err;
    put_segments(w, "a", two, 2);
    ASSERT_OK(store_writer_first_record(w, VIEW("Qa"), &b, why));
    ck_assert_str_eq(b.data, "one alpha");
    ck_assert_int_eq(store_writer_first_record(w, VIEW("Qb"), &b, &err), STATUS_NOT_FOUND);
    ASSERT_OK(store_writer_set_metadata(w, VIEW("k"), VIEW("v"), why));
    ASSERT_OK(store_writer_get_metadata(w, VIEW("k"), &b, why));
    ck_assert_str_eq(b.data, "v");
    ASSERT_OK(store_writer_commit(w, why)); /* "not found" did not spoil the writer */
    buf_release(&b);
    store_writer_close(w);
}
END_TEST

static const uint32_t falling[] = {5, 5}, far_off[] = {1, UINT32_MAX};
static char long_name[SCHEMA_MAX_TERM + 1];
static const struct store_term bad_terms[] = {
    {.name = {"", 0}},
    {.name = {long_name, sizeof long_name}},
    {.name = {"a\0b", 3}},
    {.name = {"falling", 7}, .positions = falling, .position_count = 2},
    {.name = {"far", 3}, .positions = far_off, .position_count = 2},
    {.name = {"long", 4}, .wdf = UINT32_MAX},
};

START_TEST(a_bad_document_costs_only_itself)
{
    memset(long_name, 'x', sizeof long_name);
    struct store_writer *w = open_writer();
    put(w, "a", "alpha");
    struct store_document bad = {.terms = &bad_terms[_i], .term_count = 1};
    struct error err = {0};
    ck_assert_int_eq(store_writer_replace(w, VIEW("Qa"), &bad, 1, &err), STATUS_INPUT);
    ck_assert_uint_gt(strlen(err.text), 0);
    put(w, "b", "beta");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    ck_assert_uint_eq(count_segments(), 2); /* a was not removed */
}
END_TEST

START_TEST(bad_values_data_ids_and_keys_are_refused)
{
    struct store_writer *w = open_writer();
    struct error err;
    struct store_value empty = {1, {0}}, slot = {1000, VIEW("x")};
    struct store_document documents[] = {
        {.values = &empty, .value_count = 1}, {.values = &slot, .value_count = 1}, {.data = {"x", (size_t)1 << 30}}};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        ck_assert_int_eq(store_writer_replace(w, VIEW("Qa"), &documents[i], 1, &err), STATUS_INPUT);
    ck_assert_int_eq(store_writer_replace(w, (struct view){0}, documents, 0, &err), STATUS_INPUT);
    ck_assert_int_eq(store_writer_delete(w, (struct view){0}, NULL, &err), STATUS_INPUT);
    ck_assert_int_eq(store_writer_set_metadata(w, (struct view){0}, VIEW("v"), &err), STATUS_INPUT);
    char key[300] = {0};
    memset(key, 'k', sizeof key);
    ck_assert_int_eq(store_writer_set_metadata(w, (struct view){key, sizeof key}, VIEW("v"), &err), STATUS_INPUT);
    ASSERT_OK(store_writer_set_metadata(w, (struct view){key, 245}, VIEW("v"), why));
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
}
END_TEST

START_TEST(a_term_of_the_greatest_length_is_stored)
{
    struct store_writer *w = open_writer();
    char name[SCHEMA_MAX_TERM];
    memset(name, 'x', sizeof name);
    struct store_term term = {.name = {name, sizeof name}, .wdf = 1};
    struct store_document document = {.terms = &term, .term_count = 1};
    ASSERT_OK(store_writer_replace(w, VIEW("Qa"), &document, 1, why));
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    ck_assert_uint_eq(count_segments(), 1);
}
END_TEST

int main(void)
{
    TCase *tcase = store_tcase(
        (const TTest *const[]){only_a_commit_makes_changes_last, many_documents_stay_invisible_until_the_commit,
                               replaces_all_segments_of_an_article, the_first_record_is_seen_before_the_commit,
                               bad_values_data_ids_and_keys_are_refused, a_term_of_the_greatest_length_is_stored, NULL});
    tcase_add_loop_test(tcase, a_bad_document_costs_only_itself, 0, (int)(sizeof bad_terms / sizeof *bad_terms));
    Suite *suite = suite_create("store_write");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
