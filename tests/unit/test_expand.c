#include "query/syntax/expand.h"

#include "query/syntax/parse.h"
#include "query/syntax/print.h"
#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct article articles[] = {
    {.id = VIEW("1"), .title = VIEW("Pacts"), .author = VIEW("Ana Reyes"), .text = VIEW("Zelenskyy signed a pact. Zelenskyy.")},
    {.id = VIEW("2"), .title = VIEW("Pacta"), .author = VIEW("Bo Reyer"), .text = VIEW("Zelensky and the pact of women.")},
    {.id = VIEW("3"), .title = VIEW("Weather"), .text = VIEW("The café, the impact and the woman. Зеленський. 3,000 pacts.")},
};

static const char rings[] = "security pact = bilateral security agreement = defence treaty\n"
                            "defence = defense\n"
                            "Kyiv = Kiev\n"
                            "United States = U.S. = USA\n"
                            "ceasefire = truce\n"
                            "pact = accord = pacts\n"
                            "\"arms\" = weapon\n"
                            "\xd0\x9d\xd0\x90\xd0\xa2\xd0\x9e = N.A.T.O. = \xc3\xa9lys\xc3\xa9"
                            "e palace\n"
                            "non-aggression = \xef\xbc\xb0\xef\xbc\xb5\xef\xbc\xae\n";

struct fixture {
    struct small_index index;
    struct store_reader *reader;
    struct analyser *analyser;
    struct thesaurus *thesaurus;
};
static struct fixture f;

static void set_up(void)
{
    struct error err = {0};
    small_index_make(&f.index, articles, COUNT(articles), 0);
    ck_assert_int_eq(store_reader_open(f.index.path, &f.reader, &err), STATUS_OK);
    ck_assert_int_eq(analyser_new("en", &f.analyser, &err), STATUS_OK);
    ck_assert_msg(thesaurus_parse(view_of(rings), "rings", &f.thesaurus, &err) == STATUS_OK, "%s", err.text);
}

static void tear_down(void)
{
    thesaurus_free(f.thesaurus);
    analyser_free(f.analyser);
    store_reader_close(f.reader);
    small_index_remove(&f.index);
}

static enum status expand(const char *query, struct buf *out, struct error *err)
{
    struct tree *tree = NULL;
    struct span mistake;
    ck_assert_msg(parse_query(view_of(query), 0, &tree, &mistake, err) == STATUS_OK, "%s", err->text);
    enum status status = expand_tree(tree, f.reader, f.analyser, f.thesaurus, err);
    if (status == STATUS_OK)
        tree_print(tree, out);
    tree_free(tree);
    return status;
}

static const struct {
    const char *query, *expanded;
} cases[] = {
    /* patterns and misspelt words: words of the index, the most frequent first */
    {"pact*", "pact*{pact, pacts, pacta}"},
    {"Wom*N", "Wom*N{woman, women}"},
    {"CAF\xc3\x89*", "CAF\xc3\x89*{cafe}"},
    {"zelenskiy~1", "zelenskiy~1{zelensky, zelenskyy}"},
    {"zzzzz~2", "zzzzz~2"},
    {"title:pact*", "title:pact*{pacta, pacts}"},
    {"author:reye*", "author:reye*{reyer, reyes}"},
    {"author:reyez~", "author:reyez~1{reyer, reyes}"},
    {"title:reye*", "title:reye*"},
    /* rings: words by their stems, the longest phrase, neighbours only */
    {"kyiv", "kyiv{Kiev}"},
    {"defence budget", "defence{defense} budget"},
    {"Defenses", "Defenses{defence}"},
    {"security pacts", "(security pacts){bilateral security agreement, defence treaty}"},
    {"the Security Pact of Kyiv", "the (Security Pact){bilateral security agreement, defence treaty} of Kyiv{Kiev}"},
    {"defence treaty", "(defence treaty){security pact, bilateral security agreement}"},
    {"security AND pact", "security AND pact{accord}"},
    {"security new pact", "security new pact{accord}"},
    {"cease-fire", "cease-fire"},
    {"US aid", "US{United States, USA} aid"},
    {"they told us", "they told us"},
    {"arms arm", "arms{weapon} arm"},
    {"weapons", "weapons{=arms}"},
    {"(kyiv w/5 treaty) -ceasefire", "(kyiv{Kiev} w/5 treaty) -ceasefire{truce}"},
    {"title:(security pact)", "title:(security pact){bilateral security agreement, defence treaty}"},
    {"kyiv^2", "kyiv^2{Kiev}"},
    {"+security pact", "+security pact{accord}"},
    /* members that do not begin as the words of the query are written */
    {"nato", "nato{\xd0\x9d\xd0\x90\xd0\xa2\xd0\x9e, \xc3\xa9lys\xc3\xa9"
             "e palace}"},
    {"\xd0\xbd\xd0\xb0\xd1\x82\xd0\xbe", "\xd0\xbd\xd0\xb0\xd1\x82\xd0\xbe{N.A.T.O., \xc3\xa9lys\xc3\xa9"
                                         "e palace}"},
    {"Elysee Palace", "(Elysee Palace){\xd0\x9d\xd0\x90\xd0\xa2\xd0\x9e, N.A.T.O.}"},
    {"non-aggression", "non-aggression{\xef\xbc\xb0\xef\xbc\xb5\xef\xbc\xae}"},
    {"pun", "pun{non-aggression}"},
    /* written as it is meant */
    {"=kyiv", "=kyiv"},
    {"\"security pact\"", "\"security pact\""},
    {"author:kyiv", "author:kyiv"},
};

START_TEST(finds_other_ways_to_say_it)
{
    struct buf printed = {0};
    struct error err = {0};
    ck_assert_msg(expand(cases[_i].query, &printed, &err) == STATUS_OK, "%s", err.text);
    ck_assert_str_eq(printed.data, cases[_i].expanded);
    buf_release(&printed);
}
END_TEST

START_TEST(a_topic_file_is_all_its_members)
{
    char path[] = "/tmp/lede_topic_XXXXXX";
    char query[64], expected[128];
    struct buf printed = {0};
    struct error err = {0};
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, "peace talks = truce\nceasefire\n", 30), 30);
    close(fd);
    snprintf(query, sizeof query, "topic:@%s", path);
    snprintf(expected, sizeof expected, "topic:@%s{peace talks, truce, ceasefire}", path);
    ck_assert_msg(expand(query, &printed, &err) == STATUS_OK, "%s", err.text);
    ck_assert_str_eq(printed.data, expected);
    unlink(path);
    ck_assert_int_eq(expand(query, &printed, &err), STATUS_IO);
    buf_release(&printed);
}
END_TEST

/* 150 words that fit: the 100 most frequent stay, the rest is counted. */
START_TEST(keeps_the_most_frequent_and_counts_the_rest)
{
    enum { WORDS = 150 };
    struct buf text = {0}, printed = {0};
    struct error err = {0};
    for (int i = 0; i < WORDS; i++)
        buf_printf(&text, "word%03d ", i);
    const struct article more[] = {{.id = VIEW("many"), .text = view_of_buf(&text)},
                                   {.id = VIEW("one"), .text = VIEW("word149 again")}};
    small_index_add(&f.index, more, 2, 0);
    store_reader_close(f.reader);
    ck_assert_int_eq(store_reader_open(f.index.path, &f.reader, &err), STATUS_OK);
    ck_assert_msg(expand("word*", &printed, &err) == STATUS_OK, "%s", err.text);
    ck_assert_ptr_nonnull(strstr(printed.data, "{word149, word000, word001"));
    ck_assert_ptr_nonnull(strstr(printed.data, "word098, and 50 rarer ones left out}"));
    ck_assert_ptr_null(strstr(printed.data, "word099"));
    buf_release(&text);
    buf_release(&printed);
}
END_TEST

START_TEST(without_a_thesaurus_nothing_is_rewritten)
{
    struct buf printed = {0};
    struct error err = {0};
    thesaurus_free(f.thesaurus);
    f.thesaurus = NULL;
    ck_assert_int_eq(expand("security pacts of Kyiv", &printed, &err), STATUS_OK);
    ck_assert_str_eq(printed.data, "security pacts of Kyiv");
    buf_release(&printed);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("expand");
    TCase *tcase = tcase_create("expand");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, finds_other_ways_to_say_it, 0, COUNT(cases));
    tcase_add_test(tcase, a_topic_file_is_all_its_members);
    tcase_add_test(tcase, keeps_the_most_frequent_and_counts_the_rest);
    tcase_add_test(tcase, without_a_thesaurus_nothing_is_rewritten);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
