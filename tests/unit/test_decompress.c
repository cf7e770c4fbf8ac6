/* What libarchive's own writers have compressed comes back, in pieces of any size; damage and bombs are told. */
#include "indexer/decompress.h"
#include "indexer/input.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { BYTES = 3 << 20 };

static char name[96], content[BYTES];

static void setup(void)
{
    make_directory();
    snprintf(name, sizeof name, "%s/news.jsonl", path);
    for (unsigned i = 0, h = 1; i < BYTES; i++) {
        h = h * 1664525U + 1013904223U;
        content[i] = h >> 28 ? (char)('a' + (h >> 24) % 7) : '\n';
    }
}

static const struct {
    const char *filter;
    int (*add)(struct archive *);
} filters[] = {
    {"gzip", archive_write_add_filter_gzip}, {"bzip2", archive_write_add_filter_bzip2},
    {"xz", archive_write_add_filter_xz},     {"zstd", archive_write_add_filter_zstd},
    {"lz4", archive_write_add_filter_lz4},   {"compress", archive_write_add_filter_compress},
};

/* Appends to the file: `times` times the content's first `len` bytes as one member. */
static void compress_to_file(unsigned filter, size_t len, unsigned times)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    ck_assert_int_eq(archive_write_set_format_raw(a), ARCHIVE_OK);
    ck_assert_int_eq(filters[filter].add(a), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_set_bytes_in_last_block(a, 1), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_open_fd(a, fd), ARCHIVE_OK);
    archive_entry_set_filetype(entry, AE_IFREG);
    ck_assert_int_eq(archive_write_header(a, entry), ARCHIVE_OK);
    for (unsigned i = 0; i < times; i++)
        ck_assert_int_eq(archive_write_data(a, content, len), (la_ssize_t)len);
    ck_assert_int_eq(archive_write_free(a), ARCHIVE_OK);
    archive_entry_free(entry);
    close(fd);
}

/* Everything in pieces of at most `size`; how many bytes that were. What they are is compared with the content, again and again. */
static enum status read_back(size_t size, size_t repeat, size_t *len, struct error *err)
{
    struct decompressor *d = NULL;
    char bytes[70000];
    size_t got = 1;
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    *len = 0;
    enum status status = decompress_open(fd, &d, err);
    while (!status && got) {
        status = decompress_read(d, bytes, size, &got, err);
        size_t same = 0; /* an assertion a byte would take minutes */
        while (!status && same < got && bytes[same] == content[(*len + same) % repeat])
            same++;
        ck_assert(status || same == got);
        *len += status ? 0 : got;
    }
    if (!status)
        ck_assert_uint_eq(decompress_position(d), (uint64_t)lseek(fd, 0, SEEK_END));
    decompress_free(d);
    close(fd);
    return status;
}

START_TEST(what_was_compressed_comes_back)
{
    static const size_t sizes[] = {1, 4096, 70000};
    struct error err;
    size_t len;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t bytes = sizes[i] == 1 ? 5000 : BYTES;
        unlink(name);
        compress_to_file((unsigned)_i, bytes, 1);
        ck_assert_int_eq(read_back(sizes[i], bytes, &len, &err), STATUS_OK);
        ck_assert_uint_eq(len, bytes);
    }
}
END_TEST

START_TEST(a_file_of_several_members_is_one)
{
    struct error err;
    size_t len;
    compress_to_file(0, 5000, 1);
    compress_to_file(0, 5000, 1);
    ck_assert_int_eq(read_back(4096, 5000, &len, &err), STATUS_OK);
    ck_assert_uint_eq(len, 10000);
}
END_TEST

START_TEST(nothing_compressed_is_nothing)
{
    struct error err;
    size_t len;
    compress_to_file(0, 0, 0);
    ck_assert_int_eq(read_back(4096, 1, &len, &err), STATUS_OK);
    ck_assert_uint_eq(len, 0);
}
END_TEST

START_TEST(a_file_that_was_cut_is_told)
{
    struct error err;
    size_t len;
    compress_to_file(0, BYTES, 1);
    ck_assert_int_eq(truncate(name, 700000), 0);
    ck_assert_int_eq(read_back(4096, BYTES, &len, &err), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(err.text, "cannot be decompressed: "));
    ck_assert_uint_gt(len, 0);
}
END_TEST

START_TEST(a_bomb_is_told)
{
    struct error err;
    size_t len;
    memset(content, 'a', sizeof content);
    compress_to_file(0, BYTES, 40);
    ck_assert_int_eq(read_back(70000, BYTES, &len, &err), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(err.text, "times its own size"));
    ck_assert_uint_lt(len, 100 << 20);
}
END_TEST

START_TEST(an_input_is_read_as_what_it_holds)
{
    struct input in;
    struct buf head = {0}, part = {0}, joined = {0};
    XXH128_hash_t ahead;
    uint64_t left_out;
    compress_to_file(3, BYTES, 1);
    ASSERT_OK(input_open(name, &in, why));
    ASSERT_OK(input_head(&in, INPUT_HEAD, &head, why));
    ck_assert(view_equal(view_of_buf(&head), (struct view){content, INPUT_HEAD}));
    ASSERT_OK(input_hash_ahead(&in, &ahead, why));
    while (!in.at_end || in.carry.len > 0) {
        ASSERT_OK(input_part(&in, &part, &left_out, why));
        buf_add_view(&joined, view_of_buf(&part));
    }
    ck_assert(view_equal(view_of_buf(&joined), (struct view){content, BYTES}));
    ck_assert(XXH128_isEqual(ahead, XXH3_128bits(content, BYTES)));
    ck_assert_uint_eq(in.consumed, BYTES);
    ck_assert_uint_eq(input_reached(&in), in.size);
    ASSERT_OK(input_whole(&in, "", &part, why));
    ck_assert(view_equal(view_of_buf(&part), (struct view){content, BYTES}));
    input_close(&in);
    buf_release(&head);
    buf_release(&part);
    buf_release(&joined);
}
END_TEST

START_TEST(a_name_loses_what_says_that_it_is_compressed)
{
    static const struct {
        const char *name, *bare;
    } names[] = {{"a.jsonl.gz", "a.jsonl"}, {"a.TXT.Z", "a.TXT"}, {"a.zst", "a"},
                 {"a.gz.txt", "a.gz.txt"},  {".gz", ".gz"},       {"a", "a"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert(view_equal(decompress_name(names[i].name), view_of(names[i].bare)));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("decompress");
    TCase *tcase = tcase_create("decompress");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, drop_directory);
    tcase_add_loop_test(tcase, what_was_compressed_comes_back, 0, (int)(sizeof filters / sizeof *filters));
    tcase_add_test(tcase, a_file_of_several_members_is_one);
    tcase_add_test(tcase, nothing_compressed_is_nothing);
    tcase_add_test(tcase, a_file_that_was_cut_is_told);
    tcase_add_test(tcase, a_bomb_is_told);
    tcase_add_test(tcase, an_input_is_read_as_what_it_holds);
    tcase_add_test(tcase, a_name_loses_what_says_that_it_is_compressed);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
