#include "indexer/manifest.h"

#include "tests/support/suite.h"

#include <string.h>

static const struct manifest_entry example = {.size = 12345678901,
                                              .mtime_ns = 1720656000123456789,
                                              .hash_low = UINT64_MAX,
                                              .hash_high = 7,
                                              .articles = 423,
                                              .complete = true};

static void check_round_trip(struct view path, const struct manifest_entry *entry)
{
    struct buf key = {0}, stored = {0};
    struct manifest_entry back;
    struct view name;
    struct error err;
    manifest_key(path, &key);
    ck_assert_uint_le(key.len, 245);
    manifest_encode(entry, path, &stored);
    ck_assert_int_eq(manifest_decode(view_of_buf(&key), view_of_buf(&stored), &back, &name, &err), STATUS_OK);
    ck_assert(view_equal(name, path));
    ck_assert_uint_eq(back.size, entry->size);
    ck_assert_int_eq(back.mtime_ns, entry->mtime_ns);
    ck_assert_uint_eq(back.hash_low, entry->hash_low);
    ck_assert_uint_eq(back.hash_high, entry->hash_high);
    ck_assert_uint_eq(back.articles, entry->articles);
    ck_assert_int_eq(back.complete, entry->complete);
    ck_assert_int_eq(back.shares, entry->shares);
    buf_release(&key);
    buf_release(&stored);
}

START_TEST(an_entry_comes_back_as_it_was)
{
    static const int64_t times[] = {0, -1, 1, INT64_MAX, MANIFEST_RACY};
    struct manifest_entry entry = example;
    check_round_trip(VIEW("/news/a.txt"), &entry);
    entry.shares = true;
    entry.complete = false;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        entry.mtime_ns = times[i];
        check_round_trip(VIEW("/x"), &entry);
    }
}
END_TEST

START_TEST(a_path_of_any_length_is_kept_whole)
{
    char path[4096];
    memset(path, 'p', sizeof path);
    path[0] = '/';
    for (size_t len = 190; len < 215; len++)
        check_round_trip((struct view){path, len}, &example);
    check_round_trip((struct view){path, sizeof path}, &example);
}
END_TEST

START_TEST(a_cut_or_foreign_entry_is_refused)
{
    struct buf key = {0}, stored = {0};
    struct manifest_entry back;
    struct view name;
    struct error err;
    manifest_key(VIEW("/a"), &key);
    manifest_encode(&example, VIEW("/a"), &stored);
    for (size_t len = 0; len < stored.len; len++)
        ck_assert_int_eq(manifest_decode(view_of_buf(&key), view_sub(view_of_buf(&stored), 0, len), &back, &name, &err),
                         STATUS_INDEX);
    ck_assert_int_eq(manifest_decode(VIEW("other:/a"), view_of_buf(&stored), &back, &name, &err), STATUS_INDEX);
    buf_add_char(&stored, 'x');
    ck_assert_int_eq(manifest_decode(view_of_buf(&key), view_of_buf(&stored), &back, &name, &err), STATUS_INDEX);
    stored.data[1] = 9;
    buf_truncate(&stored, stored.len - 1);
    ck_assert_int_eq(manifest_decode(view_of_buf(&key), view_of_buf(&stored), &back, &name, &err), STATUS_INDEX);
    buf_release(&key);
    buf_release(&stored);
}
END_TEST

START_TEST(an_empty_manifest_knows_nothing)
{
    struct manifest *m = NULL;
    struct error err;
    size_t count = 1;
    ck_assert_int_eq(manifest_load(NULL, &m, &err), STATUS_OK);
    ck_assert_ptr_null(manifest_find(m, VIEW("/a")));
    manifest_files(m, &count);
    ck_assert_uint_eq(count, 0);
    manifest_free(m);
}
END_TEST

int main(void)
{
    return run_suite("manifest", (const TTest *const[]){an_entry_comes_back_as_it_was, a_path_of_any_length_is_kept_whole,
                                                        a_cut_or_foreign_entry_is_refused, an_empty_manifest_knows_nothing, NULL});
}
