#include "common/utf8.h"

#include "tests/support/suite.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Ill-formed text and what it becomes; rows of the Unicode standard's tables 3-8 to 3-11 first. */
static const struct {
    struct view in;
    struct view out;
    size_t replaced;
} REPAIRS[] = {
#define FFFD "\xEF\xBF\xBD"
    {VIEW("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), VIEW(FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A"), 8},
    {VIEW("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), VIEW(FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A"), 8},
    {VIEW("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), VIEW(FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B"), 7},
    {VIEW("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), VIEW(FFFD FFFD FFFD FFFD "A"), 4},
    {VIEW("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64"), VIEW("a" FFFD FFFD FFFD "b" FFFD "c" FFFD FFFD "d"), 6},
    {VIEW("\x80"), VIEW(FFFD), 1},
    {VIEW("\xC2"), VIEW(FFFD), 1},
    {VIEW("\xE2\x82"), VIEW(FFFD), 1},
    {VIEW("\xF0\x9F\x98"), VIEW(FFFD), 1},
    {VIEW("\xC1\xBF"), VIEW(FFFD FFFD), 2},
    {VIEW("\xE0\x9F\xBF"), VIEW(FFFD FFFD FFFD), 3},
    {VIEW("\xF0\x8F\xBF\xBF"), VIEW(FFFD FFFD FFFD FFFD), 4},
    {VIEW("\xF4\x90\x80\x80"), VIEW(FFFD FFFD FFFD FFFD), 4},
    {VIEW("\xF5\x80\x80\x80"), VIEW(FFFD FFFD FFFD FFFD), 4},
    {VIEW("\xFE\xFF"), VIEW(FFFD FFFD), 2},
    {VIEW("caf\xE9 au lait, long enough for words of eight"), VIEW("caf" FFFD " au lait, long enough for words of eight"), 1},
    {VIEW("0123456789abcdef0123456789abcde\xC3"), VIEW("0123456789abcdef0123456789abcde" FFFD), 1},
#undef FFFD
};

START_TEST(ill_formed_parts_are_replaced_by_maximal_subparts)
{
    struct buf out = {0};
    ck_assert(!utf8_valid(REPAIRS[_i].in));
    ck_assert(!utf8_is_ascii(REPAIRS[_i].in));
    ck_assert_uint_eq(utf8_repair(REPAIRS[_i].in, &out), REPAIRS[_i].replaced);
    ck_assert_msg(view_equal(view_of_buf(&out), REPAIRS[_i].out), "row %d gives %s", _i, out.data);
    ck_assert(utf8_valid(view_of_buf(&out)));
    buf_release(&out);
}
END_TEST

static const struct {
    struct view bytes;
    uint32_t code;
} CODES[] = {
    {VIEW("\0"), 0},
    {VIEW("A"), 'A'},
    {VIEW("\x7F"), 0x7F},
    {VIEW("\xC2\x80"), 0x80},
    {VIEW("\xDF\xBF"), 0x7FF},
    {VIEW("\xE0\xA0\x80"), 0x800},
    {VIEW("\xED\x9F\xBF"), 0xD7FF},
    {VIEW("\xEE\x80\x80"), 0xE000},
    {VIEW("\xEF\xBF\xBD"), 0xFFFD},
    {VIEW("\xEF\xBF\xBF"), 0xFFFF},
    {VIEW("\xF0\x90\x80\x80"), 0x10000},
    {VIEW("\xF0\x9F\x98\x80"), 0x1F600},
    {VIEW("\xF4\x8F\xBF\xBF"), 0x10FFFF},
};

START_TEST(code_points_at_the_borders_go_both_ways)
{
    struct buf out = {0};
    size_t at = 0;
    ck_assert_uint_eq(utf8_next(CODES[_i].bytes, &at), CODES[_i].code);
    ck_assert_uint_eq(at, CODES[_i].bytes.len);
    utf8_add(CODES[_i].code, &out);
    ck_assert(view_equal(view_of_buf(&out), CODES[_i].bytes));
    ck_assert(utf8_valid(CODES[_i].bytes));
    buf_release(&out);
}
END_TEST

START_TEST(every_code_point_comes_back)
{
    struct buf out = {0};
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        buf_clear(&out);
        utf8_add(code, &out);
        size_t at = 0;
        uint32_t back = utf8_next(view_of_buf(&out), &at);
        if (back != (surrogate ? UTF8_REPLACEMENT : code) || at != out.len) /* a ck_assert a million times is slow */
            ck_abort_msg("U+%04X comes back as U+%04X", (unsigned)code, (unsigned)back);
    }
    buf_release(&out);
}
END_TEST

START_TEST(codes_that_are_no_characters_are_added_as_replacement)
{
    static const uint32_t codes[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < COUNT(codes); i++) {
        struct buf out = {0};
        utf8_add(codes[i], &out);
        ck_assert_str_eq(out.data, "\xEF\xBF\xBD");
        buf_release(&out);
    }
}
END_TEST

/* One bad byte at every place of texts of every length up to 80: no word loop may jump over it. */
START_TEST(a_bad_byte_is_found_at_every_place)
{
    char text[80];
    for (size_t len = 0; len <= sizeof text; len++) {
        memset(text, 'a', sizeof text);
        ck_assert(utf8_valid((struct view){text, len}));
        ck_assert(utf8_is_ascii((struct view){text, len}));
        for (size_t at = 0; at < len; at++) {
            text[at] = (char)0xFF;
            ck_assert(!utf8_valid((struct view){text, len}));
            ck_assert(!utf8_is_ascii((struct view){text, len}));
            text[at] = 'a';
        }
    }
}
END_TEST

START_TEST(well_formed_text_is_left_alone)
{
    struct view text = VIEW("Élan — Київ 東京 😀 and a long run of plain ASCII words behind it\n");
    struct buf out = {0};
    ck_assert(utf8_valid(text));
    ck_assert(!utf8_is_ascii(text));
    ck_assert_uint_eq(utf8_repair(text, &out), 0);
    ck_assert(view_equal(view_of_buf(&out), text));
    ck_assert(utf8_valid((struct view){0}));
    ck_assert(utf8_is_ascii((struct view){0}));
    ck_assert_uint_eq(utf8_repair((struct view){0}, &out), 0);
    buf_release(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tcase = tcase_create("utf8");
    tcase_add_loop_test(tcase, ill_formed_parts_are_replaced_by_maximal_subparts, 0, COUNT(REPAIRS));
    tcase_add_loop_test(tcase, code_points_at_the_borders_go_both_ways, 0, COUNT(CODES));
    tcase_add_test(tcase, every_code_point_comes_back);
    tcase_add_test(tcase, codes_that_are_no_characters_are_added_as_replacement);
    tcase_add_test(tcase, a_bad_byte_is_found_at_every_place);
    tcase_add_test(tcase, well_formed_text_is_left_alone);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
