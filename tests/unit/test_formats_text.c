#include "tests/support/parse_fixture.h"
#include "tests/support/suite.h"

#include "indexer/formats/dateline.h"
#include "indexer/formats/url_date.h"

static const struct {
    const char *input, *expected;
} rows[] = {
    {"Pact signed\n\nBody one.\n\nBody two.\n", "id: in.x\ntitle: Pact signed\ntext: Body one.\n\nBody two.\n--\n"},
    {"\n\n  Pact signed  \r\nBody one.\r\n\r\nBody two.", "id: in.x\ntitle: Pact signed\ntext: Body one.\n\nBody two.\n--\n"},
    {"Only a title", "id: in.x\ntitle: Only a title\n--\n"},
    {"# Marked down\n\nText.", "id: in.x\ntitle: Marked down\ntext: Text.\n--\n"},
    {"Title\nBy Anna Example and Bo Berg\n\nText.", "id: in.x\ntitle: Title\nauthor: Anna Example, Bo Berg\ntext: Text.\n--\n"},
    {"Title\nBy the river it was cold.\n\nText.", "id: in.x\ntitle: Title\ntext: By the river it was cold.\n\nText.\n--\n"},
    {"Title\n\nKYIV, 12 January 2024 (Lede Wire) \xE2\x80\x94 They signed.",
     "id: in.x\ntitle: Title\nsource: Lede Wire\nplace: KYIV\npublished: 2024-01-12\ntext: KYIV, 12 January 2024 (Lede Wire) "
     "\xE2\x80\x94 They signed.\n--\n"},
    {"LONDON (Reuters) - Oil rose.\nMore.",
     "id: in.x\nsource: Reuters\nplace: LONDON\ntext: LONDON (Reuters) - Oil rose.\nMore.\n--\n"},
    {"Title\nDate: 2024-07-11\nSource: AFP\nTopics: NATO; aid\nUrl: http://x/1\nLanguage: en-GB\nId: a7\n\nText.",
     "id: a7\ntitle: Title\nsource: AFP\nurl: http://x/1\nlanguage: en\ntopics: NATO\naid\npublished: 2024-07-11\ntext: "
     "Text.\n--\n"},
    {"---\ntitle: Front matter\ndate: 2024-07\n---\nText.", "id: in.x\ntitle: Front matter\npublished: 2024-07\ntext: Text.\n--\n"},
    {"---\nlayout: post\ntitle: \"A: b\"\nno_date:\ntags: [NATO, aid]\ncategories:\n  - war\n  - 'peace'\nauthor: Bo\n---\n\nText.",
     "id: in.x\ntitle: A: b\nauthor: Bo\ntopics: NATO\naid\nwar\npeace\ntext: Text.\n--\n"},
    {"---\nThis is a text\n---\nText.", "id: in.x\ntitle: This is a text\ntext: Text.\n--\n"},
    {"Title: T\nDate: 2024-07-11\n\nDate: a fruit.\n\nText.",
     "id: in.x\ntitle: T\npublished: 2024-07-11\ntext: Date: a fruit.\n\nText.\n--\n"},
    {"Title\nMay 3, 2024\nBy Anna Example\n\nText.",
     "id: in.x\ntitle: Title\nauthor: Anna Example\npublished: 2024-05-03\ntext: Text.\n--\n"},
    {"Title\nBy Anna Example\n3 May 2024 10:30\n\nText.",
     "id: in.x\ntitle: Title\nauthor: Anna Example\npublished: 2024-05-03T10:30Z\ntext: Text.\n--\n"},
    {"Title\n2024\n\nText.", "id: in.x\ntitle: Title\ntext: 2024\n\nText.\n--\n"},
    {"Title\nDate: soon\n\nText.", "problem 0: the date \"soon\" is not a date that Lede understands; the article has none\nid: "
                                   "in.x\ntitle: Title\ntext: Text.\n--\n"},
    {"Title\n    First para\ngoes on\nand on.\n    Second para\ngoes.\nand goes.",
     "id: in.x\ntitle: Title\ntext: First para\ngoes on\nand on.\n\nSecond para\ngoes.\nand goes.\n--\n"},
    {"", "problem 0: has neither a title nor a text; left out\n"},
    {" \n\t\n", "problem 0: has neither a title nor a text; left out\n"},
};

START_TEST(a_text_becomes_the_article_that_a_reader_sees)
{
    struct buf log = {0};
    parse_to_log(&format_text, view_of(rows[_i].input), &log);
    /* The clean form may keep the indent of a line: it is of no interest here. */
    for (char *indent; (indent = strstr(log.data, "    ")) != NULL;)
        memmove(indent, indent + 4, strlen(indent + 4) + 1);
    ck_assert_str_eq(log.data, rows[_i].expected);
    buf_release(&log);
}
END_TEST

START_TEST(long_lines_without_blank_lines_are_paragraphs)
{
    struct buf text = {0};
    struct buf log = {0};
    buf_add_text(&text, "Title\n");
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 60; j++)
            buf_add_text(&text, "word ");
        buf_add_text(&text, "end.\n");
    }
    parse_to_log(&format_text, view_of_buf(&text), &log);
    ck_log_has(log, "end.\n\nword");
    buf_release(&text);
    buf_release(&log);
}
END_TEST

START_TEST(a_first_line_too_long_for_a_title_is_text)
{
    struct buf text = {0};
    struct buf log = {0};
    for (int j = 0; j < 60; j++)
        buf_add_text(&text, "word ");
    parse_to_log(&format_text, view_of_buf(&text), &log);
    ck_log_lacks(log, "title:");
    ck_log_has(log, "text: word word");
    buf_release(&text);
    buf_release(&log);
}
END_TEST

START_TEST(a_text_beyond_the_limit_is_cut_at_a_character_and_reported)
{
    struct buf text = {0};
    struct buf log = {0};
    buf_add_text(&text, "T\n\nx");
    while (text.len < ARTICLE_MAX_TEXT + 100)
        buf_add_text(&text, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9\n");
    parse_to_log(&format_text, view_of_buf(&text), &log);
    ck_log_has(log, "problem 0: the text was cut to");
    ck_assert(strstr(log.data, "\xEF\xBF\xBD") == NULL);
    buf_release(&text);
    buf_release(&log);
}
END_TEST

static const struct {
    const char *text, *place, *source;
    int has_date;
} datelines[] = {
    {"KYIV, 12 January 2024 (Lede Wire) \xE2\x80\x94 x", "KYIV", "Lede Wire", 1},
    {"BRUSSELS, July 11, 2023 (Continental Desk) - x", "BRUSSELS", "Continental Desk", 1},
    {"FASANO, Italy, 13 June 2024 (Lede Wire) -- x", "FASANO, Italy", "Lede Wire", 1},
    {"LONDON (Reuters) - x", "LONDON", "Reuters", 0},
    {"    WASHINGTON, March 3 - x", "WASHINGTON", "", 0},
    {"PARIS \xE2\x80\x93 x", "PARIS", "", 0},
    {"Kyiv (AP) \xE2\x80\x94 x", "Kyiv", "AP", 0},
    {"SAO PAULO/RIO, 3 May - x", "SAO PAULO/RIO", "", 0},
    {"He said - x", NULL, NULL, 0},
    {"US - x", NULL, NULL, 0},
    {"The deal (worth $3bn) - he said", NULL, NULL, 0},
    {"KYIV is cold. x", NULL, NULL, 0},
    {"- x", NULL, NULL, 0},
    {"(AP) - x", NULL, NULL, 0},
    {"", NULL, NULL, 0},
};

START_TEST(a_dateline_is_told_from_a_sentence)
{
    struct dateline found = {0};
    bool is = dateline_parse(view_of(datelines[_i].text), &found);
    ck_assert_int_eq(is, datelines[_i].place != NULL);
    if (!is)
        return;
    ck_assert(view_equal(found.place, view_of(datelines[_i].place)));
    ck_assert(view_equal(found.source, view_of(datelines[_i].source)));
    ck_assert_int_eq(found.date.precision != DATE_NONE, datelines[_i].has_date);
}
END_TEST

static const struct {
    const char *path, *head, *format;
} files[] = {
    {"a.txt", "Hello", "text"},
    {"a", "Hello there", "text"},
    {"a.log2", "plain", "text"},
    {"a.html", "<p>x", "html"},
    {"a.txt", "<!DOCTYPE html><html>", "html"},
    {"page", "\n <!doctype HTML>", "html"},
    {"a.json", "{\"id\": 1}", "json"},
    {"a.json", "{\"id\": 1}\n{\"id\": 2}\n", "jsonl"},
    {"a.jsonl", "{\"id\": 1", "jsonl"},
    {"a.ndjson", "", "jsonl"},
    {"data", "[{\"id\": 1}]", "json"},
    {"a.txt", "{\"id\": 1}\n{\"id\": 2}\n", "jsonl"},
    {"a.xml", "<?xml version=\"1.0\"?>\n<rss><channel>", "feed"},
    {"a", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "feed"},
    {"a", "\xEF\xBB\xBF \n<?xml version=\"1.0\"?>\n<!-- <html> --><!DOCTYPE rss>\n<rss version=\"2.0\">", "feed"},
    {"a.rss", "", "feed"},
    {"a.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE nitf SYSTEM \"nitf.dtd\">\n<nitf>", "nitf"},
    {"a", "<newsitem itemid=\"1\">", "nitf"},
    {"a.rdf", "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", "feed"},
    {"a.rdf", "<?xml version=\"1.0\"?><rdf:RDF xmlns=\"http://xmlns.com/foaf/0.1/\">", NULL},
    {"a.xml", "<?xml version=\"1.0\"?><opml>", NULL},
    {"a.txt", "\n<DOC>\n<DOCNO> AP1 </DOCNO>", "trec"},
    {"LA010189", "\xEF\xBB\xBF<doc ID=\"x\">", "trec"},
    {"a.txt", "<DOC>\n<DATE>soon</DATE>", NULL},
    {"a.txt", "<DOCNO>1</DOCNO>\n<DOC>", NULL},
    {"a.xml", "<?xml version=\"1.0\"?>\n<DOC><DOCNO>1</DOCNO>", NULL},
    {"a.html", "<html><DOC><DOCNO>1</DOCNO>", "html"},
    {"a.txt", "A <DOC> has a <DOCNO>.", "text"},
    {"a.sgm", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS>", "trec"},
    {"a.sgm", "<!DOCTYPE html>", "html"},
    {"a", "WARC/1.0\r\nWARC-Type: response\r\n", NULL},
    {"a.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"x\">", "html"},
    {"a.html", "<?xml version=\"1.0\"?>\n<body>", "html"},
    {"a.csv", "id,text", "csv"},
    {"a.TSV", "id\ttext", "csv"},
    {"a.txt.gz", "anything", "text"},
    {"a.jsonl.ZST", "", "jsonl"},
    {"a.tar.gz", "anything", NULL},
    {"a.tgz", "anything", NULL},
    {"sitemap.xml", "<urlset xmlns", NULL},
    {".hidden", "text", NULL},
    {"a.txt",
     "\x7f"
     "ELF\1\1\1\2\3\4\5\6\1\2\3\4\5\6\1\2\3",
     NULL},
    {"a.pdf", "%PDF-1.4", NULL},
    {"a.txt", "%PDF-1.4", NULL},
    {"a.TXT", "text", "text"},
};

START_TEST(files_go_to_the_format_of_their_content_and_extension)
{
    const struct format *f = formats_detect(files[_i].path, view_of(files[_i].head));
    ck_assert_msg((f == NULL) == (files[_i].format == NULL), "%s", files[_i].path);
    if (f)
        ck_assert_str_eq(f->name, files[_i].format);
}
END_TEST

static const struct {
    const char *url, *day;
} urls[] = {
    {"https://a.org/world/2024/05/03/pact-signed", "2024-05-03"},
    {"https://a.org/2024-05-03/pact", "2024-05-03"},
    {"https://a.org/2024-05-03", "2024-05-03"},
    {"https://a.org/world/2024/may/3/pact", "2024-05-03"},
    {"https://a.org/2024/5/3.html", "2024-05-03"},
    {"/2024/05/03/", "2024-05-03"},
    {"https://a.org/2024/02/30/pact", ""},
    {"https://a.org/2024/05/pact", ""},
    {"https://a.org/2024/05-03/pact", ""},
    {"https://a.org/2024/05/031/pact", ""},
    {"https://a.org/12024/05/03/", ""},
    {"https://a.org/1024/05/03/", ""},
    {"https://a.org/x?d=/2024/05/03/", ""},
    {"https://2024-05-03.org/x", ""},
    {"https://a.org/2024", ""},
    {"", ""},
};

START_TEST(an_address_may_name_the_day)
{
    struct date found = {0};
    struct buf day = {0};
    bool is = url_date_find(view_of(urls[_i].url), &found);
    ck_assert_int_eq(is, urls[_i].day[0] != '\0');
    buf_add_text(&day, "");
    if (is)
        date_format(found, &day);
    ck_assert_str_eq(day.data, urls[_i].day);
    buf_release(&day);
}
END_TEST

START_TEST(made_ids_are_distinct_and_never_too_long)
{
    char name[600];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    struct source source = {.path = name, .shown = name};
    struct buf a = {0};
    struct buf b = {0};
    format_make_id(&source, 7, 1, &a);
    format_make_id(&source, 8, 1, &b);
    ck_assert_uint_le(a.len, ARTICLE_MAX_ID);
    ck_assert_str_ne(a.data, b.data);
    buf_clear(&b);
    name[300] = 'm';
    format_make_id(&source, 7, 1, &b);
    ck_assert_str_ne(a.data, b.data);
    buf_clear(&a);
    source.shown = "a\xff\n.txt";
    format_make_id(&source, 0, 1, &a);
    ck_assert_str_eq(a.data, "a%FF%0A.txt");
    buf_release(&a);
    buf_release(&b);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("formats_text");
    TCase *tcase = tcase_create("text");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, a_text_becomes_the_article_that_a_reader_sees, 0, COUNT(rows));
    tcase_add_loop_test(tcase, a_dateline_is_told_from_a_sentence, 0, COUNT(datelines));
    tcase_add_loop_test(tcase, files_go_to_the_format_of_their_content_and_extension, 0, COUNT(files));
    tcase_add_loop_test(tcase, an_address_may_name_the_day, 0, COUNT(urls));
    tcase_add_test(tcase, long_lines_without_blank_lines_are_paragraphs);
    tcase_add_test(tcase, a_first_line_too_long_for_a_title_is_text);
    tcase_add_test(tcase, a_text_beyond_the_limit_is_cut_at_a_character_and_reported);
    tcase_add_test(tcase, made_ids_are_distinct_and_never_too_long);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
