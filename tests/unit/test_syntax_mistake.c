#include "query/syntax/caret.h"
#include "query/syntax/parse.h"
#include "tests/support/suite.h"

#include <string.h>

enum { NOW = 1720000000 };

/* A mistake, where it is (bytes), and how the sentence about it begins. */
static const struct {
    const char *query;
    uint32_t start, end;
    const char *sentence;
} mistakes[] = {
    {"=", 1, 1, "the query has no word to search for"},
    {"wo*rd", 2, 3, "at least 3 letters must stand before a *"},
    {"**bold**", 0, 1, "at least 3 letters must stand before a *"},
    {"*", 1, 1, "the query has no word to search for"},
    {"^", 1, 1, "the query has no word to search for"},
    {"\"security pact", 0, 1, "this quote has no end: a closing \" was expected"},
    {"\"pact*\"", 5, 6, "a * between quotes is no pattern"},
    {"\"secur* pact\"", 6, 7, "a * between quotes is no pattern"},
    {"title:(lead:x)", 6, 14, "lead: cannot stand inside title:"},
    {"author:(a OR (title:b c))", 14, 21, "title: cannot stand inside author:"},
    {"nato \"", 5, 6, "this quote has no end: a closing \" was expected"},
    {"\"\"", 0, 2, "there is no word between these quotes"},
    {"\"...\"", 0, 5, "there is no word between these quotes"},
    {"(a", 0, 1, "this parenthesis has no end: a ) was expected"},
    {"a)", 1, 2, "there is no ( for this )"},
    {")", 0, 1, "there is no ( for this )"},
    {"(", 0, 1, "this parenthesis has no end: a ) was expected"},
    {"()", 0, 2, "there is nothing between these parentheses"},
    {"( )", 0, 3, "there is nothing between these parentheses"},
    {"((a)", 0, 1, "this parenthesis has no end: a ) was expected"},
    {"(a))", 3, 4, "there is no ( for this )"},
    {"(a AND", 3, 6, "AND needs a word, a phrase or a group after it"},
    {"a AND", 2, 5, "AND needs a word, a phrase or a group after it"},
    {"AND a", 0, 3, "AND needs a word, a phrase or a group before it"},
    {"AND", 0, 3, "AND needs a word, a phrase or a group before it"},
    {"OR", 0, 2, "OR needs a word, a phrase or a group before it"},
    {"NOT", 0, 3, "NOT needs a word, a phrase or a group after it"},
    {"a OR", 2, 4, "OR needs a word, a phrase or a group after it"},
    {"OR a", 0, 2, "OR needs a word, a phrase or a group before it"},
    {"a AND AND b", 2, 5, "AND needs a word, a phrase or a group after it"},
    {"a AND OR b", 2, 5, "AND needs a word, a phrase or a group after it"},
    {"a OR OR b", 2, 4, "OR needs a word, a phrase or a group after it"},
    {"a OR )", 2, 4, "OR needs a word, a phrase or a group after it"},
    {"(a OR) b", 3, 5, "OR needs a word, a phrase or a group after it"},
    {"a AND (b", 6, 7, "this parenthesis has no end: a ) was expected"},
    {"nato NOT", 5, 8, "NOT needs a word, a phrase or a group after it"},
    {"nato AND NOT", 9, 12, "NOT needs a word, a phrase or a group after it"},
    {"w/5", 0, 3, "w/5 needs a word, a phrase or a group before it"},
    {"w/5 b", 0, 3, "w/5 needs a word, a phrase or a group before it"},
    {"a w/5", 2, 5, "w/5 needs a word, a phrase or a group after it"},
    {"a w/5 w/5 b", 2, 5, "w/5 needs a word, a phrase or a group after it"},
    {"a w/5 AND b", 2, 5, "w/5 needs a word, a phrase or a group after it"},
    {"(a w/5) b", 3, 6, "w/5 needs a word, a phrase or a group after it"},
    {"a w/0 b", 2, 5, "the number of words apart must be 1 to 50"},
    {"a w/51 b", 2, 6, "the number of words apart must be 1 to 50"},
    {"a w/99999999999 b", 2, 15, "the number of words apart must be 1 to 50"},
    {"a w/5 (b AND c)", 6, 15, "proximity takes words, phrases, OR and further proximity, but no condition on the whole article"},
    {"a w/5 -b", 6, 7, "a word, a phrase or a ( was expected here, not NOT"},
    {"a w/5 NOT b", 6, 9, "a word, a phrase or a ( was expected here, not NOT"},
    {"(a -b) w/5 c", 3, 5, "proximity takes words, phrases, OR and further proximity, but no condition on the whole article"},
    {"a w/5 title:b", 6, 13, "proximity takes words, phrases, OR and further proximity, but no condition on the whole article"},
    {"a w/5 source:b", 6, 14, "proximity takes words, phrases, OR and further proximity, but no condition on the whole article"},
    {"a w/5 (+b c)", 7, 9, "proximity takes words, phrases, OR and further proximity, but no condition on the whole article"},
    {"atleast0(a)", 7, 8, "the number of times must be 1 to 1000"},
    {"atleast9999(a)", 7, 11, "the number of times must be 1 to 1000"},
    {"atleast2()", 8, 10, "there is nothing between these parentheses"},
    {"atleast2(a", 8, 9, "this parenthesis has no end: a ) was expected"},
    {"atleast2(a AND b)", 8, 17, "atleast takes words, phrases, OR and further proximity, but no condition on the whole article"},
    {"atleast2(-a)", 8, 12, "atleast takes words, phrases, OR and further proximity, but no condition on the whole article"},
    {"pa*", 2, 3, "at least 3 letters must stand before a *"},
    {"*act", 0, 1, "at least 3 letters must stand before a *"},
    {"a*", 1, 2, "at least 3 letters must stand before a *"},
    {"5*3", 1, 2, "at least 3 letters must stand before a *"},
    {"=pact*", 4, 5, "a word cannot have * together with = or ~"},
    {"=pact~", 0, 1, "a word cannot have = together with ~"},
    {"pact*~", 4, 5, "a word cannot have * together with = or ~"},
    {"ab~", 0, 3, "a word before ~ must have at least 3 letters"},
    {"pact~3", 4, 6, "~ takes 1 or 2, the number of letters that may differ"},
    {"pact~0", 4, 6, "~ takes 1 or 2, the number of letters that may differ"},
    {"pact~12", 4, 7, "~ takes 1 or 2, the number of letters that may differ"},
    {"pact^0", 4, 6, "a weight behind ^ must be above 0 and at most 100"},
    {"pact^101", 4, 8, "a weight behind ^ must be above 0 and at most 100"},
    {"pact^1000", 4, 9, "a weight behind ^ must be above 0 and at most 100"},
    {"\"a b\"^0", 5, 7, "a weight behind ^ must be above 0 and at most 100"},
    {"\"a b\"~51", 5, 8, "the number of words apart must be 1 to 50"},
    {"(a b)^0", 5, 7, "a weight behind ^ must be above 0 and at most 100"},
    {"titel:summit", 0, 5, "there is no field \"titel\"; did you mean title:?"},
    {"tile:summit", 0, 4, "there is no field \"tile\"; did you mean title:?"},
    {"sorce:reuters", 0, 5, "there is no field \"sorce\"; did you mean source:?"},
    {"autor:reyes", 0, 5, "there is no field \"autor\"; did you mean author:?"},
    {"langs:de", 0, 5, "there is no field \"langs\"; did you mean lang:?"},
    {"topics:x", 0, 6, "there is no field \"topics\"; did you mean topic:?"},
    {"title:", 0, 6, "title: needs a word, a phrase or a group right behind it"},
    {"title: summit", 0, 6, "title: needs a word, a phrase or a group right behind it"},
    {"title:)", 0, 6, "title: needs a word, a phrase or a group right behind it"},
    {"title:-a", 0, 6, "title: needs a word, a phrase or a group right behind it"},
    {"source:", 0, 7, "source: needs a value right behind it"},
    {"source: reuters", 0, 7, "source: needs a value right behind it"},
    {"source:\"\"", 0, 7, "source: needs a value right behind it"},
    {"source:\"ap", 7, 8, "this quote has no end: a closing \" was expected"},
    {"date:", 0, 5, "date: needs a value right behind it"},
    {"date:2024-13", 5, 12, "'2024-13' is no date or range of dates"},
    {"date:2024-02-31", 5, 15, "'2024-02-31' is no date or range of dates"},
    {"date:soon", 5, 9, "'soon' is no date or range of dates"},
    {"date:2024-07..2024-06", 5, 21, "the range of dates '2024-07..2024-06' ends before it begins"},
    {"in:title", 0, 8, "in:title needs words beside it"},
    {"in:text nato", 0, 7, "in: takes title or lead"},
    {"in:", 0, 3, "in: needs a value right behind it"},
    {"in:title source:ap", 0, 8, "in:title needs words beside it"},
    {"a (b (c \"d", 8, 9, "this quote has no end: a closing \" was expected"},
    {"nato “pact", 5, 6, "this quote has no end: a closing \" was expected"},
    {"Größe \"offen", 8, 9, "this quote has no end: a closing \" was expected"},
    {"...", 3, 3, "the query has no word to search for"},
    {"- - -", 5, 5, "the query has no word to search for"},
    {"&", 1, 1, "the query has no word to search for"},
    {"a in:title in:lead", 11, 18, "in: stands twice beside the same words"},
    {"(a OR b", 0, 1, "this parenthesis has no end: a ) was expected"},
    {"a NEAR", 2, 6, "NEAR needs a word, a phrase or a group after it"},
    {"a AND (", 6, 7, "this parenthesis has no end: a ) was expected"},
    {"a b c OR", 6, 8, "OR needs a word, a phrase or a group after it"},
    {"a -in:title", 3, 11, "in: cannot be excluded; -title:word can"},
};

static void check_mistake(struct view query, uint32_t start, uint32_t end, const char *sentence)
{
    struct tree *t = NULL;
    struct span place = {0};
    struct error err = {0};
    ck_assert_msg(parse_query(query, NOW, &t, &place, &err) == STATUS_USAGE, "%.60s is taken", query.ptr);
    ck_assert_ptr_null(t);
    ck_assert_msg(strncmp(err.text, sentence, strlen(sentence)) == 0, "%.60s: %s", query.ptr, err.text);
    ck_assert_msg(place.start == start && place.end == end, "%.60s: %u to %u", query.ptr, place.start, place.end);
}

START_TEST(says_what_is_wrong_and_where)
{
    check_mistake(view_of(mistakes[_i].query), mistakes[_i].start, mistakes[_i].end, mistakes[_i].sentence);
}
END_TEST

/* Queries that are too much: `count` times `part`, then `tail`. */
static const struct {
    const char *part;
    int count;
    const char *tail;
    uint32_t start, end;
    const char *sentence;
} excesses[] = {
    {"(", 33, "a", 32, 33, "the query is nested deeper than 32 levels"},
    {"NOT ", 40, "a", 128, 131, "the query is nested deeper than 32 levels"},
    {"a w/5 ", 40, "a", 194, 197, "the query is nested deeper than 32 levels"},
    {"\"a\" ", 9, "", 32, 35, "the query has more than 8 phrases"},
    {"a OR ", 64, "a", 320, 321, "operators, quotes and fields here are about 65 words, more than 64"},
    {"+a ", 64, "b +c", 194, 196, "operators, quotes and fields here are about 65 words, more than 64"},
    {"(a OR b) ", 32, "(c AND d) e", 289, 290, "operators, quotes and fields here are about 66 words, more than 64"},
    {"word ", 820, "", 4096, 4096, "the query has 4100 bytes, more than 4096"},
    {"\"a b c d e f g h i j k l m n o p q\"", 1, "", 0, 35, "this phrase has 17 words, more than 16"},
};

START_TEST(knows_its_limits)
{
    struct buf query = {0};
    for (int i = 0; i < excesses[_i].count; i++)
        buf_add_text(&query, excesses[_i].part);
    buf_add_text(&query, excesses[_i].tail);
    check_mistake(view_of_buf(&query), excesses[_i].start, excesses[_i].end, excesses[_i].sentence);
    buf_release(&query);
}
END_TEST

/* A text that somebody put in whole: what no operator is about may be long. */
START_TEST(words_that_only_add_weight_have_no_limit)
{
    static const char *const tails[] = {"", "\"security pact\"", "(e.g. pacts (and treaties)) more", "-weather source:ap", "+pact"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        struct buf query = {0};
        struct tree *t = NULL;
        struct span mistake;
        struct error err = {0};
        for (int k = 0; k < 300; k++)
            buf_printf(&query, "w%d ", k);
        buf_add_text(&query, tails[i]);
        ck_assert_msg(parse_query(view_of_buf(&query), 0, &t, &mistake, &err) == STATUS_OK, "%s: %s", tails[i], err.text);
        tree_free(t);
        buf_release(&query);
    }
}
END_TEST

/* Carets under the place, whatever stands before it. */
static const struct {
    const char *query;
    uint32_t start, end;
    const char *shown;
} carets[] = {
    {"a AND", 2, 5, "  a AND\n    ^^^\n"},
    {"abc", 3, 3, "  abc\n     ^\n"},
    {"Größe \"a", 8, 9, "  Größe \"a\n        ^\n"},
    {"北约 (a", 7, 8, "  北约 (a\n       ^\n"},
    {"a\tb", 2, 3, "  a\\x09b\n       ^\n"},
    {"one two three four five six seven eight nine (ten", 45, 46, "  ...n eight nine (ten\n                  ^\n"},
    {"(one two three four five six seven eight nine ten", 0, 1, "  (one two three four five s...\n  ^\n"},
};

START_TEST(puts_the_caret_under_its_place)
{
    struct buf out = {0};
    caret_add(view_of(carets[_i].query), (struct span){carets[_i].start, carets[_i].end}, 34, &out);
    ck_assert_str_eq(out.data, carets[_i].shown);
    buf_release(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("syntax_mistake");
    TCase *tcase = tcase_create("syntax_mistake");
    tcase_add_loop_test(tcase, says_what_is_wrong_and_where, 0, (int)(sizeof mistakes / sizeof *mistakes));
    tcase_add_test(tcase, words_that_only_add_weight_have_no_limit);
    tcase_add_loop_test(tcase, knows_its_limits, 0, (int)(sizeof excesses / sizeof *excesses));
    tcase_add_loop_test(tcase, puts_the_caret_under_its_place, 0, (int)(sizeof carets / sizeof *carets));
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
