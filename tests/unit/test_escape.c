#include "common/escape.h"

#include "common/utf8.h"
#include "tests/support/suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FFFD "\xEF\xBF\xBD"

enum kind { LINE, LINES, JSON, HTML, CSV, TSV, TREC, MARKDOWN };

static const struct {
    enum kind kind;
    struct view in;
    const char *out;
} ROWS[] = {
    {LINE, VIEW(""), ""},
    {LINE, VIEW("plain text, 100 % \\ as it is"), "plain text, 100 % \\ as it is"},
    {LINE, VIEW("\x1b[31mred\x1b[0m"), "\\x1B[31mred\\x1B[0m"},
    {LINE, VIEW("a\nb\tc"), "a\\x0Ab\\x09c"},
    {LINE, VIEW("a\0b"), "a\\x00b"},
    {LINE, VIEW("bell\a del\x7f"), "bell\\x07 del\\x7F"},
    {LINE,
     VIEW("\xC2\x9B"
          "31m"),
     "\\u009B31m"},
    {LINE, VIEW("caf\xE9"), "caf\\xE9"},
    {LINE, VIEW("\xF0\x9F"), "\\xF0\\x9F"},
    {LINE, VIEW("Élan 東京 😀"), "Élan 東京 😀"},
    {LINE, VIEW(FFFD), FFFD},
    {LINE, VIEW("x\u202Egnp.exe"), "x\\u202Egnp.exe"},
    {LINE, VIEW("\u2066a\u2069\u200F"), "\\u2066a\\u2069\\u200F"},
    {LINE, VIEW("\uFEFFa\U000E0041"), "\\uFEFFa\\U000E0041"},
    {LINE, VIEW("a\u2028b"), "a\\u2028b"},
    {LINES, VIEW("a\n\tb\r\n"), "a\n\tb\\x0D\n"},
    {LINES, VIEW("\x1b]0;title\x07"), "\\x1B]0;title\\x07"},
    {JSON, VIEW(""), "\"\""},
    {JSON, VIEW("He said \"no\" \\ yes / ok"), "\"He said \\\"no\\\" \\\\ yes / ok\""},
    {JSON, VIEW("\b\f\n\r\t\x01\x1f\x7f"), "\"\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\""},
    {JSON, VIEW("a\0b"), "\"a\\u0000b\""},
    {JSON, VIEW("\xC2\x85\u2028\u2029"), "\"\\u0085\\u2028\\u2029\""},
    {JSON, VIEW("é\xFF東"), "\"é" FFFD "東\""},
    {HTML, VIEW("<script>alert('a & \"b\"')</script>"), "&lt;script&gt;alert(&#39;a &amp; &quot;b&quot;&#39;)&lt;/script&gt;"},
    {HTML, VIEW("a\nb\tc"), "a\nb\tc"},
    {HTML, VIEW("a\x1b\0z\xE9"), "a" FFFD FFFD "z" FFFD},
    {CSV, VIEW("plain"), "plain"},
    {CSV, VIEW(""), ""},
    {CSV, VIEW("a,b"), "\"a,b\""},
    {CSV, VIEW("say \"x\""), "\"say \"\"x\"\"\""},
    {CSV, VIEW("two\nlines"), "\"two\nlines\""},
    {CSV, VIEW("=1+1"), "'=1+1"},
    {CSV, VIEW("+1"), "'+1"},
    {CSV, VIEW("-1"), "'-1"},
    {CSV, VIEW("@SUM(A1)"), "'@SUM(A1)"},
    {CSV, VIEW("\t=1"), "'\t=1"},
    {CSV, VIEW("\r=1"), "\"'\r=1\""},
    {CSV, VIEW("  =1"), "\"'  =1\""},
    {CSV, VIEW("=HYPERLINK(\"http://x\",\"y\")"), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
    {CSV, VIEW("a\0\xFF"), "a" FFFD FFFD},
    {TSV, VIEW("a\tb\nc\rd\\e"), "a\\tb\\nc\\rd\\\\e"},
    {TSV, VIEW("é\xFF"), "é" FFFD},
    {TREC, VIEW("a b\tc%"), "a%20b%09c%25"},
    {TREC, VIEW(""), "%"},
    {TREC, VIEW("doc/é-1.txt#3"), "doc/é-1.txt#3"},
    {TREC, VIEW("a\u00A0b\u3000"), "a%C2%A0b%E3%80%80"},
    {TREC, VIEW("a\xFF"), "a%FF"},
    {MARKDOWN, VIEW("cease-fire, 2.5 (two)"), "cease-fire, 2.5 (two)"},
    {MARKDOWN, VIEW("*a* _b_ `c` [d](e) <f> \\"), "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\\\"},
    {MARKDOWN, VIEW("# one\n- two\n12. three"), "\\# one\n\\- two\n12\\. three"},
    {MARKDOWN, VIEW("a\x1b"), "a\\\\x1B"},
};

START_TEST(each_reader_gets_its_form)
{
    struct buf out = {0};
    struct view in = ROWS[_i].in;
    switch (ROWS[_i].kind) {
    case LINE:
    case LINES:
        escape_terminal(in, ROWS[_i].kind == LINES, &out);
        break;
    case JSON:
        escape_json(in, &out);
        break;
    case HTML:
        escape_html(in, &out);
        break;
    case CSV:
        escape_csv(in, &out);
        break;
    case TSV:
        escape_tsv(in, &out);
        break;
    case TREC:
        escape_trec(in, &out);
        break;
    case MARKDOWN:
        escape_markdown(in, &out);
        break;
    }
    ck_assert_str_eq(out.data ? out.data : "", ROWS[_i].out);
    ck_assert(utf8_valid(view_of_buf(&out)));
    buf_release(&out);
}
END_TEST

static const struct {
    const char *text;
    size_t width;
} WIDTHS[] = {
    {"", 0},         {"abc", 3},  {"a\tb\x7f", 2}, {"Élan", 4},           {"e\u0301", 1}, {"東京", 4},
    {"ｱ", 1},        {"Ａ", 2},   {"한국", 4},     {"ᄒ\u1161\u11AB", 2}, {"Київ", 4},    {"😀", 2},
    {"a\u200Bb", 2}, {"שָׁלוֹם", 4}, {"“—…”", 4},     {"ไทยที่", 4},           {"\u00AD", 0},
};

START_TEST(width_counts_columns)
{
    ck_assert_uint_eq(escape_width(view_of(WIDTHS[_i].text)), WIDTHS[_i].width);
}
END_TEST

/* No byte sequence, however wrong, may reach a terminal as a control. */
START_TEST(nothing_active_is_left_of_any_pair_of_bytes)
{
    struct buf out = {0};
    for (unsigned pair = 0; pair <= 0xFFFF; pair++) {
        const char bytes[] = {(char)(pair >> 8), (char)(pair & 0xFF)};
        buf_clear(&out);
        escape_terminal((struct view){bytes, 2}, false, &out);
        bool good = utf8_valid(view_of_buf(&out));
        for (size_t at = 0; good && at < out.len;) {
            uint32_t code = utf8_next(view_of_buf(&out), &at);
            good = code >= 0x20 && !(code >= 0x7F && code < 0xA0);
        }
        if (!good)
            ck_abort_msg("bytes %04X", pair);
    }
    buf_release(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("escape");
    TCase *tcase = tcase_create("escape");
    tcase_add_loop_test(tcase, each_reader_gets_its_form, 0, COUNT(ROWS));
    tcase_add_loop_test(tcase, width_counts_columns, 0, COUNT(WIDTHS));
    tcase_add_test(tcase, nothing_active_is_left_of_any_pair_of_bytes);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
