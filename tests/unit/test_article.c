#include "common/article.h"

#include "tests/support/suite.h"

#include <string.h>

#define FFFD "\xEF\xBF\xBD"

struct clean_case {
    struct view raw;
    const char *text, *line;
    size_t replaced;
};

static const struct clean_case clean_cases[] = {
    {{"", 0}, "", "", 0},
    {{"  \n\t\r\n ", 7}, "", "", 0},
    {{"one", 3}, "one", "one", 0},
    {{"one\r\ntwo\rthree\nfour\n", 20}, "one\ntwo\nthree\nfour", "one two three four", 0},
    {{"\n\n one  two \t\n\n\n\n  \n three\n\n", 29}, " one  two\n\n three", "one two three", 0},
    {{"a\n \nb\n\t\n \nc", 12}, "a\n\nb\n\nc", "a b c", 0},
    {{"a\fb\vc", 5}, "a\nb\nc", "a b c", 0},
    {{"a\x00"
      "b\x07"
      "c\x7f"
      "d\x1b[1m",
      11},
     "abcd[1m",
     "abcd[1m",
     0},
    {{"a\tb", 3}, "a\tb", "a b", 0},
    {{"a\xc2\xa0"
      "b",
      4},
     "a b",
     "a b",
     0},
    {{"a\xc2\xa0\nb", 5}, "a\nb", "a b", 0},
    {{"a\xe2\x80\xa8"
      "b\xe2\x80\xa9"
      "c\xc2\x85"
      "d",
      12},
     "a\nb\n\nc\nd",
     "a b c d",
     0},
    {{"co\xc2\xadop\xc2\x9b", 8}, "coop", "coop", 0},
    {{"\xef\xbb\xbfone\xef\xbb\xbf", 9}, "one", "one", 0},
    {{"\xe0\xa4\x95\xe2\x80\x8d\xe0\xa4\x96", 9},
     "\xe0\xa4\x95\xe2\x80\x8d\xe0\xa4\x96",
     "\xe0\xa4\x95\xe2\x80\x8d\xe0\xa4\x96",
     0},
    {{"a\xff\xfe"
      "b\xc3",
      5},
     "a" FFFD FFFD "b" FFFD,
     "a" FFFD FFFD "b" FFFD,
     3},
    {{FFFD, 3}, FFFD, FFFD, 0},
    {{"\xc3\xa9t\xc3\xa9 \xe2\x80\x9cpact\xe2\x80\x9d", 16},
     "\xc3\xa9t\xc3\xa9 \xe2\x80\x9cpact\xe2\x80\x9d",
     "\xc3\xa9t\xc3\xa9 \xe2\x80\x9cpact\xe2\x80\x9d",
     0},
};

START_TEST(texts_and_lines_are_cleaned)
{
    const struct clean_case *c = &clean_cases[_i];
    struct buf b = {0};
    buf_add_text(&b, "\n "); /* what stands before is left alone */
    ck_assert_uint_eq(article_clean_text(c->raw, &b), c->replaced);
    ck_assert_int_eq(strncmp(b.data, "\n ", 2), 0);
    ck_assert_str_eq(b.data + 2, c->text);
    struct buf again = {0};
    buf_add_text(&again, "");
    ck_assert_uint_eq(article_clean_text(view_of(c->text), &again), 0);
    ck_assert_str_eq(again.data, c->text);
    buf_clear(&b);
    ck_assert_uint_eq(article_clean_line(c->raw, &b), c->replaced);
    ck_assert_str_eq(b.data, c->line);
    buf_release(&b);
    buf_release(&again);
}
END_TEST

/* ---- hash ---- */

static struct article sample(void)
{
    return (struct article){.id = VIEW("ap-1"),
                            .title = VIEW("Pact signed"),
                            .text = VIEW("A pact was signed.\n\nIt is long."),
                            .source = VIEW("AP"),
                            .place = VIEW("BERLIN"),
                            .author = VIEW("A. Reyes"),
                            .url = VIEW("https://example.org/1"),
                            .language = VIEW("en"),
                            .topics = VIEW("treaties\ndefence"),
                            .path = VIEW("/news/1.txt"),
                            .published = {1720683000, 120, DATE_MINUTE},
                            .modified = {-62135596800, -720, DATE_SECOND}};
}

START_TEST(the_hash_sees_every_field)
{
    struct article a = sample();
    struct article_hash whole = article_hash(&a);
    struct article b = sample();
    struct article_hash same = article_hash(&b);
    ck_assert(whole.low == same.low && whole.high == same.high);
    struct view *const fields[] = {&b.id,     &b.title, &b.text,     &b.source, &b.place,
                                   &b.author, &b.url,   &b.language, &b.topics, &b.path};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct view before = *fields[i];
        fields[i]->len--;
        struct article_hash other = article_hash(&b);
        ck_assert(whole.low != other.low && whole.high != other.high);
        *fields[i] = before;
    }
    b.published.zone = 60;
    ck_assert(article_hash(&b).low != whole.low);
    b = sample();
    b.modified.precision = DATE_DAY;
    ck_assert(article_hash(&b).low != whole.low);
    b = sample();
    b.title = VIEW("Pact ");
    b.text = VIEW("signedA pact was signed.\n\nIt is long.");
    ck_assert(article_hash(&b).low != whole.low);
}
END_TEST

/* ---- records ---- */

static struct record sample_record(void)
{
    return (struct record){.article = sample(),
                           .hash = {0x0123456789abcdef, UINT64_MAX},
                           .segment = 2,
                           .segments = 3,
                           .offset = 100000,
                           .length = 200000,
                           .first_paragraph = 300};
}

START_TEST(a_record_comes_back_as_it_went_in)
{
    struct record in = sample_record(), out;
    struct buf b = {0};
    struct error err;
    record_encode(&in, &b);
    ck_assert_int_eq(record_decode(view_of_buf(&b), &out, &err), STATUS_OK);
    struct article_hash one = article_hash(&in.article), two = article_hash(&out.article);
    ck_assert(one.low == two.low && one.high == two.high);
    ck_assert(view_equal(in.article.topics, out.article.topics));
    ck_assert_int_eq(out.article.modified.seconds, -62135596800);
    ck_assert_int_eq(out.article.modified.zone, -720);
    ck_assert(out.hash.low == in.hash.low && out.hash.high == in.hash.high);
    ck_assert_uint_eq(out.segment, 2);
    ck_assert_uint_eq(out.segments, 3);
    ck_assert_uint_eq(out.offset, 100000);
    ck_assert_uint_eq(out.length, 200000);
    ck_assert_uint_eq(out.first_paragraph, 300);
    buf_release(&b);
}
END_TEST

START_TEST(a_record_cut_anywhere_is_refused)
{
    struct record in = sample_record(), out = {.segment = 77};
    struct buf b = {0};
    struct error err;
    record_encode(&in, &b);
    for (size_t len = 0; len < b.len; len++) {
        char *cut = mem_copy_text((struct view){b.data, len}); /* exactly as long, so that ASan sees a step beyond */
        ck_assert_int_eq(record_decode((struct view){cut, len}, &out, &err), STATUS_INDEX);
        ck_assert_uint_eq(out.segment, 77);
        free(cut);
    }
    buf_add_char(&b, 'x');
    ck_assert_int_eq(record_decode(view_of_buf(&b), &out, &err), STATUS_INDEX);
    buf_release(&b);
}
END_TEST

START_TEST(a_record_with_any_byte_changed_is_refused_or_read_within_bounds)
{
    struct record in = sample_record(), out;
    struct buf b = {0};
    struct error err;
    record_encode(&in, &b);
    for (size_t i = 0; i < b.len; i++) {
        char before = b.data[i];
        for (int value = 0; value < 256; value++) {
            b.data[i] = (char)value;
            if (record_decode(view_of_buf(&b), &out, &err) == STATUS_OK) {
                ck_assert(out.segment < out.segments && out.offset + out.article.text.len <= out.length);
                ck_assert(out.article.text.ptr + out.article.text.len <= b.data + b.len);
            }
        }
        b.data[i] = before;
    }
    buf_release(&b);
}
END_TEST

START_TEST(a_record_of_another_version_is_refused_by_name)
{
    struct record in = sample_record(), out;
    struct buf b = {0};
    struct error err;
    record_encode(&in, &b);
    b.data[1] = 9;
    ck_assert_int_eq(record_decode(view_of_buf(&b), &out, &err), STATUS_INDEX);
    ck_assert_msg(strstr(err.text, "version 9"), "%s", err.text);
    buf_release(&b);
}
END_TEST

/* Bytes are looked at in blocks: a control character is dropped, and one that is kept stays, wherever it stands. */
START_TEST(every_place_of_a_text_is_cleaned)
{
    static const char dropped[] = {1, 8, 14, 31, 127};
    char text[80], expected[80];
    struct buf out = {0};
    for (size_t len = 1; len < 50; len++)
        for (size_t at = 0; at < len; at++)
            for (size_t k = 0; k < sizeof dropped; k++) {
                memset(text, '~', len);
                text[at] = dropped[k];
                memset(expected, '~', len - 1);
                buf_clear(&out);
                ck_assert_uint_eq(article_clean_text((struct view){text, len}, &out), 0);
                ck_assert_uint_eq(out.len, len - 1);
                ck_assert(len == 1 || memcmp(out.data, expected, len - 1) == 0);
                text[at] = (char)0xC3; /* no character begins so before "~" */
                buf_clear(&out);
                ck_assert_uint_eq(article_clean_text((struct view){text, len}, &out), 1);
                ck_assert_uint_eq(out.len, len - 1 + sizeof FFFD - 1);
                ck_assert(memcmp(out.data + at, FFFD, sizeof FFFD - 1) == 0);
            }
    buf_release(&out);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("article");
    tcase_add_test(tcase, the_hash_sees_every_field);
    tcase_add_test(tcase, a_record_comes_back_as_it_went_in);
    tcase_add_test(tcase, a_record_cut_anywhere_is_refused);
    tcase_add_test(tcase, a_record_with_any_byte_changed_is_refused_or_read_within_bounds);
    tcase_add_test(tcase, a_record_of_another_version_is_refused_by_name);
    tcase_add_test(tcase, every_place_of_a_text_is_cleaned);
    tcase_add_loop_test(tcase, texts_and_lines_are_cleaned, 0, (int)(sizeof clean_cases / sizeof *clean_cases));
    Suite *suite = suite_create("article");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
