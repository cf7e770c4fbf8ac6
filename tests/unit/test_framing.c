/* Which words of a query are found to frame its subject only, and what a search makes of that. */
#include "query/framing.h"

#include "query/ranker_spec.h"
#include "query/search.h"
#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <string.h>

static const struct {
    const char *query, *left_out;
} cases[] = {
    {"Find articles about oil", "Find articles about"},
    {"please show me all recent stories on oil", "please show me all recent stories on"},
    {"Oil prices. Relevant documents will discuss the price of oil.", "Relevant documents will discuss"},
    {"oil: documents that only mention it are not relevant", "are not relevant"},
    {"I'm looking for information on NATO", "I'm looking for information on"},
    {"What do we know about oil? Describe the pact.", "What do we know about, Describe the"},
    {"To be relevant, a document must identify the pact", "To be relevant, a document must identify"},
    /* what is a subject, or may be one */
    {"information", ""},
    {"freedom of information on the internet", ""},
    {"leaked documents discuss the pact", ""},
    {"oil, find articles about", ""}, /* within a sentence these are words like others */
    {"report on torture", ""},
    {"security pacts", ""},
    {"", ""},
    /* quotes */
    {"find \"articles about\" oil", ""},
    {"oil \"relevant documents will discuss\" oil", ""},
    {"\xe2\x80\x9crelevant documents will discuss\xe2\x80\x9d oil", ""},
    {"\"oil\" a relevant document will discuss prices", "a relevant document will discuss"},
    /* nothing else in the query: all of it counts */
    {"find articles about", ""},
    {"find articles about the", ""},
    /* a phrase ends with its sentence */
    {"Find articles. About oil", ""},
};

START_TEST(leaves_out_what_frames_the_subject)
{
    struct framing f = {0};
    struct analyser *a = NULL;
    struct error err;
    const char *query = cases[_i].query, *left_out = cases[_i].left_out;
    ck_assert_int_eq(analyser_new("en", &a, &err), STATUS_OK);
    for (int round = 0; round < 2; round++) { /* nothing stays from query to query */
        struct view rest = framing_cut(&f, a, VIEW("en"), view_of(query));
        ck_assert_str_eq(f.left_out.data && f.left_out.len ? f.left_out.data : "", left_out);
        ck_assert_uint_eq(rest.len, strlen(query));
        if (!*left_out)
            ck_assert_ptr_eq(rest.ptr, query);
        for (size_t i = 0; i < rest.len; i++)
            ck_assert(rest.ptr[i] == query[i] || rest.ptr[i] == ' ');
    }
    framing_release(&f);
    analyser_free(a);
}
END_TEST

START_TEST(other_languages_have_no_list)
{
    struct framing f = {0};
    struct analyser *a = NULL;
    struct error err;
    ck_assert_int_eq(analyser_new("de", &a, &err), STATUS_OK);
    struct view query = VIEW("Find articles about oil");
    ck_assert_ptr_eq(framing_cut(&f, a, VIEW("de"), query).ptr, query.ptr);
    ck_assert_uint_eq(f.left_out.len, 0);
    framing_release(&f);
    analyser_free(a);
}
END_TEST

static const struct article articles[] = {
    {.id = VIEW("oil"), .title = VIEW("Oil"), .text = VIEW("The price of oil rose.")},
    {.id = VIEW("files"),
     .title = VIEW("Files"),
     .text = VIEW("How to find articles: documents about documents, and information.")},
};

/* How a query is understood, and which article comes first. */
static const struct {
    const char *query, *spec;
    enum syntax syntax;
    const char *parsed, *best;
    uint64_t found;
} searches[] = {
    {"Find articles about oil", "lede", SYNTAX_LITERAL, "oil (left out: Find articles about)", "oil", 1},
    {"Find articles about oil", "lede", SYNTAX_FULL, "oil (left out: Find articles about)", "oil", 1},
    {"Find articles about oil", "lede:framing=0", SYNTAX_LITERAL, "find articl oil", "files", 2},
    {"Find articles about oil", "ineb2", SYNTAX_LITERAL, "find articl oil", "files", 2},
    {"find articles about", "lede", SYNTAX_FULL, "find articl", "files", 1},
};

START_TEST(a_search_ranks_by_what_is_left)
{
    struct small_index index;
    struct searcher *s = NULL;
    struct results r = {0};
    struct error err = {0};
    struct ranker ranker;
    struct search_settings settings;
    small_index_make(&index, articles, 2, 0);
    search_settings_default(&settings);
    settings.ranker = &ranker;
    settings.syntax = searches[_i].syntax;
    ck_assert_int_eq(searcher_open(index.path, &s, &err), STATUS_OK);
    ck_assert_int_eq(ranker_parse(searches[_i].spec, UNIT_PASSAGES, &ranker, &err), STATUS_OK);
    ck_assert_msg(search(s, view_of(searches[_i].query), &settings, &r, &err) == STATUS_OK, "%s", err.text);
    ck_assert_str_eq(r.query.parsed.data, searches[_i].parsed);
    ck_assert_uint_eq(r.count, searches[_i].found);
    ck_assert(view_equal(r.items[0].fields.article.id, view_of(searches[_i].best)));
    results_release(&r);
    searcher_close(s);
    small_index_remove(&index);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("framing");
    TCase *tcase = tcase_create("framing");
    tcase_add_loop_test(tcase, leaves_out_what_frames_the_subject, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tcase, other_languages_have_no_list);
    tcase_add_loop_test(tcase, a_search_ranks_by_what_is_left, 0, sizeof searches / sizeof *searches);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
