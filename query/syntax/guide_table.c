#include "query/syntax/expand.h"
#include "query/syntax/guide.h"
#include "query/syntax/lex.h"
#include "query/syntax/parse.h"

static const struct guide_example words[] = {
    {"security pact", "any of the words; articles with more and rarer ones come first. Words are compared by their stems, so pacts "
                      "and pact are one, "
                      "and case and accents do not matter"},
    {"=pacts", "this form of the word alone"},
    {"pact*", "all words that begin so"},
    {"secur*ty", "a star may stand inside, too, for any letters"},
    {"zelensky~",
     "words that are one letter off, from six letters on two: left out, put in, another one, or two that changed places"},
    {"zelensky~1", "one letter and no more"},
    {"summit^3", "counts three times"},
    {"U.S. aid", "dots of an acronym mean nothing: U.S. and US are one, and neither is the word us"},
    {"covid-19 AT&T 24/7", "punctuation inside words and between them is no operator"},
    {NULL, NULL},
};

static const struct guide_example phrases[] = {
    {"\"security pact\"", "these words as they are written, one behind the other"},
    {"\"security pact\"~5", "the same words with at most five places between one and the next, in any order"},
    {NULL, NULL},
};

static const struct guide_example operators[] = {
    {"summit AND pact", "articles with both; AND, OR and NOT are operators in capitals only"},
    {"summit OR talks", "articles with either"},
    {"pact -trade", "articles without trade; NOT trade says the same"},
    {"+pact summit", "articles with pact, better ones with summit"},
    {"(summit OR talks) AND pact", "parentheses group"},
    {"security pact AND Ukraine", "words side by side hold together more tightly than AND and OR"},
    {"summit AND pact OR treaty", "AND holds together more tightly than OR"},
    {NULL, NULL},
};

static const struct guide_example proximity[] = {
    {"pact w/5 Kyiv", "both within five words of one another; near/5 says the same, NEAR is w/10"},
    {"pact pre/5 signed", "within five words and in this order"},
    {"pact w/s Kyiv", "in the same sentence; pre/s: and in this order"},
    {"pact w/p Kyiv", "in the same paragraph; pre/p: and in this order"},
    {"(pact OR treaty) w/5 \"prime minister\"", "words, phrases, groups with OR and further proximity may stand on both sides"},
    {"atleast3(sanctions)", "three times or more in the article"},
    {NULL, NULL},
};

static const struct guide_example fields[] = {
    {"title:summit source:reuters",
     "two conditions; what follows the colon belongs to the field, without a space between, and Title: is title:"},
    {"title:(summit w/3 leaders)", "a group holds inside title, lead or author"},
    {"summit in:title", "the same as title:summit"},
    {"pact date:2024-06-01..2024-07-15", "published on one of these days, both included"},
    {"pact date:today-30d..", "since thirty days ago"},
    {NULL, NULL},
};

static const struct guide_example mistakes[] = {
    {"(summit AND pact", NULL}, {"summit AND", NULL}, {"\"security pact", NULL}, {"pa*", NULL}, {"titel:summit", NULL},
    {"a w/99 b", NULL},         {NULL, NULL},
};

static void add_fields(struct buf *out)
{
    for (const struct query_field *f = query_fields; f->name; f++)
        buf_printf(out, "%s:\t%s\n", f->name, f->help);
}

static void add_limits(struct buf *out)
{
    buf_printf(out, "bytes\tat most %d in a query\n", QUERY_MAX_BYTES);
    buf_printf(out,
               "words\tat most %d that operators, quotes and fields are about; plain words may be more, and the most telling of "
               "them count\n",
               QUERY_MAX_WORDS);
    buf_printf(out, "parentheses\tat most %d within one another\n", QUERY_MAX_DEPTH);
    buf_printf(out, "phrases\tat most %d, of at most %d words each\n", QUERY_MAX_PHRASES, QUERY_MAX_PHRASE_WORDS);
    buf_printf(out, "w/N pre/N\tN is 1 to %d\n", QUERY_WINDOW_MAX);
    buf_printf(out, "atleastN\tN is 1 to %d\n", QUERY_ATLEAST_MAX);
    buf_printf(out, "^N\tN is above 0 and at most %d\n", QUERY_BOOST_MAX);
    buf_printf(out,
               "word* word~\tat least %d letters stand before the star or the tilde; the %d most frequent words are taken, and the "
               "query as it was understood says how many were left out\n",
               QUERY_PREFIX_MIN, EXPAND_MAX);
}

const struct guide_section guide_sections[] = {
    {.title = "Words", .examples = words},
    {.title = "Phrases", .examples = phrases},
    {.title = "Operators", .examples = operators},
    {.title = "Proximity",
     .text = "Proximity is verified on the text of the articles: an answer never violates it.",
     .examples = proximity},
    {.title = "Fields", .add = add_fields, .examples = fields},
    {.title = "Thesaurus",
     .text = "What else may be said for a word or a run of words is taken from a thesaurus, and shown where the query is shown as "
             "it was "
             "understood: Kyiv{Kiev}. Words behind =, words in quotes and names of authors are not rewritten. --thesaurus none "
             "turns it off, "
             "--thesaurus FILE takes another one. A file has a ring of words and phrases with the same meaning on each line:\n\n"
             "  # a comment\n"
             "  security pact = bilateral security agreement = defence treaty\n"
             "  Kyiv = Kiev\n"
             "  Spain ~ Spanish\n"
             "  \"arms\" = weapons\n\n"
             "A member in quotes is compared as it is written, the others by their stems. What stands behind ~ is only akin: it is "
             "found, and counts a quarter. topic:@FILE finds articles that have any "
             "member "
             "of any line of a file."},
    {.title = "Limits", .add = add_limits},
    {.title = "Mistakes",
     .text =
         "A query does what it says, or it is refused: with the place of the mistake, what was expected there, and exit code 2.",
     .examples = mistakes},
    {0},
};
