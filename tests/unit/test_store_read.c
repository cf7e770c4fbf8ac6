#include "common/store.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

START_TEST(statistics_and_lists_of_terms)
{
    struct store_writer *w = open_writer();
    put(w, "a", "alpha*3 beta");
    put(w, "b", "alpha*2 gamma");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    struct store_reader *r = open_reader();
    struct view names[] = {VIEW("Zalpha"), VIEW("alpha"), VIEW("Znone"), {0}};
    struct store_term_stats stats[4];
    ASSERT_OK(store_reader_term_stats(r, names, 4, stats, why));
    ck_assert_uint_eq(stats[0].document_frequency, 2);
    ck_assert_uint_eq(stats[0].collection_frequency, 5);
    ck_assert_uint_eq(stats[1].document_frequency, 2);
    ck_assert_uint_eq(stats[1].collection_frequency, 0);
    ck_assert_uint_eq(stats[2].document_frequency + stats[3].document_frequency, 0);
    struct store_term_list list = {0};
    ASSERT_OK(store_reader_terms(r, VIEW("Z"), 0, &list, why));
    ck_assert_uint_eq(list.count, 3);
    ck_assert_str_eq(list.items[0].name, "Zalpha");
    ck_assert_uint_eq(list.items[0].stats.collection_frequency, 5);
    ck_assert_str_eq(list.items[2].name, "Zgamma");
    ASSERT_OK(store_reader_terms(r, VIEW("Z"), 2, &list, why));
    ck_assert_uint_eq(list.count, 2);
    ASSERT_OK(store_reader_metadata_keys(r, VIEW("lede:"), &list, why));
    ck_assert_uint_eq(list.count, 3);
    ck_assert_str_eq(list.items[2].name, METADATA_SCHEMA);
    store_term_list_release(&list);
    store_reader_close(r);
}
END_TEST

START_TEST(records_values_and_documents_come_back)
{
    struct store_writer *w = open_writer();
    put(w, "a", "alpha beta");
    put(w, "b", "alpha");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    struct store_reader *r = open_reader();
    struct buf b = {0};
    struct error err;
    uint32_t *docids = NULL;
    size_t count = 0;
    ASSERT_OK(store_reader_documents(r, VIEW("alpha"), &docids, &count, why));
    ck_assert_uint_eq(count, 2);
    ASSERT_OK(store_reader_record(r, docids[0], &b, why));
    ck_assert_str_eq(b.data, "alpha beta");
    ASSERT_OK(store_reader_value(r, docids[1], SLOT_ARTICLE, &b, why));
    ck_assert_str_eq(b.data, "b");
    ASSERT_OK(store_reader_value(r, docids[1], SLOT_DATE, &b, why));
    ck_assert_uint_eq(b.len, 0);
    free(docids);
    ASSERT_OK(store_reader_documents(r, (struct view){0}, &docids, &count, why));
    ck_assert_uint_eq(count, 2);
    free(docids);
    ASSERT_OK(store_reader_documents(r, VIEW("none"), &docids, &count, why));
    ck_assert_uint_eq(count, 0);
    free(docids);
    ck_assert_int_eq(store_reader_record(r, 99, &b, &err), STATUS_NOT_FOUND);
    ck_assert_int_eq(store_reader_record(r, 0, &b, &err), STATUS_NOT_FOUND);
    buf_release(&b);
    store_reader_close(r);
}
END_TEST

/* Enough articles for tables of several blocks, which a reader does not have in memory whole. */
enum { MANY = 1000 };

static void put_many(struct store_writer *w, const char *words)
{
    char id[16];
    for (int i = 0; i < MANY; i++) {
        snprintf(id, sizeof id, "n%d", i);
        put(w, id, words);
    }
}

START_TEST(positions_come_back)
{
    struct store_writer *w = open_writer();
    put(w, "a", "alpha beta gamma");
    put(w, "b", "beta");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    struct store_reader *r = open_reader();
    struct store_positions found = {0};
    ASSERT_OK(store_reader_positions(r, 1, VIEW("gamma"), &found, why));
    ASSERT_OK(store_reader_positions(r, 1, VIEW("beta"), &found, why));
    ck_assert_uint_eq(found.count, 2);
    ck_assert_uint_eq(found.items[0], 3);
    ck_assert_uint_eq(found.items[1], 2);
    ASSERT_OK(store_reader_positions(r, 2, VIEW("gamma"), &found, why));  /* not there */
    ASSERT_OK(store_reader_positions(r, 1, VIEW("Zgamma"), &found, why)); /* without positions */
    ASSERT_OK(store_reader_positions(r, 7, VIEW("beta"), &found, why));   /* no such document */
    ck_assert_uint_eq(found.count, 2);
    free(found.items);
    store_reader_close(r);
}
END_TEST

START_TEST(a_reader_outlives_commits_of_the_writer)
{
    struct store_writer *w = open_writer();
    put_many(w, "alpha beta");
    ASSERT_OK(store_writer_commit(w, why));
    struct store_reader *r = open_reader();
    uint32_t *docids = NULL;
    size_t count = 0;
    ASSERT_OK(store_reader_documents(r, VIEW("alpha"), &docids, &count, why));
    uint32_t old = docids[0];
    free(docids);
    for (int i = 0; i < 6; i++) { /* each commit gives the article another docid and frees old blocks */
        put_many(w, "alpha gamma");
        ASSERT_OK(store_writer_commit(w, why));
    }
    struct view name = VIEW("gamma");
    struct store_term_stats stats;
    ASSERT_OK(store_reader_term_stats(r, &name, 1, &stats, why));
    struct buf b = {0};
    struct error err;
    ck_assert_int_eq(store_reader_record(r, old, &b, &err), STATUS_CHANGED);
    ASSERT_OK(store_reader_term_stats(r, &name, 1, &stats, why));
    ck_assert_uint_eq(stats.document_frequency, MANY);
    buf_release(&b);
    store_reader_close(r);
    store_writer_close(w);
}
END_TEST

/* A reader of an index of MANY articles with "alpha", all of whose blocks have been written over since. */
static struct store_reader *open_outrun_reader(void)
{
    struct store_writer *w = open_writer();
    put_many(w, "alpha beta");
    ASSERT_OK(store_writer_commit(w, why));
    struct store_reader *r = open_reader();
    for (int i = 0; i < 6; i++) {
        put_many(w, "alpha gamma");
        ASSERT_OK(store_writer_commit(w, why));
    }
    store_writer_close(w);
    return r;
}

static char aside[80];

static void move_aside(void)
{
    snprintf(aside, sizeof aside, "%s.aside", path);
    ck_assert_int_eq(rename(path, aside), 0);
}

/* All tasks fail in the same way, and none gives an answer. */
static void expect_failures(struct store_reader *r, const char *words)
{
    struct view name = VIEW("gamma");
    struct store_term_stats stats;
    struct store_stats all;
    struct buf b = {0};
    struct error err = {0};
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(store_reader_term_stats(r, &name, 1, &stats, &err), STATUS_INDEX);
        ck_assert_msg(strstr(err.text, path) && strstr(err.text, words), "%s", err.text);
        ck_assert_int_eq(store_reader_stats(r, &all, &err), STATUS_INDEX);
        ck_assert_int_eq(store_reader_record(r, 1, &b, &err), STATUS_INDEX);
        ck_assert_int_eq(store_reader_value(r, 1, SLOT_ARTICLE, &b, &err), STATUS_INDEX);
        ck_assert_int_eq(store_reader_metadata(r, VIEW(METADATA_SCHEMA), &b, &err), STATUS_INDEX);
    }
    buf_release(&b);
}

START_TEST(a_reader_whose_index_vanished_says_so_until_it_is_back)
{
    struct store_reader *r = open_outrun_reader();
    struct view name = VIEW("gamma");
    struct store_term_stats stats;
    move_aside();
    expect_failures(r, "the index is no longer there");
    ck_assert_int_eq(mkdir(path, 0755), 0);
    expect_failures(r, "the index is no longer there");
    touch("notes.txt", "not an index");
    expect_failures(r, "the index is no longer there");
    touch("iamglass", "no database");
    struct error err = {0};
    ck_assert_int_ne(store_reader_term_stats(r, &name, 1, &stats, &err), STATUS_OK);
    ck_assert_ptr_nonnull(strstr(err.text, path));
    remove_tree(path);
    ck_assert_int_eq(rename(aside, path), 0);
    ASSERT_OK(store_reader_term_stats(r, &name, 1, &stats, why));
    ck_assert_uint_eq(stats.document_frequency, MANY);
    store_reader_close(r);
}
END_TEST

START_TEST(a_reader_does_not_take_another_index_for_its_own)
{
    struct store_reader *r = open_outrun_reader();
    struct view names[] = {VIEW("gamma"), VIEW("delta")};
    struct store_term_stats stats[2];
    struct buf b = {0};
    struct error err = {0};
    move_aside();
    struct store_writer *w = open_writer();
    put_many(w, "delta");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    ck_assert_int_eq(store_reader_record(r, 1, &b, &err), STATUS_CHANGED);
    ck_assert_msg(strstr(err.text, path) && strstr(err.text, "another index"), "%s", err.text);
    ASSERT_OK(store_reader_term_stats(r, names, 2, stats, why));
    ck_assert_uint_eq(stats[0].document_frequency, 0);
    ck_assert_uint_eq(stats[1].document_frequency, MANY);
    ASSERT_OK(store_reader_record(r, 1, &b, why));
    ck_assert_str_eq(b.data, "delta");
    buf_release(&b);
    store_reader_close(r);
    remove_tree(aside);
}
END_TEST

START_TEST(a_reader_refuses_an_index_of_another_language)
{
    struct store_reader *r = open_outrun_reader();
    struct store_writer *w = NULL;
    move_aside();
    ASSERT_OK(store_writer_open(path, true, "de", &w, why));
    store_writer_close(w);
    expect_failures(r, "another index was put in its place, of the language \"de\"");
    store_reader_close(r);
    remove_tree(aside);
}
END_TEST

START_TEST(the_check_finds_a_sound_index_sound_and_a_damaged_one_damaged)
{
    struct store_writer *w = open_writer();
    put(w, "a", "alpha beta");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    size_t problems = 99;
    struct buf report = {0};
    struct error err;
    ASSERT_OK(store_check(path, &problems, &report, why));
    ck_assert_uint_eq(problems, 0);
    touch("postlist.glass", "nothing like a table");
    enum status status = store_check(path, &problems, &report, &err);
    ck_assert(status != STATUS_OK || problems > 0);
    buf_release(&report);
}
END_TEST

int main(void)
{
    TCase *tcase = store_tcase(
        (const TTest *const[]){statistics_and_lists_of_terms, records_values_and_documents_come_back, positions_come_back,
                               a_reader_outlives_commits_of_the_writer, a_reader_whose_index_vanished_says_so_until_it_is_back,
                               a_reader_does_not_take_another_index_for_its_own, a_reader_refuses_an_index_of_another_language,
                               the_check_finds_a_sound_index_sound_and_a_damaged_one_damaged, NULL});
    Suite *suite = suite_create("store_read");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
