#include "query/present/wrap.h"

#include "common/escape.h"
#include "tests/support/suite.h"

#include <string.h>

static const struct {
    size_t width, indent;
    bool keep_paragraphs;
    const char *text, *lines;
} plain[] = {
    {10, 2, false, "one two three", "one two\n  three\n"},
    {9, 2, false, "one two three", "one two\n  three\n"},
    {8, 2, false, "one two three", "one\n  two\n  three\n"},
    {40, 0, false, "  a \n b\t\tc\r\n\r\nd  ", "a b c d\n"},
    {40, 2, true, "a\nb\n\nc", "a b\n  c\n"},
    {10, 2, false, "abcdefghijklmnopqrs t", "abcdefgh\n  ijklmnop\n  qrs t\n"},
    {10, 0, false, "a abcdefghijklm", "a\nabcdefghij\nklm\n"},
    {40, 0, false, "a\x1b[31mb \xe2\x80\xae!", "a\\x1B[31mb \\u202E!\n"},
    {8, 0, false, "\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\xe5\x8d\x8f\xe5\xae\x9a", /* 6 wide characters: 4 a line */
     "\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\n\xe5\x8d\x8f\xe5\xae\x9a\n"},
    {9, 0, false, "\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\xe5\x8d\x8f", /* an odd column stays empty */
     "\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\n\xe5\x8d\x8f\n"},
    {6, 0, false, "\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe3\x80\x82", /* a full stop does not begin a line */
     "\xe5\xae\x89\xe5\x85\xa8\n\xe4\xbf\x9d\xe3\x80\x82\n"},
    {7, 0, false, "NATO\xe5\xae\x89\xe5\x85\xa8 ok", "NATO\xe5\xae\x89\n\xe5\x85\xa8 ok\n"},
    {5, 0, false, "e\xcc\x81te\xcc\x81s abc", "e\xcc\x81te\xcc\x81s\nabc\n"}, /* combining accents take no column */
    {3, 3, false, "ab", "a\n   b\n"},
    {10, 0, false, "", "\n"},
};

START_TEST(lines_are_broken_where_they_should_be)
{
    struct buf out = {0};
    const struct wrap_style style = {.width = plain[_i].width,
                                     .indent = plain[_i].indent,
                                     .text_on = "",
                                     .mark_on = "",
                                     .keep_paragraphs = plain[_i].keep_paragraphs};
    wrap_text(view_of(plain[_i].text), NULL, 0, &style, &out);
    ck_assert_str_eq(out.data, plain[_i].lines);
    buf_release(&out);
}
END_TEST

START_TEST(marks_are_lit_with_color_only)
{
    static const struct wrap_mark marks[] = {{0, 3}, {8, 13}, {10, 15}};
    struct wrap_style style = {.width = 12, .color = true, .text_on = "", .mark_on = "<", .indent = 1};
    struct buf out = {0};
    wrap_text(VIEW("one two three four"), marks, 3, &style, &out);
    ck_assert_str_eq(out.data, "<one\033[0m two\n <three\033[0m <f\033[0mour\n");
    buf_clear(&out);
    style.color = false;
    wrap_text(VIEW("one two three four"), marks, 3, &style, &out);
    ck_assert_str_eq(out.data, "one two\n three four\n");
    buf_release(&out);
}
END_TEST

START_TEST(a_style_of_the_text_is_closed_before_every_newline)
{
    struct wrap_style style = {.width = 8, .color = true, .text_on = "[", .mark_on = "<"};
    struct buf out = {0};
    wrap_text(VIEW("one two three"), NULL, 0, &style, &out);
    ck_assert_str_eq(out.data, "[one two\033[0m\n[three\033[0m\n");
    buf_release(&out);
}
END_TEST

/* Any bytes: no line is wider than the width, and no control character but the newlines comes through. */
START_TEST(hostile_bytes_never_break_the_layout)
{
    unsigned char bytes[300];
    unsigned state = (unsigned)_i * 2654435761u + 1;
    for (size_t i = 0; i < sizeof bytes; i++) {
        state = state * 1664525u + 1013904223u;
        bytes[i] = (unsigned char)(state >> 24);
        if (state >> 20 & 1)
            bytes[i] = (unsigned char)(0xe4 - (i % 3 ? 0x44 : 0)); /* many beginnings of wide characters */
    }
    struct buf out = {0};
    const struct wrap_style style = {.width = 20, .indent = 4, .text_on = "", .mark_on = ""};
    wrap_text((struct view){(const char *)bytes, sizeof bytes}, NULL, 0, &style, &out);
    for (size_t start = 0, i = 0; i < out.len; i++) {
        unsigned char c = (unsigned char)out.data[i];
        ck_assert(c == '\n' || (c >= 0x20 && c != 0x7f));
        if (c != '\n')
            continue;
        ck_assert_uint_le(escape_width(view_sub(view_of_buf(&out), start, i)), start == 0 ? 16 : 20);
        start = i + 1;
    }
    buf_release(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("wrap");
    TCase *tcase = tcase_create("wrap");
    tcase_add_loop_test(tcase, lines_are_broken_where_they_should_be, 0, sizeof plain / sizeof *plain);
    tcase_add_test(tcase, marks_are_lit_with_color_only);
    tcase_add_test(tcase, a_style_of_the_text_is_closed_before_every_newline);
    tcase_add_loop_test(tcase, hostile_bytes_never_break_the_layout, 0, 50);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
