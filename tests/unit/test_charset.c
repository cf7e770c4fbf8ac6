#include "indexer/charset.h"

#include "common/utf8.h"
#include "tests/support/suite.h"

#include <string.h>

#define BYTES(literal)                                                                                                             \
    {                                                                                                                              \
        "" literal, sizeof(literal) - 1                                                                                            \
    }

static const struct {
    struct view bytes;
    const char *name, *text;
    size_t replacements;
} rows[] = {
    {BYTES(""), "UTF-8", "", 0},
    {BYTES("\xFF\xFE"), "UTF-16LE", "", 0},
    {BYTES("plain"), "UTF-8", "plain", 0},
    {BYTES("\xEF\xBB\xBFmarked"), "UTF-8", "marked", 0},
    {BYTES("caf\xC3\xA9"), "UTF-8", "caf\xC3\xA9", 0},
    {BYTES("\xFF\xFEh\0\xE9\0"), "UTF-16LE", "h\xC3\xA9", 0},
    {BYTES("\xFE\xFF\0h\0\xE9"), "UTF-16BE", "h\xC3\xA9", 0},
    {BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), "UTF-16LE", "\xF0\x9F\x98\x80", 0},
    {BYTES("\xFF\xFE\x3D\xD8h\0"), "UTF-16LE", "\xEF\xBF\xBDh", 1},
    {BYTES("\xFF\xFE\0\0h\0\0\0"), "UTF-32LE", "h", 0},
    {BYTES("\0\0\xFE\xFF\0\0\0h"), "UTF-32BE", "h", 0},
    {BYTES("h\0e\0l\0l\0o\0\n\0"), "UTF-16LE", "hello\n", 0},
    {BYTES("\0h\0e\0l\0l\0o\0\n"), "UTF-16BE", "hello\n", 0},
    {BYTES("<meta charset=iso-8859-1>\x93q\x94 \xE9"), "windows-1252",
     "<meta charset=iso-8859-1>\xE2\x80\x9Cq\xE2\x80\x9D \xC3\xA9", 0},
    {BYTES("<meta http-equiv=x content='text/html; charset=windows-1251'>\xCA\xE8\xE5\xE2"), "windows-1251",
     "<meta http-equiv=x content='text/html; charset=windows-1251'>\xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2", 0},
    {BYTES("<?xml version='1.0' encoding=\"koi8-r\"?>\xEB"), "koi8-r", "<?xml version='1.0' encoding=\"koi8-r\"?>\xD0\x9A", 0},
    {BYTES("<meta charset=utf-8>\xC3\xA9\xC3\xA9\xC3\xA9 \xE9 x"), "UTF-8",
     "<meta charset=utf-8>\xC3\xA9\xC3\xA9\xC3\xA9 \xEF\xBF\xBD x", 1},
    {BYTES("<meta charset=utf-8>pr\xE9sident \xE0 x"), "windows-1252", "<meta charset=utf-8>pr\xC3\xA9sident \xC3\xA0 x", 0},
    {BYTES("pr\xC3\xA9sident \xC3\xA0 l\xE2\x80\x99\xC3\x89lys\xC3\xA9"
           "e \xE9t\xE9"),
     "UTF-8",
     "pr\xC3\xA9sident \xC3\xA0 l\xE2\x80\x99\xC3\x89lys\xC3\xA9"
     "e \xEF\xBF\xBDt\xEF\xBF\xBD",
     2},
    {BYTES("<meta charset=iso-8859-1>caf\xC3\xA9"), "UTF-8", "<meta charset=iso-8859-1>caf\xC3\xA9", 0},
    {BYTES("caf\xC3\xA9 caf\xC3\xA9 caf\xC3"), "UTF-8", "caf\xC3\xA9 caf\xC3\xA9 caf\xEF\xBF\xBD", 1},
    {BYTES("<meta charset=nonsense>plain"), "UTF-8", "<meta charset=nonsense>plain", 0},
};

START_TEST(bytes_become_utf8_by_what_they_are)
{
    struct buf out = {0};
    struct charset_result result = {0};
    struct error err;
    ck_assert_int_eq(charset_to_utf8(rows[_i].bytes, &out, &result, &err), STATUS_OK);
    ck_assert_str_eq(result.name, rows[_i].name);
    ck_assert_str_eq(out.data ? out.data : "", rows[_i].text);
    ck_assert_uint_eq(result.replacements, rows[_i].replacements);
    buf_release(&out);
}
END_TEST

START_TEST(utf16_of_another_alphabet_needs_no_mark)
{
    static const char text[] = "\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2 \xD0\xBF\xD1\x96\xD0\xB4\xD0\xBF\xD0\xB8\xD1\x81\xD0\xB0\xD0\xB2 "
                               "\xD1\x83\xD0\xB3\xD0\xBE\xD0\xB4\xD1\x83 \xD0\xBF\xD1\x80\xD0\xBE "
                               "\xD0\xB1\xD0\xB5\xD0\xB7\xD0\xBF\xD0\xB5\xD0\xBA\xD1\x83\n";
    char wide[2][2 * sizeof text];
    size_t len = 0;
    for (size_t at = 0; at < sizeof text - 1; len += 2) {
        uint32_t code = utf8_next(view_of(text), &at);
        wide[0][len] = wide[1][len + 1] = (char)(code & 0xFF);
        wide[0][len + 1] = wide[1][len] = (char)(code >> 8);
    }
    for (int k = 0; k < 2; k++) {
        struct buf out = {0};
        struct charset_result result = {0};
        struct error err;
        const struct view bytes = {wide[k], len};
        ck_assert(!charset_is_binary(bytes) && charset_is_wide(bytes));
        ck_assert_int_eq(charset_to_utf8(bytes, &out, &result, &err), STATUS_OK);
        ck_assert_str_eq(result.name, k ? "UTF-16BE" : "UTF-16LE");
        ck_assert_str_eq(out.data, text);
        buf_release(&out);
    }
}
END_TEST

START_TEST(undeclared_latin_is_detected)
{
    static const struct view text = BYTES("Le pr\xE9sident a sign\xE9 un accord de s\xE9"
                                          "curit\xE9 \xE0 Paris, apr\xE8s des mois de n\xE9gociations "
                                          "avec les alli\xE9s europ\xE9"
                                          "ens, a d\xE9"
                                          "clar\xE9 le minist\xE8re.");
    struct buf out = {0};
    struct charset_result result = {0};
    struct error err;
    ck_assert_int_eq(charset_to_utf8(text, &out, &result, &err), STATUS_OK);
    ck_assert_ptr_nonnull(strstr(out.data, "pr\xC3\xA9sident a sign\xC3\xA9"));
    buf_release(&out);
}
END_TEST

START_TEST(any_bytes_give_valid_utf8)
{
    uint32_t seed = 12345;
    struct buf out = {0};
    for (int round = 0; round < 300; round++) {
        char bytes[257];
        size_t len = (size_t)round % sizeof bytes;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 24);
        }
        struct charset_result result = {0};
        struct error err = {0};
        ck_assert_int_eq(charset_to_utf8((struct view){bytes, len}, &out, &result, &err), STATUS_OK);
        ck_assert(utf8_valid(view_of_buf(&out)));
    }
    buf_release(&out);
}
END_TEST

static const struct {
    struct view head;
    bool binary;
} heads[] = {
    {BYTES(""), false},
    {BYTES("text\n\twith \x1b[1m"), false},
    {BYTES("h\0e\0l\0l\0o\0"), false},
    {BYTES("\xFF\xFEh\0"), false},
    {BYTES("caf\xE9"), false},
    {BYTES("%PDF-1.7"), true},
    {BYTES("PK\3\4abc"), true},
    {BYTES("\x1f\x8b\x08"), true},
    {BYTES("ab\0c\0\0d"), true},
    {BYTES("one stray \0 in a text of some length, which is a text all the same"), false},
    {BYTES("\1\2\3\4text"), true},
};

START_TEST(binary_files_are_told_from_text)
{
    ck_assert_int_eq(charset_is_binary(heads[_i].head), heads[_i].binary);
}
END_TEST

static const struct {
    struct view head;
    bool good;
    const char *name;
} part_heads[] = {
    {BYTES(""), true, ""},
    {BYTES("title,text\n"), true, ""},
    {BYTES("\xEF\xBB\xBFtitle"), true, ""},
    {BYTES("caf\xC3\xA9"), true, ""},
    {BYTES("an escape \x1b and the beginning of a caf\xC3"), true, ""},
    {BYTES("\x1b and \xE2\x82"), true, ""},
    {BYTES("\x1b and \xE2\x82\xAC"), true, ""},
    {BYTES("caf\xE9s et th\xE9 \xE0 la fran\xE7"
           "aise, d\xE9j\xE0 vus"),
     true, "windows-1252"},
    {BYTES("\xFF\xFEh\0"), false, ""},
    {BYTES("\x82"
           "\xB1"
           "\x82"
           "\xEA"
           "\x82"
           "\xCD"
           "\x83"
           "e\x83"
           "X\x83"
           "g\x82"
           "\xC5"
           "\x82"
           "\xB7"
           "\x81"
           "B\x90"
           "V\x95"
           "\xB7"
           "\x82"
           "\xCC"
           "\x8B"
           "L\x8E"
           "\x96"
           "\x82"
           "\xF0"
           "\x93"
           "\xC7"
           "\x82"
           "\xDE"
           "\x82"
           "\xBD"
           "\x82"
           "\xDF"
           "\x82"
           "\xCC"
           "\x83"
           "v\x83"
           "\x8D"
           "\x83"
           "O\x83"
           "\x89"
           "\x83"
           "\x80"
           "\x82"
           "\xC5"
           "\x82"
           "\xB7"
           "\x81"
           "B"),
     false, ""}, /* Shift_JIS, in which half a character may be a backslash */
    {BYTES("\x1B"
           "$B$3$l$O%F%9%H$G$9!#?7J9$N5-;v$rFI$`$?$a$N%W%m%0%i%`$G$9!#\x1B"
           "(B"),
     false, ""}, /* ISO-2022-JP, in which it may be a quote */
};

START_TEST(parts_are_converted_where_a_byte_is_a_character)
{
    char name[32] = "";
    ck_assert_int_eq(charset_of_parts(part_heads[_i].head, name, sizeof name), part_heads[_i].good);
    ck_assert_str_eq(name, part_heads[_i].name);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("charset");
    TCase *tcase = tcase_create("charset");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, bytes_become_utf8_by_what_they_are, 0, COUNT(rows));
    tcase_add_loop_test(tcase, binary_files_are_told_from_text, 0, COUNT(heads));
    tcase_add_loop_test(tcase, parts_are_converted_where_a_byte_is_a_character, 0, COUNT(part_heads));
    tcase_add_test(tcase, utf16_of_another_alphabet_needs_no_mark);
    tcase_add_test(tcase, undeclared_latin_is_detected);
    tcase_add_test(tcase, any_bytes_give_valid_utf8);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
