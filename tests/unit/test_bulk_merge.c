/* An index that is replaced by a bulk build while others read it; and one that cannot be merged with. */
#include "indexer/writer_bulk.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <sys/wait.h>

static char index_path[96];

static void setup(void)
{
    make_directory();
    snprintf(index_path, sizeof index_path, "%s/db", path);
}

static void write_one(struct writer *w, struct document_builder *builder, const char *id, const char *text)
{
    size_t count = 0, bytes = 0;
    const struct article article = {.id = view_of(id), .title = VIEW("A title"), .text = view_of(text)};
    document_build(builder, &article, &count);
    void *prepared = w->ops->prepare(w, builder, count, &bytes);
    ASSERT_OK(w->ops->replace(w, document_id_term(builder), prepared, why));
}

/* One run of the bulk writer, with one article. */
static void build(bool first, const char *id, const char *text)
{
    const struct bulk_settings settings = {
        .path = index_path, .standing = first ? NULL : index_path, .language = "en", .memory = 1 << 24, .threads = 1};
    struct document_builder *builder = NULL;
    struct writer *w = NULL;
    ASSERT_OK(document_builder_new("en", &builder, why));
    ASSERT_OK(writer_bulk_new(&settings, &w, NULL, why));
    write_one(w, builder, id, text);
    ASSERT_OK(w->ops->commit(w, why));
    w->ops->close(w);
    document_builder_free(builder);
}

static uint64_t frequency(struct store_reader *r, const char *term)
{
    struct store_term_stats stats;
    const struct view name = view_of(term);
    ASSERT_OK(store_reader_term_stats(r, &name, 1, &stats, why));
    return stats.document_frequency;
}

START_TEST(readers_go_on_with_the_old_index_until_they_open_it_again)
{
    struct store_reader *before = NULL, *after = NULL;
    struct buf record = {0};
    build(true, "one", "About a summit.");
    ASSERT_OK(store_reader_open(index_path, &before, why));
    ck_assert_uint_eq(frequency(before, "summit"), 1);
    build(false, "two", "Another summit.");
    build(false, "one", "No more of that.");
    ck_assert_uint_eq(frequency(before, "summit"), 1);
    ASSERT_OK(store_reader_record(before, 1, &record, why));
    ck_assert_ptr_nonnull(memmem(record.data, record.len, "About a summit", 14));
    ASSERT_OK(store_reader_open(index_path, &after, why));
    ck_assert_uint_eq(frequency(after, "summit"), 1);
    ck_assert_uint_eq(frequency(after, "another"), 1);
    ck_assert_uint_eq(frequency(after, "about"), 0);
    ck_assert_uint_eq(frequency(after, "Qone"), 1);
    struct store_stats old_stats, new_stats;
    ASSERT_OK(store_reader_stats(before, &old_stats, why));
    ASSERT_OK(store_reader_stats(after, &new_stats, why));
    ck_assert_uint_eq(new_stats.revision, old_stats.revision + 2); /* or a reader that reopens would not see the change */
    store_reader_close(before);
    store_reader_close(after);
    buf_release(&record);
}
END_TEST

START_TEST(a_writer_that_has_the_index_keeps_a_merge_out_and_a_merge_it)
{
    const struct bulk_settings settings = {.path = index_path, .standing = index_path, .memory = 1 << 24, .threads = 1};
    struct writer *w = NULL;
    struct store_writer *store = NULL;
    struct error err = {0};
    build(true, "one", "About a summit.");
    ASSERT_OK(writer_bulk_new(&settings, &w, NULL, why));
    /* The lock belongs to this process: only another one is kept out. */
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        _exit(store_writer_open(index_path, false, NULL, &store, &err) == STATUS_LOCKED &&
                      writer_bulk_new(&settings, &w, NULL, &err) == STATUS_LOCKED
                  ? 0
                  : 1);
    int status = 1;
    waitpid(child, &status, 0);
    ck_assert_int_eq(status, 0);
    w->ops->close(w);
    ASSERT_OK(store_writer_open(index_path, false, NULL, &store, why));
    store_writer_close(store);
}
END_TEST

START_TEST(a_damaged_table_is_told_and_costs_nothing)
{
    const struct bulk_settings settings = {.path = index_path, .standing = index_path, .memory = 1 << 24, .threads = 1};
    struct writer *w = NULL;
    struct error err = {0};
    char table[128];
    build(true, "one", "About a summit.");
    snprintf(table, sizeof table, "%s/postlist.glass", index_path);
    ck_assert_int_eq(truncate(table, 4096), 0);
    enum status status = writer_bulk_new(&settings, &w, NULL, &err);
    ck_assert(status == STATUS_INDEX);
    ck_assert_ptr_nonnull(strstr(err.text, "db"));
    snprintf(table, sizeof table, "%s.building", index_path);
    ck_assert_int_ne(access(table, F_OK), 0);
}
END_TEST

/* The directory of a leaf block names its items in another order: each is sound, but not what follows what. */
START_TEST(a_table_whose_keys_are_out_of_order_is_damaged)
{
    enum { BLOCK = 8192, LEVEL = 4, DIRECTORY = 11, FIRST = 3, SECOND = 4, SLOT = 2 }; /* the items after the first few */
    const struct bulk_settings settings = {.path = index_path, .standing = index_path, .memory = 1 << 24, .threads = 1};
    struct writer *w = NULL;
    struct error err = {0};
    unsigned char block[BLOCK];
    char table[128], swapped[SLOT];
    build(true, "one", "About a summit, its guests, the hall and the town.");
    snprintf(table, sizeof table, "%s/position.glass", index_path);
    int fd = open(table, O_RDWR);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq((int)pread(fd, block, BLOCK, 0), BLOCK);
    ck_assert_uint_eq(block[LEVEL], 0);
    unsigned char *first = block + DIRECTORY + FIRST * SLOT, *second = block + DIRECTORY + SECOND * SLOT;
    memcpy(swapped, first, SLOT);
    memcpy(first, second, SLOT);
    memcpy(second, swapped, SLOT);
    ck_assert_int_eq((int)pwrite(fd, block, BLOCK, 0), BLOCK);
    close(fd);
    enum status status = writer_bulk_new(&settings, &w, NULL, &err);
    if (status == STATUS_OK) {
        status = w->ops->commit(w, &err);
        w->ops->close(w);
    }
    ck_assert_msg(status == STATUS_INDEX, "%d %s", (int)status, err.text);
    ck_assert_msg(strstr(err.text, "position.glass is damaged: its keys are out of order") != NULL, "%s", err.text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {readers_go_on_with_the_old_index_until_they_open_it_again,
                                  a_writer_that_has_the_index_keeps_a_merge_out_and_a_merge_it,
                                  a_damaged_table_is_told_and_costs_nothing, a_table_whose_keys_are_out_of_order_is_damaged};
    Suite *suite = suite_create("bulk merge");
    TCase *tcase = tcase_create("bulk merge");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, drop_directory);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
