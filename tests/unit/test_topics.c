#include "query/topics.h"

#include "tests/support/suite.h"

#include <string.h>
#include <unistd.h>

/* All topics of a text, as "qid|query" lines; bad ones as "!line: sentence". */
static void read_topics(const char *text, size_t size, enum topics_form form, unsigned fields, struct buf *out)
{
    char path[] = "/tmp/lede-topics-XXXXXX";
    int fd = mkstemp(path);
    struct topics_settings settings = {.form = form, .fields = fields};
    struct topics *topics = NULL;
    struct topic topic = {0};
    struct error err = {0};
    ck_assert_int_eq(write(fd, text, size), (ssize_t)size);
    close(fd);
    ck_assert_int_eq(topics_open(path, &settings, &topics, &err), STATUS_OK);
    unlink(path);
    for (;;) {
        enum status status = topics_next(topics, &topic, &err);
        if (status == STATUS_NOT_FOUND)
            break;
        ck_assert_msg(status == STATUS_OK || status == STATUS_INPUT, "%s", err.text);
        if (status == STATUS_OK)
            buf_printf(out, "%s|%s\n", topic.qid.data, topic.text.data);
        else
            buf_printf(out, "!%llu: %s\n", (unsigned long long)topic.line, err.text);
    }
    topic_release(&topic);
    topics_close(topics);
}

static const struct {
    const char *text, *topics;
} recognised[] = {
    {"1\tsecurity pact\r\n\n2\tcovid-19?  AND\tnot\n", "1|security pact\n2|covid-19? AND not\n"},
    {"QID\tQuery\nq7\tnato", "q7|nato\n"},
    {"1\ta\nno tab\n\tempty\n4\t \n5\te\n",
     "1|a\n!2: there is no tab between a query id and its query\n!3: the query id is empty\n!4: the query is empty\n5|e\n"},
    {"security pact\n\nUkraine: aid\n", "1|security pact\n3|Ukraine: aid\n"},
    {"q1: security pact\n402:nato\nMB003: 12:30 train\n", "q1|security pact\n402|nato\nMB003|12:30 train\n"},
    {"q1:a\nb: no digit\n", "1|q1:a\n2|b: no digit\n"},
    {"http://x1.org\n", "1|http://x1.org\n"},
    {"\xef\xbb\xbf"
     "1\tb\xc3\xbcrger \xff\n",
     "1|b\xc3\xbcrger \xef\xbf\xbd\n"},
    {"{\"qid\":7,\"query\":\"a\"}\n{\"_id\":\"x\",\"text\":\"b\"}\n{\"title\":\"c\"}\n", "7|a\nx|b\n3|c\n"},
    {"{\"qid\":7}\n[1]\n{\"query\":3}\n{bad\n{\"qid\":true,\"query\":\"a\"}\n",
     "!1: there is no \"query\"\n!2: the line is no JSON object\n!3: the query is no text\n!4: no JSON: string or '}' expected "
     "near "
     "'bad' (column 4)\n!5: the query id is neither text nor a whole number\n"},
    {"", ""},
    {"\n \n", ""},
};

START_TEST(the_form_of_a_file_is_recognised)
{
    struct buf out = {0};
    read_topics(recognised[_i].text, strlen(recognised[_i].text), TOPICS_AUTO, TOPICS_TITLE, &out);
    ck_assert_str_eq(out.data ? out.data : "", recognised[_i].topics);
    buf_release(&out);
}
END_TEST

static const struct {
    unsigned fields;
    const char *text, *topics;
} trec[] = {
    {TOPICS_TITLE,
     "<top>\n\n<num> Number: 401 \n<title> foreign minorities, Germany\n\n<desc> Description: \nWhat "
     "hinders\nintegration?\n\n<narr> Narrative: \n"
     "Relevant is\n</top>\n<top>\n<num> Number: 402\n<title> AT&T &amp; &lt;genetics&gt;\n</top>\n",
     "401|foreign minorities, Germany\n402|AT&T & <genetics>\n"},
    {TOPICS_TITLE | TOPICS_DESCRIPTION,
     "<top>\n<num> Number: 401\n<title> minorities\n<desc> Description:\nWhat hinders\nintegration?\n<narr> "
     "Narrative:\nno\n</top>\n",
     "401|minorities What hinders integration?\n"},
    {TOPICS_NARRATIVE, "<top><num>1<title>a<narr>Narrative: the rest</top>", "1|the rest\n"},
    {TOPICS_TITLE, /* TREC-1: domain, concepts, factors, and a title with a label */
     "<top>\n<head> Tipster Topic Description\n<num> Number:  051\n<dom> Domain:  Economics\n<title> Topic:  Airbus "
     "Subsidies\n<desc> "
     "Description:\nmention\n<con> Concept(s):\n1. Airbus\n<fac> Factor(s):\n<def> Definition(s):\n</top>\n",
     "051|Airbus Subsidies\n"},
    {TOPICS_TITLE, /* closed tags, forgotten </top> */
     "<top>\n<num>1</num>\n<title>one</title> stray\n<top>\n<num>2</num><title>two</title>\n</top>\n", "1|one\n2|two\n"},
    {TOPICS_TITLE, /* XML, everything on one line */
     "<?xml version=\"1.0\"?><topics task=\"x\"><topic number=\"1\"><query>corona origin</query><question>where "
     "from</question></topic><topic id='t2' type=\"a\"><title>two</title></topic></topics>",
     "1|corona origin\nt2|two\n"},
    {TOPICS_DESCRIPTION, "<topics>\n<topic number=\"1\">\n<query>c</query>\n<question>where from</question>\n</topic>\n</topics>",
     "1|where from\n"},
    {TOPICS_TITLE, "<top lang=\"en\"><num>C001</num><EN-title>Architecture in Berlin</EN-title></top>",
     "C001|Architecture in Berlin\n"},
    {TOPICS_TITLE | TOPICS_DESCRIPTION, /* TREC-5: the Chinese track */
     "<top>\n<num> Number: CH1\n<E-title> Trade status\n<E-desc> Description:\nMFN\n</top>\n", "CH1|Trade status MFN\n"},
    {TOPICS_TITLE, /* CLEF 2008 */
     "<topics>\n<topic lang=\"en\">\n<identifier>10.2452/451-AH</identifier>\n<title>Roman Military</title>\n"
     "<description>no</description>\n</topic>\n</topics>",
     "10.2452/451-AH|Roman Military\n"},
    {TOPICS_TITLE, /* web track: subtopics are no part of it */
     "<webtrack2009>\n<topic number=\"1\" type=\"faceted\">\n<query>obama family tree</query>\n<description>Find\n</description>\n"
     "<subtopic number=\"1\" type=\"nav\">\nTIME photo essay\n</subtopic>\n</topic>\n</webtrack2009>",
     "1|obama family tree\n"},
    {TOPICS_TITLE, /* microblog track */
     "<top>\n<num> Number: MB001 </num>\n<title> BBC World Service </title>\n<querytime> Tue Feb 08 12:30:27 +0000 2011 "
     "</querytime>\n"
     "</top>\n",
     "MB001|BBC World Service\n"},
    {TOPICS_DESCRIPTION, /* TREC-4 has descriptions alone */
     "<top>\n<num> Number: 202\n<desc> Description:\nStatus of nuclear\nproliferation treaties\n</top>\n",
     "202|Status of nuclear proliferation treaties\n"},
    {TOPICS_TITLE, "<top>\n<num> Number: 9\n<desc> Description: only this\n</top>\n<top>\n<title> a\n</top>\n<top><num>3<title>c",
     "!1: the topic lacks the parts asked for; it has: desc\n!5: the query id is empty\n3|c\n"},
    {TOPICS_TITLE, "<top><num>1<title>5 < 6 & a<b </top>", "1|5 < 6 & a\n"},
};

START_TEST(trec_topics_of_all_years_are_read)
{
    struct buf out = {0};
    read_topics(trec[_i].text, strlen(trec[_i].text), TOPICS_AUTO, trec[_i].fields, &out);
    ck_assert_str_eq(out.data, trec[_i].topics);
    buf_release(&out);
}
END_TEST

START_TEST(a_form_that_is_asked_for_is_not_guessed)
{
    struct buf out = {0};
    read_topics("{\"a\":1}\n1\tb\n", 12, TOPICS_LINES, TOPICS_TITLE, &out);
    ck_assert_str_eq(out.data, "1|{\"a\":1}\n2|1 b\n");
    buf_release(&out);
}
END_TEST

START_TEST(an_overlong_line_costs_itself)
{
    struct buf text = {0}, out = {0};
    buf_add_text(&text, "1\ta\n2\t");
    for (int i = 0; i < TOPICS_MAX_LINE + 10; i++)
        buf_add_char(&text, 'x');
    buf_add_text(&text, "\n3\tc\n");
    read_topics(text.data, text.len, TOPICS_AUTO, TOPICS_TITLE, &out);
    ck_assert_str_eq(out.data, "1|a\n!2: the line is longer than 1048576 bytes\n3|c\n");
    buf_release(&out);
    buf_release(&text);
}
END_TEST

START_TEST(an_overlong_topic_costs_itself)
{
    struct buf text = {0}, out = {0};
    buf_add_text(&text, "<top>\n<num> 1\n<title> a\n");
    for (int i = 0; i < 30000; i++)
        buf_add_text(&text, "<a <a <a no tag comes to its end here\n");
    buf_add_text(&text, "</top>\n<top>\n<num> 2\n<title> b\n</top>\n");
    read_topics(text.data, text.len, TOPICS_AUTO, TOPICS_TITLE, &out);
    ck_assert_str_eq(out.data, "!1: the topic is longer than 1048576 bytes\n2|b\n");
    buf_release(&out);
    buf_release(&text);
}
END_TEST

START_TEST(json_queries_bring_their_filters)
{
    char path[] = "/tmp/lede-topics-XXXXXX";
    const char *text =
        "{\"qid\":\"a\",\"query\":\"x\",\"from\":\"2024-01-01\",\"to\":\"2024-01-02\",\"source\":\" Reuters \",\"lang\":\"EN\"}\n"
        "{\"qid\":\"b\",\"query\":\"y\"}\n{\"qid\":\"c\",\"query\":\"y\",\"from\":\"2024-02-31\"}\n";
    struct topics_settings settings = {.fields = TOPICS_TITLE};
    struct topics *topics = NULL;
    struct topic topic = {0};
    struct error err = {0};
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    ck_assert_int_eq(topics_open(path, &settings, &topics, &err), STATUS_OK);
    unlink(path);
    ck_assert_int_eq(topics_next(topics, &topic, &err), STATUS_OK);
    ck_assert_int_eq(topic.dates.from, 1704067200);
    ck_assert_int_eq(topic.dates.to, 1704067200 + 2 * 86400);
    ck_assert_str_eq(topic.source.data, "Reuters");
    ck_assert_str_eq(topic.language.data, "en");
    ck_assert_int_eq(topics_next(topics, &topic, &err), STATUS_OK);
    ck_assert(topic.dates.from == INT64_MIN && topic.dates.to == INT64_MAX && topic.source.len + topic.language.len == 0);
    ck_assert_int_eq(topics_next(topics, &topic, &err), STATUS_INPUT);
    ck_assert_str_eq(topic.qid.data, "c"); /* known, so that it can be named */
    topic_release(&topic);
    topics_close(topics);
}
END_TEST

START_TEST(parts_of_a_topic_are_named)
{
    unsigned fields = 0;
    struct error err = {0};
    ck_assert_int_eq(topics_fields_parse("desc,title", &fields, &err), STATUS_OK);
    ck_assert_uint_eq(fields, TOPICS_TITLE | TOPICS_DESCRIPTION);
    ck_assert_int_eq(topics_fields_parse("title,description", &fields, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, "'description' is no part of a topic; there are title, desc and narr");
    ck_assert_int_eq(topics_fields_parse("", &fields, &err), STATUS_USAGE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("topics");
    TCase *tcase = tcase_create("topics");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, the_form_of_a_file_is_recognised, 0, sizeof recognised / sizeof *recognised);
    tcase_add_loop_test(tcase, trec_topics_of_all_years_are_read, 0, sizeof trec / sizeof *trec);
    tcase_add_test(tcase, a_form_that_is_asked_for_is_not_guessed);
    tcase_add_test(tcase, an_overlong_line_costs_itself);
    tcase_add_test(tcase, an_overlong_topic_costs_itself);
    tcase_add_test(tcase, json_queries_bring_their_filters);
    tcase_add_test(tcase, parts_of_a_topic_are_named);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
