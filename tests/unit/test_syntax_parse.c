#include "query/syntax/parse.h"
#include "query/syntax/print.h"
#include "tests/support/suite.h"

#include <string.h>

enum { NOW = 1720000000 };

/* A query and how it is understood. The printed form is a query too, and means the same. */
static const struct {
    const char *query, *printed;
} queries[] = {
    {"nato", "nato"},
    {"security pact", "security pact"},
    {"Security Pacts", "Security Pacts"},
    {"covid-19", "covid-19"},
    {"AT&T", "AT&T"},
    {"U.S.", "U.S."},
    {"U.S. aid", "U.S. aid"},
    {"C++", "C++"},
    {"C#", "C#"},
    {".NET", ".NET"},
    {"F-16", "F-16"},
    {"N.A.T.O.", "N.A.T.O."},
    {"2.5%", "2.5%"},
    {"2%", "2%"},
    {"$3.5bn", "$3.5bn"},
    {"rock 'n' roll", "rock 'n' roll"},
    {"the soldiers' pay", "the soldiers' pay"},
    {"O'Brien's deal", "O'Brien's deal"},
    {"it's", "it's"},
    {"don't", "don't"},
    {"'nato", "'nato"},
    {"nato - summit", "nato summit"},
    {"- nato", "nato"},
    {"nato -", "nato"},
    {"nato & ukraine", "nato ukraine"},
    {"a + b", "a b"},
    {"+ b", "b"},
    {"nato / eu", "nato eu"},
    {"24/7", "24/7"},
    {"w/o", "w/o"},
    {"coffee w/ milk", "coffee w/ milk"},
    {"and/or", "and/or"},
    {"nato and ukraine", "nato and ukraine"},
    {"not now", "not now"},
    {"black or white", "black or white"},
    {"12:30", "12:30"},
    {"https://example.org/a?b=c", "https://example.org/a?b=c"},
    {"Reuters: summit", "Reuters: summit"},
    {"NATO: what next?", "NATO: what next?"},
    {"foo:bar", "foo:bar"},
    {"nato, ukraine; eu!", "nato, ukraine; eu!"},
    {"what's next?", "what's next?"},
    {"#hashtag", "#hashtag"},
    {"@user", "@user"},
    {"user@example.org", "user@example.org"},
    {"a_b", "a_b"},
    {"1,000", "1,000"},
    {"№5", "№5"},
    {"naïve café", "naïve café"},
    {"Зеленський", "Зеленський"},
    {"北约 峰会", "北约 峰会"},
    {"“security pact”", "\"security pact\""},
    {"„Sicherheitspakt“", "\"Sicherheitspakt\""},
    {"\"security pact\"", "\"security pact\""},
    {"\"Security Pacts\"", "\"Security Pacts\""},
    {"\"a\"", "\"a\""},
    {"\"the pact\"", "\"the pact\""},
    {"\"5 * 3\"", "\"5 * 3\""},
    {"\"covid-19\"", "\"covid-19\""},
    {"\"security pact\"^2", "\"security pact\"^2"},
    {"\"security pact\"~5", "=security w/5 =pact"},
    {"\"a b c\"~3", "(=a w/3 =b) w/3 =c"},
    {"\"a b\"~5^2", "(=a w/5 =b)^2"},
    {"=\"security pact\"", "\"security pact\""},
    {"nato \"security pact\" summit", "nato \"security pact\" summit"},
    {"(\"security pact\" OR treaty) ukraine", "(\"security pact\" OR treaty) ukraine"},
    {"=pacts", "=pacts"},
    {"=Pacts nato", "=Pacts nato"},
    {"a = b", "a b"},
    {"pact*", "pact*"},
    {"pac*", "pac*"},
    {"secur*ty", "secur*ty"},
    {"secu*ri*y", "secu*ri*y"},
    {"covid-1*", "covid-1*"},
    {"pact**", "pact**"},
    {"5 * 3", "5 3"},
    {"zelensky~", "zelensky~2"},
    {"zelensky~1", "zelensky~1"},
    {"zelensky~2", "zelensky~2"},
    {"nato~", "nato~1"},
    {"kyiv~", "kyiv~1"},
    {"~50", "~50"},
    {"a ~ b", "a b"},
    {"foo~bar", "foo~bar"},
    {"nato^3", "nato^3"},
    {"nato^2.5", "nato^2.5"},
    {"nato^0.5 summit^2", "nato^0.5 summit^2"},
    {"x^abc", "x^abc"},
    {"nato^", "nato^"},
    {"pact*^2", "pact*^2"},
    {"pact~2^3", "pact~2^3"},
    {"=pact^2", "=pact^2"},
    {"-nato", "-nato"},
    {"-nato -eu", "-nato -eu"},
    {"NOT nato", "-nato"},
    {"nato NOT eu", "nato -eu"},
    {"nato -eu", "nato -eu"},
    {"nato -\"security pact\"", "nato -\"security pact\""},
    {"nato -(eu OR un)", "nato -(eu OR un)"},
    {"nato -=pact", "nato -=pact"},
    {"nato -pact*", "nato -pact*"},
    {"-title:nato", "-title:nato"},
    {"NOT NOT nato", "-(-nato)"},
    {"NOT (nato AND eu)", "-(nato AND eu)"},
    {"--nato", "--nato"},
    {"a--b", "a--b"},
    {"+nato", "+nato"},
    {"+nato +summit pact", "+nato +summit pact"},
    {"+nato -eu pact", "+nato -eu pact"},
    {"+\"security pact\" nato", "+\"security pact\" nato"},
    {"+(nato OR eu) summit", "+(nato OR eu) summit"},
    {"nato AND eu", "nato AND eu"},
    {"nato AND eu AND un", "nato AND eu AND un"},
    {"nato OR eu", "nato OR eu"},
    {"nato OR eu OR un", "nato OR eu OR un"},
    {"nato AND eu OR un", "(nato AND eu) OR un"},
    {"nato OR eu AND un", "nato OR (eu AND un)"},
    {"(nato OR eu) AND un", "(nato OR eu) AND un"},
    {"nato AND (eu OR un)", "nato AND (eu OR un)"},
    {"security pact AND ukraine", "(security pact) AND ukraine"},
    {"security pact OR defence treaty", "(security pact) OR (defence treaty)"},
    {"a b AND c d OR e f", "((a b) AND (c d)) OR (e f)"},
    {"nato AND NOT eu", "nato AND -eu"},
    {"nato AND -eu", "nato AND -eu"},
    {"nato OR -eu", "nato OR -eu"},
    {"(nato)", "nato"},
    {"((nato))", "nato"},
    {"((nato eu))", "nato eu"},
    {"(nato eu) (un who)", "(nato eu) (un who)"},
    {"(nato eu)^2", "(nato eu)^2"},
    {"(nato)^2", "nato^2"},
    {"(nato^2)^2", "nato^4"},
    {"((a OR b) AND (c OR d)) AND -e", "((a OR b) AND (c OR d)) AND -e"},
    {"a(b)c", "a b c"},
    {"main(x)", "main x"},
    {"nato w/5 eu", "nato w/5 eu"},
    {"nato W/5 eu", "nato w/5 eu"},
    {"nato near/5 eu", "nato w/5 eu"},
    {"nato pre/5 eu", "nato pre/5 eu"},
    {"nato NEAR/10 eu", "nato w/10 eu"},
    {"nato w/s eu", "nato w/s eu"},
    {"nato w/p eu", "nato w/p eu"},
    {"nato pre/s eu", "nato pre/s eu"},
    {"nato pre/p eu", "nato pre/p eu"},
    {"nato w/1 eu", "nato w/1 eu"},
    {"nato w/50 eu", "nato w/50 eu"},
    {"nato w/5 eu w/10 un", "(nato w/5 eu) w/10 un"},
    {"nato w/5 (eu w/10 un)", "nato w/5 (eu w/10 un)"},
    {"(nato w/5 eu) w/s un", "(nato w/5 eu) w/s un"},
    {"\"security pact\" w/5 ukraine", "\"security pact\" w/5 ukraine"},
    {"\"security pact\" w/5 \"european union\"", "\"security pact\" w/5 \"european union\""},
    {"(nato OR alliance) w/5 (pact OR treaty)", "(nato OR alliance) w/5 (pact OR treaty)"},
    {"(nato alliance) w/5 pact", "(nato alliance) w/5 pact"},
    {"security pact w/5 ukraine", "security (pact w/5 ukraine)"},
    {"nato w/5 pact* AND eu", "(nato w/5 pact*) AND eu"},
    {"nato w/5 =pacts", "nato w/5 =pacts"},
    {"nato w/5 zelensky~", "nato w/5 zelensky~2"},
    {"nato w/5 eu -un", "(nato w/5 eu) -un"},
    {"-(nato w/5 eu)", "-(nato w/5 eu)"},
    {"NOT nato w/5 eu", "-(nato w/5 eu)"},
    {"nato w/5x", "nato w/5x"},
    {"atleast3(nato)", "atleast3(nato)"},
    {"atleast3(nato OR alliance)", "atleast3(nato OR alliance)"},
    {"atleast2(\"security pact\")", "atleast2(\"security pact\")"},
    {"atleast2(nato w/5 eu)", "atleast2(nato w/5 eu)"},
    {"ATLEAST2(nato)", "atleast2(nato)"},
    {"atleast3", "atleast3"},
    {"atleast3 (nato)", "atleast3 nato"},
    {"atleast(nato)", "atleast nato"},
    {"atleast2(nato)^2 eu", "atleast2(nato)^2 eu"},
    {"title:nato", "title:nato"},
    {"title:\"security pact\"", "title:\"security pact\""},
    {"Title:nato", "title:nato"},
    {"TITLE:(nato summit)", "title:(nato summit)"},
    {"Source:Reuters", "source:Reuters"},
    {"Title: nato", "Title: nato"},
    {"title:(nato summit)", "title:(nato summit)"},
    {"title:(nato OR eu) pact", "title:(nato OR eu) pact"},
    {"title:nato*", "title:nato*"},
    {"title:=pacts", "title:=pacts"},
    {"title:zelensky~", "title:zelensky~2"},
    {"title:nato^2", "title:nato^2"},
    {"title:(nato w/3 summit)", "title:(nato w/3 summit)"},
    {"-title:(nato OR eu)", "-title:(nato OR eu)"},
    {"author:reyes", "author:reyes"},
    {"author:\"ana reyes\"", "author:\"ana reyes\""},
    {"lead:pact", "lead:pact"},
    {"lead:(security w/5 pact)", "lead:(security w/5 pact)"},
    {"source:reuters", "source:reuters"},
    {"source:\"the herald\"", "source:\"the herald\""},
    {"source:reuters nato", "source:reuters nato"},
    {"source:reuters OR source:ap", "source:reuters OR source:ap"},
    {"-source:reuters", "-source:reuters"},
    {"place:brussels", "place:brussels"},
    {"lang:de", "lang:de"},
    {"topic:nato", "topic:nato"},
    {"topic:\"foreign affairs\"", "topic:\"foreign affairs\""},
    {"topic:@/tmp/rings.txt", "topic:@/tmp/rings.txt"},
    {"id:AP880212-0001", "id:AP880212-0001"},
    {"path:/news/2024/a.html", "path:/news/2024/a.html"},
    {"path:\"/my news/a.html\"", "path:\"/my news/a.html\""},
    {"url:https://example.org/a_(b)", "url:\"https://example.org/a_(b)\""},
    {"(url:https://example.org/a)", "url:https://example.org/a"},
    {"url:https://example.org/a?b=c^2", "url:https://example.org/a?b=c^2"},
    {"date:2024", "date:2024"},
    {"date:2024-06", "date:2024-06"},
    {"date:2024-06-01..2024-07-15", "date:2024-06-01..2024-07-15"},
    {"date:2024-06..", "date:2024-06.."},
    {"date:..2024", "date:..2024"},
    {"date:today-30d..", "date:today-30d.."},
    {"date:7d..", "date:7d.."},
    {"date:\"11 July 2024\"", "date:\"11 July 2024\""},
    {"date:yesterday nato", "date:yesterday nato"},
    {"nato in:title", "title:nato"},
    {"in:title security pact", "title:(security pact)"},
    {"security pact in:title source:reuters", "source:reuters title:(security pact)"},
    {"(nato summit in:title) ukraine", "title:(nato summit) ukraine"},
    {"nato OR eu in:title", "nato OR title:eu"},
    {"nato in:lead", "lead:nato"},
    {"a NEAR (b OR c)", "a w/10 (b OR c)"},
    {"datum:2024", "datum:2024"},
    {"nato w/5 eu^2", "nato w/5 eu^2"},
    {"(-nato)", "-nato"},
    {"title:nato title:summit", "title:nato title:summit"},
    {"+source:ap nato", "+source:ap nato"},
    {"nato -source:ap", "nato -source:ap"},
    {"nato lang:de date:2024", "nato lang:de date:2024"},
    {"(a w/3 b) pre/9 (c w/s d)", "(a w/3 b) pre/9 (c w/s d)"},
    {"\"european union\"^3 nato^2", "\"european union\"^3 nato^2"},
    {"date:2024 OR date:2022", "date:2024 OR date:2022"},
    {"$3.5bn -2%", "$3.5bn -2%"},
    {"café*", "café*"},
    {"title:(-a)", "title:(-a)"},
};

static void check_print(const char *query, const char *printed)
{
    struct tree *t = NULL;
    struct span mistake = {0};
    struct error err = {0};
    struct buf out = {0};
    enum status status = parse_query(view_of(query), NOW, &t, &mistake, &err);
    ck_assert_msg(status == STATUS_OK, "%s: %s", query, err.text);
    tree_print(t, &out);
    ck_assert_msg(strcmp(out.data, printed) == 0, "%s is read as %s, not %s", query, out.data, printed);
    buf_release(&out);
    tree_free(t);
}

START_TEST(understands)
{
    check_print(queries[_i].query, queries[_i].printed);
    check_print(queries[_i].printed, queries[_i].printed);
}
END_TEST

START_TEST(plain_words_are_plain_however_many)
{
    struct buf query = {0};
    struct tree *t = NULL;
    struct span mistake;
    struct error err;
    for (int i = 0; i < 500; i++)
        buf_printf(&query, "w%d ", i);
    ck_assert(parse_query(view_of_buf(&query), NOW, &t, &mistake, &err) == STATUS_OK);
    ck_assert(tree_is_plain(t));
    ck_assert_uint_eq(t->count, 500);
    tree_free(t);
    buf_release(&query);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("syntax_parse");
    TCase *tcase = tcase_create("syntax_parse");
    tcase_add_loop_test(tcase, understands, 0, (int)(sizeof queries / sizeof *queries));
    tcase_add_test(tcase, plain_words_are_plain_however_many);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
