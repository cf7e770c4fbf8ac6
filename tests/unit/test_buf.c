#include "common/buf.h"

#include "tests/support/suite.h"

#include <stdlib.h>
#include <string.h>

START_TEST(varints_come_back_as_they_went_in)
{
    static const uint64_t numbers[] = {0, 1, 127, 128, 300, 16383, 16384, UINT32_MAX, UINT64_MAX};
    struct buf b = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        ck_assert(buf_add_varint(&b, numbers[i]));
    struct view in = view_of_buf(&b);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        uint64_t n = 0;
        ck_assert(view_take_varint(&in, &n));
        ck_assert_uint_eq(n, numbers[i]);
    }
    ck_assert_uint_eq(in.len, 0);
    buf_release(&b);
}
END_TEST

START_TEST(cut_or_oversized_varints_are_refused)
{
    struct view cut = VIEW("\x80\x80");
    struct view big = VIEW("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02");
    uint64_t n = 7;
    ck_assert(!view_take_varint(&cut, &n));
    ck_assert(!view_take_varint(&big, &n));
    ck_assert_uint_eq(n, 7);
    ck_assert_uint_eq(cut.len, 2);
}
END_TEST

START_TEST(a_string_longer_than_its_buffer_is_refused)
{
    struct view in = VIEW("\x05"
                          "abc");
    struct view out = {0};
    ck_assert(!view_take_string(&in, &out));
    ck_assert_uint_eq(in.len, 4);
}
END_TEST

START_TEST(a_buffer_never_passes_its_maximum)
{
    struct buf b = {.max = 10};
    ck_assert(buf_add_text(&b, "12345678"));
    ck_assert(!buf_add_text(&b, "abc"));
    ck_assert(b.overflow);
    ck_assert_str_eq(b.data, "12345678");
    ck_assert(buf_add_text(&b, "ab"));
    buf_release(&b);
}
END_TEST

START_TEST(single_bytes_go_up_to_the_maximum_and_no_further)
{
    for (size_t max = 1; max < 300; max++) {
        struct buf b = {.max = max};
        for (size_t i = 0; i < max; i++)
            ck_assert(buf_add_char(&b, 'x'));
        ck_assert(!buf_add_char(&b, 'y'));
        ck_assert(b.overflow);
        ck_assert_uint_eq(b.len, max);
        ck_assert_uint_eq(strlen(b.data), max);
        ck_assert_uint_le(b.cap, max + 1);
        buf_release(&b);
    }
}
END_TEST

START_TEST(an_error_is_prefixed_and_cut_at_a_character)
{
    struct error err;
    ck_assert_int_eq(error_set(&err, STATUS_INPUT, "line %d is bad", 7), STATUS_INPUT);
    ck_assert_int_eq(error_prefix(&err, "%s", "a.json"), STATUS_INPUT);
    ck_assert_str_eq(err.text, "a.json: line 7 is bad");
    char text[700];
    memset(text, 'a', sizeof text);
    memcpy(text + ERROR_TEXT_SIZE - 2, "\xc3\xa9\xc3\xa9", 5);
    error_set(&err, STATUS_INPUT, "%s", text);
    ck_assert_uint_eq(strlen(err.text), ERROR_TEXT_SIZE - 2);
}
END_TEST

int main(void)
{
    return run_suite("buf", (const TTest *const[]){varints_come_back_as_they_went_in, cut_or_oversized_varints_are_refused,
                                                   a_string_longer_than_its_buffer_is_refused, a_buffer_never_passes_its_maximum,
                                                   single_bytes_go_up_to_the_maximum_and_no_further,
                                                   an_error_is_prefixed_and_cut_at_a_character, NULL});
}
