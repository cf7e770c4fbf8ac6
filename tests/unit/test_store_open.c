#include "common/store.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

START_TEST(creates_an_index_that_says_what_it_is)
{
    store_writer_close(open_writer());
    struct store_reader *r = open_reader();
    ck_assert_str_eq(store_reader_language(r), "en");
    struct buf b = {0};
    ASSERT_OK(store_reader_metadata(r, VIEW(METADATA_SCHEMA), &b, why));
    ck_assert_str_eq(b.data, "1");
    ASSERT_OK(store_reader_metadata(r, VIEW(METADATA_CREATED), &b, why));
    ck_assert_uint_eq(b.len, strlen("2026-11-24T04:00:00Z"));
    buf_release(&b);
    store_reader_close(r);
}
END_TEST

static void expect_refusal(const char *where, bool create, enum status status, const char *part)
{
    struct store_writer *w = NULL;
    struct error err = {0};
    ck_assert_int_eq(store_writer_open(where, create, "en", &w, &err), status);
    ck_assert_msg(strstr(err.text, part) && strstr(err.text, where), "%s", err.text);
    ck_assert_ptr_null(w);
}

START_TEST(refuses_what_is_no_index)
{
    char file[128];
    struct store_reader *r = NULL;
    struct error err = {0};
    snprintf(file, sizeof file, "%s/missing", path);
    expect_refusal(file, false, STATUS_INDEX, "no such index");
    ck_assert_int_eq(store_reader_open(file, &r, &err), STATUS_INDEX);
    expect_refusal(path, false, STATUS_INDEX, "empty directory");
    snprintf(file, sizeof file, "%s/missing/deep", path);
    ck_assert_int_ne(store_writer_open(file, true, "en", &(struct store_writer *){0}, &err), STATUS_OK);
    touch("notes.txt", "mine");
    expect_refusal(path, true, STATUS_INDEX, "other files");
    snprintf(file, sizeof file, "%s/notes.txt", path);
    expect_refusal(file, true, STATUS_INDEX, "is a file");
    ck_assert_int_eq(store_reader_open(path, &r, &err), STATUS_INDEX);
    ck_assert_int_eq(store_reader_open(file, &r, &err), STATUS_INDEX);
    ck_assert_ptr_null(r);
}
END_TEST

START_TEST(takes_over_what_an_interrupted_creation_left)
{
    touch("flintlock", "");
    touch("postlist.glass", "");
    store_writer_close(open_writer());
    ck_assert_uint_eq(count_segments(), 0);
}
END_TEST

START_TEST(refuses_an_unknown_schema_version_and_names_both)
{
    struct store_writer *w = open_writer();
    ASSERT_OK(store_writer_set_metadata(w, VIEW(METADATA_SCHEMA), VIEW("7"), why));
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    expect_refusal(path, true, STATUS_INDEX, "version 7, this Lede knows version 1");
    struct store_reader *r = NULL;
    struct error err = {0};
    ck_assert_int_eq(store_reader_open(path, &r, &err), STATUS_INDEX);
    ck_assert_msg(strstr(err.text, "version 7"), "%s", err.text);
}
END_TEST

START_TEST(refuses_a_database_of_somebody_else)
{
    struct store_writer *w = open_writer();
    put(w, "a", "alpha");
    ASSERT_OK(store_writer_set_metadata(w, VIEW(METADATA_SCHEMA), VIEW(""), why));
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    expect_refusal(path, true, STATUS_INDEX, "not a Lede index");
    struct store_reader *r = NULL;
    struct error err = {0};
    ck_assert_int_eq(store_reader_open(path, &r, &err), STATUS_INDEX);
}
END_TEST

START_TEST(refuses_another_language_and_a_second_writer)
{
    struct store_writer *w = open_writer(), *second = NULL;
    struct error err = {0};
    ck_assert_int_eq(store_writer_open(path, true, "de", &second, &err), STATUS_LOCKED);
    ck_assert_msg(strstr(err.text, "another lede-index is writing to"), "%s", err.text);
    store_writer_close(w);
    ck_assert_int_eq(store_writer_open(path, true, "de", &second, &err), STATUS_USAGE);
    ck_assert_msg(strstr(err.text, "\"en\"") && strstr(err.text, "\"de\""), "%s", err.text);
    ASSERT_OK(store_writer_open(path, true, NULL, &second, why));
    ck_assert_str_eq(store_writer_language(second), "en");
    store_writer_close(second);
}
END_TEST

int main(void)
{
    TCase *tcase = store_tcase(
        (const TTest *const[]){creates_an_index_that_says_what_it_is, refuses_what_is_no_index,
                               takes_over_what_an_interrupted_creation_left, refuses_an_unknown_schema_version_and_names_both,
                               refuses_a_database_of_somebody_else, refuses_another_language_and_a_second_writer, NULL});
    Suite *suite = suite_create("store_open");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
