#include "common/store.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

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

/* Tables without iamglass were an index once: they are not written over, since who puts that file back has the index again. */
START_TEST(leaves_alone_tables_that_lost_iamglass)
{
    struct store_writer *w = open_writer();
    struct store_reader *r = NULL;
    struct error err = {0};
    char file[128], away[128];
    put(w, "a", "alpha");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    snprintf(file, sizeof file, "%s/iamglass", path);
    snprintf(away, sizeof away, "%s.iamglass", path);
    ck_assert_int_eq(rename(file, away), 0);
    expect_refusal(path, true, STATUS_INDEX, "iamglass is missing");
    expect_refusal(path, false, STATUS_INDEX, "iamglass is missing");
    ck_assert_int_eq(store_reader_open(path, &r, &err), STATUS_INDEX);
    ck_assert_msg(strstr(err.text, "iamglass is missing"), "%s", err.text);
    ck_assert_int_eq(rename(away, file), 0);
    ck_assert_uint_eq(count_segments(), 1);
}
END_TEST

START_TEST(a_table_that_was_cut_off_is_told_as_damage)
{
    struct store_writer *w = open_writer();
    struct store_reader *r = NULL;
    struct error err = {0};
    char file[128];
    put(w, "a", "alpha beta");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    snprintf(file, sizeof file, "%s/postlist.glass", path);
    ck_assert_int_eq(truncate(file, 100), 0);
    ck_assert_int_eq(store_reader_open(path, &r, &err), STATUS_INDEX);
    ck_assert_msg(strstr(err.text, path) && strstr(err.text, "the index is damaged: "), "%s", err.text);
}
END_TEST

/* libxapian takes a table that is not there for an empty one: phrases would not be found, and a writer would begin it anew. */
START_TEST(an_index_without_one_of_its_tables_is_damaged)
{
    static const char *const tables[] = {"docdata", "position", "termlist", "postlist"};
    struct store_writer *w = open_writer();
    put(w, "a", "alpha beta");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct store_reader *r = NULL;
        struct error err = {0};
        char file[128], away[128];
        snprintf(file, sizeof file, "%s/%s.glass", path, tables[i]);
        snprintf(away, sizeof away, "%s.%s", path, tables[i]);
        ck_assert_int_eq(rename(file, away), 0);
        ck_assert_int_ne(store_reader_open(path, &r, &err), STATUS_OK);
        ck_assert_msg(strstr(err.text, tables[i]) && strstr(err.text, path), "%s: %s", tables[i], err.text);
        ck_assert_int_ne(store_writer_open(path, true, "en", &w, &err), STATUS_OK);
        ck_assert_msg(strstr(err.text, tables[i]) && strstr(err.text, path), "%s: %s", tables[i], err.text);
        ck_assert_int_eq(rename(away, file), 0);
    }
    ck_assert_uint_eq(count_segments(), 1);
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

/* ---- an index that another one takes the place of ---- */

enum { OPENED = 1500, LONGEST_WAIT = 100000 };
static char other_path[80];
static atomic_int opening, exchanged;

/* As a bulk build that ends: both names change their folders in one step; once for each time that the index is opened, a little after that has begun. */
static void *exchange_often(void *unused)
{
    (void)unused;
    for (int i = 1; i <= OPENED; i++) {
        while (atomic_load(&opening) < i)
            sched_yield();
        for (volatile int wait = i * 7919 % LONGEST_WAIT; wait > 0; wait--) {
        }
        if (renameat2(AT_FDCWD, path, AT_FDCWD, other_path, RENAME_EXCHANGE))
            return "cannot exchange";
        atomic_store(&exchanged, i);
    }
    return NULL;
}

static void make_index_of(unsigned count, const char *text)
{
    struct store_writer *w = open_writer();
    for (unsigned i = 0; i < count; i++) {
        char id[16];
        snprintf(id, sizeof id, "%u", i);
        put(w, id, text);
    }
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
}

/* libxapian says of a block of a later revision that the index changed: not when nobody changes it. */
START_TEST(a_block_from_nowhere_is_damage_and_no_change)
{
    enum { BLOCK = 8192, LEVEL = 4 };
    unsigned char block[BLOCK];
    struct buf record = {0};
    struct error err = {0};
    char file[128];
    make_index_of(700, "summit new*5");
    struct store_reader *r = open_reader();
    snprintf(file, sizeof file, "%s/docdata.glass", path);
    int fd = open(file, O_RDWR);
    ck_assert_int_ge(fd, 0);
    for (off_t at = 0; pread(fd, block, BLOCK, at) == BLOCK; at += BLOCK)
        if (block[LEVEL] == 0) /* the leaves: the root was read already */
            ck_assert_int_eq((int)pwrite(fd, "\x7f\xff\xff\xff", 4, at), 4);
    close(fd);
    ck_assert_int_eq(store_reader_record(r, 1, &record, &err), STATUS_INDEX);
    ck_assert_msg(strstr(err.text, path) && strstr(err.text, "the index is damaged: "), "%s", err.text);
    store_reader_close(r);
    buf_release(&record);
}
END_TEST

/* Whatever was opened is the one index or the other, in all of its tables. */
static void expect_one_of_both(struct store_reader *r)
{
    struct store_stats stats;
    struct store_term_stats term;
    struct buf record = {0};
    ASSERT_OK(store_reader_stats(r, &stats, why));
    ck_assert(stats.segments == 20 || stats.segments == 700);
    bool old = stats.segments == 20;
    ASSERT_OK(store_reader_term_stats(r, &VIEW("summit"), 1, &term, why));
    ck_assert_uint_eq(term.document_frequency, stats.segments);
    for (uint32_t docid = 1; docid <= stats.segments; docid += 19) {
        ASSERT_OK(store_reader_record(r, docid, &record, why));
        ck_assert_str_eq(record.data, old ? "summit old" : "summit new*5");
    }
    buf_release(&record);
}

START_TEST(an_index_opened_while_another_takes_its_place_is_one_of_both)
{
    pthread_t thread;
    void *failure = NULL;
    snprintf(other_path, sizeof other_path, "%s.other", path);
    make_index_of(20, "summit old");
    ck_assert_int_eq(rename(path, other_path), 0);
    make_index_of(700, "summit new*5");
    ck_assert_int_eq(pthread_create(&thread, NULL, exchange_often, NULL), 0);
    for (int i = 1; i <= OPENED; i++) {
        atomic_store(&opening, i);
        struct store_reader *r = open_reader();
        expect_one_of_both(r);
        store_reader_close(r);
        while (atomic_load(&exchanged) < i)
            sched_yield();
    }
    pthread_join(thread, &failure);
    remove_tree(other_path);
    ck_assert_msg(!failure, "%s", (const char *)failure);
}
END_TEST

int main(void)
{
    TCase *tcase = store_tcase((const TTest *const[]){
        creates_an_index_that_says_what_it_is, refuses_what_is_no_index, takes_over_what_an_interrupted_creation_left,
        leaves_alone_tables_that_lost_iamglass, an_index_without_one_of_its_tables_is_damaged,
        a_table_that_was_cut_off_is_told_as_damage, a_block_from_nowhere_is_damage_and_no_change,
        refuses_an_unknown_schema_version_and_names_both, refuses_a_database_of_somebody_else,
        refuses_another_language_and_a_second_writer, an_index_opened_while_another_takes_its_place_is_one_of_both, NULL});
    Suite *suite = suite_create("store_open");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
