#include "indexer/input.h"

#include "tests/support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char path[64];

static void setup(void)
{
    snprintf(path, sizeof path, "/tmp/lede-input-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

static void teardown(void)
{
    unlink(path);
}

static void write_bytes(const struct buf *bytes)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(bytes->data, 1, bytes->len, f), bytes->len);
    fclose(f);
}

static void add_line(struct buf *out, size_t len, char fill)
{
    buf_reserve(out, len + 1);
    memset(out->data + out->len, fill, len);
    out->len += len;
    buf_add_char(out, '\n');
}

START_TEST(parts_are_whole_lines_and_make_up_the_file)
{
    struct buf file = {0}, joined = {0}, part = {0};
    struct input in;
    struct error err;
    uint64_t left_out = 0, lines = 1;
    for (size_t i = 0; i < 4000; i++)
        add_line(&file, i, (char)('a' + i % 26));
    add_line(&file, 3 << 20, 'x');
    buf_add_text(&file, "the end without a newline");
    write_bytes(&file);
    ck_assert_int_eq(input_open(path, &in, &err), STATUS_OK);
    while (!in.at_end || in.carry.len > 0) {
        ck_assert_uint_eq(in.line, lines);
        ck_assert_int_eq(input_part(&in, &part, &left_out, &err), STATUS_OK);
        ck_assert_uint_eq(left_out, 0);
        ck_assert(in.at_end || part.data[part.len - 1] == '\n');
        for (size_t i = 0; i < part.len; i++)
            lines += part.data[i] == '\n';
        buf_add_view(&joined, view_of_buf(&part));
    }
    ck_assert(view_equal(view_of_buf(&joined), view_of_buf(&file)));
    ck_assert_uint_eq(in.consumed, file.len);
    XXH128_hash_t hash = input_hash(&in), whole = XXH3_128bits(file.data, file.len);
    ck_assert(XXH128_isEqual(hash, whole));
    input_close(&in);
    buf_release(&file);
    buf_release(&joined);
    buf_release(&part);
}
END_TEST

START_TEST(a_line_that_is_too_long_is_left_out_alone)
{
    struct buf file = {0}, part = {0};
    struct input in;
    struct error err;
    uint64_t left_out = 0;
    buf_add_text(&file, "first\n");
    add_line(&file, (size_t)INPUT_MAX_LINE + 5000000, 'x');
    buf_add_text(&file, "third\n");
    write_bytes(&file);
    ck_assert_int_eq(input_open(path, &in, &err), STATUS_OK);
    ck_assert_int_eq(input_part(&in, &part, &left_out, &err), STATUS_OK);
    ck_assert_str_eq(part.data, "first\n");
    ck_assert_int_eq(input_part(&in, &part, &left_out, &err), STATUS_OK);
    ck_assert_uint_eq(left_out, 2);
    ck_assert_uint_eq(part.len, 0);
    ck_assert_uint_eq(in.line, 3);
    ck_assert_int_eq(input_part(&in, &part, &left_out, &err), STATUS_OK);
    ck_assert_str_eq(part.data, "third\n");
    ck_assert(in.at_end && in.carry.len == 0);
    input_close(&in);
    buf_release(&file);
    buf_release(&part);
}
END_TEST

START_TEST(hashing_ahead_moves_nothing)
{
    struct buf file = {0}, whole = {0};
    struct input in;
    struct error err;
    XXH128_hash_t ahead;
    add_line(&file, 700000, 'q');
    write_bytes(&file);
    ck_assert_int_eq(input_open(path, &in, &err), STATUS_OK);
    ck_assert_int_eq(input_hash_ahead(&in, &ahead, &err), STATUS_OK);
    ck_assert_int_eq(input_whole(&in, "", &whole, &err), STATUS_OK);
    ck_assert(view_equal(view_of_buf(&file), view_of_buf(&whole)));
    ck_assert(XXH128_isEqual(input_hash(&in), ahead));
    input_close(&in);
    buf_release(&file);
    buf_release(&whole);
}
END_TEST

START_TEST(what_is_known_to_be_too_large_is_not_read)
{
    struct buf whole = {0};
    struct input in;
    struct error err;
    ck_assert_int_eq(truncate(path, (off_t)INPUT_MAX_WHOLE + 1), 0);
    ck_assert_int_eq(input_open(path, &in, &err), STATUS_OK);
    ck_assert_int_eq(input_whole(&in, "make it smaller", &whole, &err), STATUS_INPUT);
    ck_assert_str_eq(err.text, "is larger than 256 MB; make it smaller");
    ck_assert_uint_eq(whole.cap, 0);
    input_close(&in);
    buf_release(&whole);
}
END_TEST

START_TEST(only_regular_files_are_opened)
{
    struct input in;
    struct error err;
    ck_assert_int_eq(input_open("/tmp", &in, &err), STATUS_INPUT);
    ck_assert_int_eq(input_open("/dev/null", &in, &err), STATUS_INPUT);
    ck_assert_int_eq(input_open("/tmp/lede/not/there", &in, &err), STATUS_INPUT);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {parts_are_whole_lines_and_make_up_the_file, a_line_that_is_too_long_is_left_out_alone,
                                  hashing_ahead_moves_nothing, what_is_known_to_be_too_large_is_not_read,
                                  only_regular_files_are_opened};
    Suite *suite = suite_create("input");
    TCase *tcase = tcase_create("input");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
