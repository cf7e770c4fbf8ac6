#include "tests/support/parse_fixture.h"
#include "tests/support/suite.h"

#include "indexer/formats/csv_row.h"

#define A "id: 1\ntitle: T\ntext: X\n--\n"
#define B "id: 2\ntitle: U\ntext: Y\n--\n"

static const struct {
    const char *text, *expected;
} files[] = {
    {"id,title,text\n1,T,X\n2,U,Y\n", A B},
    {"\xEF\xBB\xBFid,title,text\r\n1,T,X\r\n\r\n2,U,Y", A B},
    {"id,title,text\r1,T,X\r2,U,Y\r", A B},
    {"id;title;text\n1;T;X\n2;U;Y\n", A B},
    {"id\ttitle\ttext\n1\tT\tX\n2\tU\tY\n", A B},
    {"id|title|text\n1|T|X\n", A},
    {"\"id\",\"title\",\"text\"\n\"1\",\"T\",\"X\"\n", A},
    {",text,title,id,other\n0,X,T,1,zzz\n", A},
    {"id,title,text\n1,\"T, \"\"t\"\"\",\"X\n\n2,not a row\"\n2,U,Y\n", "id: 1\ntitle: T, \"t\"\ntext: X\n\n2,not a row\n--\n" B},
    {"id,title,text\n1,\"T \\\"t\\\" u, v\",X\n", "id: 1\ntitle: T \"t\" u, v\ntext: X\n--\n"},
    {"Headline,Publication Date,Source-Name,Web URL,Full text\nT,2024-07-11,AFP,http://a/b,X\n",
     "id: http://a/b\ntitle: T\nsource: AFP\nurl: http://a/b\npublished: 2024-07-11\ntext: X\n--\n"},
    {"title,content\nT,X\nU,\"a\nb\"\nV,Z\n",
     "id: in.x:2\ntitle: T\ntext: X\n--\nid: in.x:3\ntitle: U\ntext: a\nb\n--\nid: in.x:5\ntitle: V\ntext: Z\n--\n"},
    {"id,title,authors,keywords\n1,T,\"['Anna Example', \"\"Bo O'Neil\"\"]\",\"['NATO, aid', 'war']\"\n2,U,By Bo Berg and "
     "Al,\"NATO; aid\"\n",
     "id: 1\ntitle: T\nauthor: Anna Example, Bo O'Neil\ntopics: NATO, aid\nwar\n--\n"
     "id: 2\ntitle: U\nauthor: Bo Berg, Al\ntopics: NATO\naid\n--\n"},
    {"id,title,source,summary,text\n1,T,NaN,s,\n2,U,NULL,s,Y\n", "id: 1\ntitle: T\ntext: s\n--\n" B},
    {"id,title,text\n1,T,<p>One.</p><p>Two.</p>\n", "id: 1\ntitle: T\ntext: One.\n\nTwo.\n--\n"},
    {"id,title,text\n1,Kyiv&#8217;s R&D &amp; aid,X\n", "id: 1\ntitle: Kyiv\xE2\x80\x99s R&D & aid\ntext: X\n--\n"},
    {"id,title,text\n1,T,\"X\n2,U,Y\n", "problem 2: a quote is not closed before a separator: it is taken as it stands\n"
                                        "id: 1\ntitle: T\ntext: \"X\n--\n" B},
    {"id\ttitle\ttext\n1\t\"T\" t\tX\n2\t\"U\nX\tU\tY\"\n",
     "id: 1\ntitle: \"T\" t\ntext: X\n--\nid: 2\ntitle: \"U\n--\nid: X\ntitle: U\ntext: Y\"\n--\n"},
    {"id,title,text\n1,T,X,more\n2\n",
     "problem 2: the row has 4 fields, the first row names 3\n" A "problem 3: has neither a title nor a text; left out\n"},
    {"id,title,date\n1,T,soon\n", "problem 2: the date \"soon\" is not a date that Lede understands; the article has none\n"
                                  "id: 1\ntitle: T\n--\n"},
    {"1,T,X\n", "failed: its first row names no column for a title or a text (title, headline, text, body ...)\n"},
    {"", "failed: its first row names no column for a title or a text (title, headline, text, body ...)\n"},
    {"title\n", ""},
};

START_TEST(a_row_becomes_an_article_or_a_problem)
{
    ck_parses_to(&format_csv, files[_i].text, files[_i].expected);
}
END_TEST

START_TEST(quotes_without_end_cost_no_second_look_at_the_whole)
{
    struct buf text = {0};
    struct csv_rows rows;
    size_t count = 0;
    buf_add_text(&text, "title,text\n");
    for (int i = 0; i < 50000; i++)
        buf_add_text(&text, "a,\"\"\"b\n");
    csv_rows_init(&rows, view_of_buf(&text), 1);
    while (csv_rows_next(&rows))
        count++;
    ck_assert_uint_eq(count, 50001);
    ck_assert_uint_eq(rows.line, 50002);
    csv_rows_release(&rows);
    buf_release(&text);
}
END_TEST

START_TEST(a_row_may_have_more_fields_than_are_kept)
{
    struct buf text = {0};
    struct csv_rows rows;
    for (int i = 0; i < 2 * CSV_MAX_FIELDS; i++)
        buf_add_text(&text, "x,");
    csv_rows_init(&rows, view_of_buf(&text), 1);
    ck_assert(csv_rows_next(&rows));
    ck_assert_uint_eq(rows.count, 2 * CSV_MAX_FIELDS + 1);
    ck_assert(view_equal(csv_rows_field(&rows, CSV_MAX_FIELDS - 1), VIEW("x")));
    ck_assert_uint_eq(csv_rows_field(&rows, CSV_MAX_FIELDS).len, 0);
    ck_assert(!csv_rows_next(&rows));
    csv_rows_release(&rows);
    buf_release(&text);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("formats_csv");
    TCase *tcase = tcase_create("csv");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, a_row_becomes_an_article_or_a_problem, 0, COUNT(files));
    tcase_add_test(tcase, quotes_without_end_cost_no_second_look_at_the_whole);
    tcase_add_test(tcase, a_row_may_have_more_fields_than_are_kept);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
