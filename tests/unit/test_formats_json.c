#include "tests/support/parse_fixture.h"
#include "tests/support/suite.h"

#include "indexer/formats/json_reader.h"

#define A "id: 1\ntitle: T\ntext: X\n--\n"

static const struct {
    const char *line, *expected;
} rows[] = {
    {"{\"id\":\"1\",\"title\":\"T\",\"text\":\"X\"}", A},
    {"\xEF\xBB\xBF{\"_id\":1,\"Headline\":\"T\",\"BODY\":\"X\"}", A},
    {"{\"docno\":\"1\",\"name\":\"T\",\"maintext\":\"X\"}", A},
    {"{\"id\":\"1\",\"id\":\"2\",\"title\":\"T\"}", "id: 2\ntitle: T\n--\n"},
    {"{\"title\":null,\"headline\":\"T\",\"id\":1,\"text\":\"\",\"content\":\"X\"}", A},
    {"{\"id\":1,\"description\":\"D\",\"text\":\"X\",\"title\":\"T\"}", A},
    {"{\"id\":1,\"title\":\"T\",\"description\":\"D\"}", "id: 1\ntitle: T\ntext: D\n--\n"},
    {"{\"title\":\"T\"}", "id: in.x:1\ntitle: T\n--\n"},
    {"{\"title\":\"T\",\"url\":\"http://a/b\"}", "id: http://a/b\ntitle: T\nurl: http://a/b\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"text\":[\"One.\",\"Two.\"]}", "id: 1\ntitle: T\ntext: One.\n\nTwo.\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"text\":\"<p>One &amp; <b>two</b>.</p><p>Three.</p>\"}",
     "id: 1\ntitle: T\ntext: One & two.\n\nThree.\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"contents\":[{\"type\":\"x\",\"content\":\"<p>One.</p>\"},{\"content\":\"Two.\"},null]}",
     "id: 1\ntitle: T\ntext: One.\n\nTwo.\n--\n"},
    {"{\"id\":1,\"title\":{\"rendered\":\"T\"},\"content\":{\"rendered\":\"<p>X</p>\",\"protected\":false}}", A},
    {"{\"id\":1,\"title\":\"a\\u00e9\\ud83d\\ude00\\n\\\"\\\\\\/z\"}", "id: 1\ntitle: a\xC3\xA9\xF0\x9F\x98\x80 \"\\/z\n--\n"},
    {"{\"id\":1,\"title\":\"a\\u0000b\\ud800c\\udc00d\"}", "id: 1\ntitle: a\xEF\xBF\xBD"
                                                           "b\xEF\xBF\xBD"
                                                           "c\xEF\xBF\xBD"
                                                           "d\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"author\":[\"By Anna Example\",{\"name\":\"Bo Berg\"}],\"source\":{\"id\":9,\"name\":\"AFP\"}}",
     "id: 1\ntitle: T\nsource: AFP\nauthor: Anna Example, Bo Berg\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"tags\":\"NATO, aid; G7\",\"lang\":\"en-GB\"}",
     "id: 1\ntitle: T\nlanguage: en\ntopics: NATO\naid\nG7\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"tags\":[\"Smith, John\",\"aid\"]}", "id: 1\ntitle: T\ntopics: Smith, John\naid\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"date\":\"2024-07-11\",\"dateModified\":\"2024-07-12T10:00:00Z\"}",
     "id: 1\ntitle: T\npublished: 2024-07-11\nmodified: 2024-07-12T10:00:00Z\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"timestamp\":1720656000}", "id: 1\ntitle: T\npublished: 2024-07-11T00:00:00Z\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"timestamp\":1720656000.25}", "id: 1\ntitle: T\npublished: 2024-07-11T00:00:00Z\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"date\":{\"$date\":\"2024-07-11\"}}", "id: 1\ntitle: T\npublished: 2024-07-11\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"date\":\"2024-02-31\"}",
     "problem 1: the date \"2024-02-31\" is not a date that Lede understands; the article has none\nid: 1\ntitle: T\n--\n"},
    {"{\"_id\":\"1\",\"_source\":{\"title\":\"T\",\"text\":\"X\"}}", A},
    {"{\"id\":1,\"title\":\"T\",\"paragraphs\":[\"One.\",\"Two.\"]}", "id: 1\ntitle: T\ntext: One.\n\nTwo.\n--\n"},
    {"{\"id\":1,\"webTitle\":\"T\",\"webPublicationDate\":\"2024-07-11\",\"fields\":{\"trailText\":\"t\",\"bodyText\":\"X\"}}",
     "id: 1\ntitle: T\npublished: 2024-07-11\ntext: X\n--\n"},
    {"{\"id\":1,\"headline\":{\"main\":\"T\"},\"abstract\":\"a\",\"lead_paragraph\":\"X\",\"byline\":{\"original\":\"By Bo\"},"
     "\"keywords\":[{\"name\":\"subject\",\"value\":\"NATO\"}]}",
     "id: 1\ntitle: T\nauthor: Bo\ntopics: NATO\ntext: X\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"summary\":\"s\",\"article_content\":\"X\"}", A},
    {"{\"id\":1,\"title\":\"T\",\"date\":{\"$date\":{\"$numberLong\":\"1720656000000\"}},\"lang\":\"eng\"}",
     "id: 1\ntitle: T\nlanguage: en\npublished: 2024-07-11T00:00:00Z\n--\n"},
    {"{\"id\":1,\"title\":\"Bo&#8217;s T &amp; <i>U</i> &lt;3\"}", "id: 1\ntitle: Bo\xE2\x80\x99s T & U <3\n--\n"},
    {"{\"id\":1,\"title\":\"R&D <3; &; &x y;\"}", "id: 1\ntitle: R&D <3; &; &x y;\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"author\":NaN,\"body\":\"X\",\"text\":NaN}", A},
    {"{\"id\":1}", "problem 1: has neither a title nor a text; left out\n"},
    /* A text under another name is told; a title alone, with what is shorter, may be all that there is. */
    {"{\"id\":1,\"title\":\"T\",\"words\":\"Some words\",\"prose\":\"More of the words\"}",
     "problem 1: has a title, but no text: \"prose\" is no name that Lede knows a text by\nid: 1\ntitle: T\n--\n"},
    {"{\"id\":1,\"title\":\"A title\",\"words\":\"few\"}", "id: 1\ntitle: A title\n--\n"},
    {"{\"id\":1,\"title\":\"T\",\"text\":\"X\",\"words\":\"Some words\"}", A},
    {"{\"id\":1,\"words\":\"Some words\"}",
     "problem 1: has neither a title nor a text; left out: \"words\" is no name that Lede knows a text by\n"},
    {"{\"id\":1,\"title\":\"T\",\"text\":\"\xff X\"}",
     "problem 1: 1 ill-formed UTF-8 sequences became U+FFFD\nid: 1\ntitle: T\ntext: \xEF\xBF\xBD X\n--\n"},
    {"\n\n{\"title\":\"T\"}\n\n", "id: in.x:3\ntitle: T\n--\n"},
    {"{\"title\":\"T\"} x", "problem 1: invalid JSON at byte 15 of the line: something follows the object; left out\n"},
    {"{\"title\":\"T\"\n{\"id\":1,\"title\":\"T\",\"text\":\"X\"}",
     "problem 1: invalid JSON at byte 13 of the line: the text ends inside an object or array; left out\n" A},
    {"[1]", "problem 1: invalid JSON at byte 1 of the line: an object is expected; left out\n"},
    {"", ""},
};

START_TEST(a_line_becomes_an_article_or_a_problem)
{
    ck_parses_to(&format_jsonl, rows[_i].line, rows[_i].expected);
}
END_TEST

static const char *const invalid[] = {
    "{",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{a:1}",
    "{\"a\":01}",
    "{\"a\":1.}",
    "{\"a\":.5}",
    "{\"a\":1e}",
    "{\"a\":-}",
    "{\"a\":tru}",
    "{\"a\":Nan}",
    "{\"a\":-Inf}",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12g4\"}",
    "{\"a\":\"\\u12",
    "{\"a\":\"b",
    "{\"a\":\"b\\",
    "{\"a\":[1,]}",
    "{\"a\":[1 2]}",
    "{\"a\":\"\t\"}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":[}",
    "{'a':1}",
    "{\"a\":\"\1\"}",
    "[",
    "]",
    "nul",
    "\"",
    "-",
    "{\"a\":1]",
    "{\"a\":+1}",
};

START_TEST(what_is_no_json_is_refused)
{
    struct json_reader r;
    struct json_value v;
    json_reader_init(&r, view_of(invalid[_i]));
    ck_assert(!json_read(&r, &v));
    ck_assert_ptr_nonnull(r.fault);
    ck_assert_uint_le(r.at, r.text.len);
}
END_TEST

static const char *const valid[] = {"0",
                                    "-0.5e+10",
                                    "[]",
                                    "{}",
                                    " [ 1 , 2 ] ",
                                    "{\"a\":{\"b\":[{}]}}",
                                    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00ff\"",
                                    "true",
                                    "null",
                                    "{\"a\":NaN,\"b\":[Infinity,-Infinity]}"};

START_TEST(what_is_json_is_read_to_its_end)
{
    struct json_reader r;
    struct json_value v;
    json_reader_init(&r, view_of(valid[_i]));
    ck_assert(json_read(&r, &v));
    ck_assert(json_at_end(&r));
}
END_TEST

static void nest(unsigned depth, struct buf *out)
{
    buf_add_text(out, "{\"id\":1,\"title\":\"T\",\"text\":\"X\",\"n\":");
    for (unsigned i = 0; i < depth; i++)
        buf_add_char(out, '[');
    for (unsigned i = 0; i < depth; i++)
        buf_add_char(out, ']');
    buf_add_char(out, '}');
}

START_TEST(nesting_is_bounded)
{
    struct buf text = {0};
    nest(JSON_MAX_DEPTH - 1, &text);
    ck_parses_to(&format_jsonl, text.data, A);
    buf_clear(&text);
    nest(100000, &text);
    struct buf log = {0};
    parse_to_log(&format_jsonl, view_of_buf(&text), &log);
    ck_log_has(log, "nested deeper than 64 levels; left out");
    parse_to_log(&format_json, view_of_buf(&text), &log);
    ck_log_has(log, "failed: invalid JSON in line 1: nested deeper");
    buf_release(&text);
    buf_release(&log);
}
END_TEST

START_TEST(strings_are_scanned_alike_at_every_offset)
{
    /* The scan looks at eight bytes at a time: every place of the closing quote, and bytes above ASCII around it. */
    for (size_t pad = 0; pad < 24; pad++) {
        char text[64] = "\"";
        for (size_t i = 0; i < pad; i++)
            text[1 + i] = i % 3 ? (char)0xA2 : 0x7f;
        text[1 + pad] = '"';
        struct json_reader r;
        struct json_value v;
        json_reader_init(&r, view_of(text));
        ck_assert(json_read(&r, &v));
        ck_assert_uint_eq(v.raw.len, pad);
    }
}
END_TEST

START_TEST(an_id_too_long_is_cut_and_hashed)
{
    struct buf text = {0};
    struct buf log = {0};
    for (int k = 0; k < 2; k++) {
        buf_add_text(&text, "{\"title\":\"T\",\"id\":\"");
        for (int i = 0; i < 300; i++)
            buf_add_char(&text, 'i');
        buf_printf(&text, "%d\"}\n", k);
    }
    parse_to_log(&format_jsonl, view_of_buf(&text), &log);
    char *second = strstr(log.data, "--\n");
    ck_assert_uint_eq(strcspn(log.data, "\n"), 4 + ARTICLE_MAX_ID);
    ck_assert(strncmp(log.data, second + 3, ARTICLE_MAX_ID) != 0);
    buf_release(&text);
    buf_release(&log);
}
END_TEST

static const struct {
    const char *text, *expected;
} files[] = {
    {"{\"id\":1,\"title\":\"T\",\"text\":\"X\"}", A},
    {"{\n \"title\": \"T\",\n \"text\": \"X\"\n}\n", "id: in.x\ntitle: T\ntext: X\n--\n"},
    {"[{\"id\":1,\"title\":\"T\",\"text\":\"X\"},\n{\"title\":\"U\"}]", A "id: in.x:2\ntitle: U\n--\n"},
    {"[{\"title\":\"T\"},{\"title\":\"U\"},{\"title\":\"V\"},\n{\"title\":\"W\"},{\"title\":\"X\"}]",
     "id: in.x:1\ntitle: T\n--\nid: in.x:1.2\ntitle: U\n--\nid: in.x:1.3\ntitle: V\n--\n"
     "id: in.x:2\ntitle: W\n--\nid: in.x:2.2\ntitle: X\n--\n"},
    {"{\"title\":\"Feed\",\"description\":\"d\",\"items\":[{\"id\":1,\"title\":\"T\",\"content_html\":\"<p>X</p>\"}]}", A},
    {"{\"id\":1,\"title\":\"T\",\"text\":\"X\",\"articles\":[{\"id\":2,\"title\":\"related\"}]}", A},
    {"{\"a\":{\"id\":1,\"title\":\"T\",\"text\":\"X\"},\"b\":{\"id\":1,\"title\":\"T\",\"text\":\"X\"}}", A A},
    {"{\"response\":{\"docs\":[{\"headline\":{\"main\":\"T\"},\"_id\":\"1\",\"snippet\":\"X\"}]}}", A},
    {"{\"status\":\"ok\",\"articles\":[{\"id\":1,\"title\":\"T\",\"text\":\"X\"}]}", A},
    {"{\"response\":{\"docs\":[{\"id\":1,\"title\":\"T\",\"text\":\"X\"}]}}", A},
    {"{\"article\":{\"id\":1,\"title\":\"T\",\"body\":\"X\"}}", A},
    {"{\"id\":1,\"title\":\"T\",\"text\":\"X\"}\n{\"id\":1,\"title\":\"T\",\"text\":\"X\"}", A A},
    {"{\"id\":1,\"title\":\"T\",\"text\":\"X\"}\n{\"id\":\n{\"id\":1,\"title\":\"T\",\"text\":\"X\"}",
     A "problem 3: invalid JSON: the text ends inside an object or array; left out, and what follows it\n"},
    {"[{\"id\":1,\"title\":\"T\",\"text\":\"X\"},\n{\"id\":bad}]",
     A "problem 2: invalid JSON: a value is expected; left out, and what follows it\n"},
    {"[1,{\"id\":1,\"title\":\"T\",\"text\":\"X\"}]", "problem 1: an article must be a JSON object; left out\n" A},
    {"?", "failed: invalid JSON in line 1: a value is expected\n"},
    {"\"\"\"\"{", "problem 1: an article must be a JSON object; left out\nproblem 1: an article must be a JSON object; left out\n"
                  "failed: invalid JSON in line 1: the text ends inside an object or array\n"},
    {"", ""},
    {"[]", ""},
};

START_TEST(a_json_file_holds_one_or_many_articles)
{
    ck_parses_to(&format_json, files[_i].text, files[_i].expected);
}
END_TEST

static void count_article(void *context, const struct article *a)
{
    (void)a;
    ++*(size_t *)context;
}

START_TEST(many_articles_in_one_line_are_read_in_one_pass)
{
    enum { MANY = 400000 }; /* looked at from its beginning for each of them, the line would outlast the time limit of the tests */
    struct buf text = {0};
    struct error err;
    size_t count = 0;
    for (int i = 0; i < MANY; i++)
        buf_add_text(&text, i ? ",{\"title\":\"T\",\"text\":\"pact\"}" : "[{\"title\":\"T\",\"text\":\"pact\"}");
    buf_add_char(&text, ']');
    const struct source source = {.bytes = view_of_buf(&text), .path = "/in.x", .shown = "in.x", .line = 1};
    const struct article_sink sink = {count_article, log_problem, &count};
    ck_assert_int_eq(format_json.parse(&source, &sink, &err), STATUS_OK);
    ck_assert_uint_eq(count, MANY);
    buf_release(&text);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("formats_json");
    TCase *tcase = tcase_create("json");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, a_line_becomes_an_article_or_a_problem, 0, COUNT(rows));
    tcase_add_loop_test(tcase, a_json_file_holds_one_or_many_articles, 0, COUNT(files));
    tcase_add_loop_test(tcase, what_is_no_json_is_refused, 0, COUNT(invalid));
    tcase_add_loop_test(tcase, what_is_json_is_read_to_its_end, 0, COUNT(valid));
    tcase_add_test(tcase, nesting_is_bounded);
    tcase_add_test(tcase, strings_are_scanned_alike_at_every_offset);
    tcase_add_test(tcase, an_id_too_long_is_cut_and_hashed);
    tcase_add_test(tcase, many_articles_in_one_line_are_read_in_one_pass);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
