#include "query/known.h"

#include "query/syntax/thesaurus.h"
#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct article articles[] = {
    {.id = VIEW("1"), .title = VIEW("Summit"), .author = VIEW("Ana Reyes"), .text = VIEW("A security pact and a cease-fire.")},
    {.id = VIEW("2"), .title = VIEW("Talks"), .text = VIEW("The pacts of women.")},
};

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
    ck_assert_int_eq(thesaurus_parse(VIEW("treaty = pact = peace deal = accord"), "t", &f.thesaurus, &err), STATUS_OK);
}

static void tear_down(void)
{
    thesaurus_free(f.thesaurus);
    analyser_free(f.analyser);
    store_reader_close(f.reader);
    small_index_remove(&f.index);
}

/* A query and its words: "word=segments" or "word?nearest". */
static const struct {
    enum syntax syntax;
    const char *query, *words;
} cases[] = {
    {SYNTAX_LITERAL, "the security pacts", "security=1 pacts=2 "},
    {SYNTAX_LITERAL, "the of", "the=1 of=1 "},
    {SYNTAX_LITERAL, "secruity pact pact", "secruity?security pact=2 "},
    {SYNTAX_LITERAL, "ceasefire", "ceasefire=1 "},
    {SYNTAX_LITERAL, "cease-fire zebra", "cease-fire=1 zebra? "},
    {SYNTAX_FULL, "=pacts =pactz", "pacts=1 pactz?pact,pacts "},
    {SYNTAX_FULL, "\"pacts of\" -zebra", "pacts=1 of=1 "},
    {SYNTAX_FULL, "pact* zebra* secruity~1", "pact*=2 zebra*? secruity~1=1 "},
    {SYNTAX_FULL, "treaty", "treaty? pact<treaty=2 accord<treaty? "},
    {SYNTAX_LITERAL, "treaty", "treaty? "},
    {SYNTAX_FULL, "title:pact title:summit author:reyes", "pact?pact,pacts treaty<pact? accord<pact? summit=1 reyes=1 "},
};

START_TEST(tells_what_the_index_knows)
{
    struct known_words k = {0};
    struct buf shown = {0};
    struct error err = {0};
    const struct search_settings settings = {.syntax = cases[_i].syntax, .thesaurus = f.thesaurus};
    enum status status = known_words_read(view_of(cases[_i].query), &settings, f.reader, f.analyser, &k, &err);
    ck_assert_msg(status == STATUS_OK, "%s", err.text);
    for (size_t i = 0; i < k.count; i++) {
        buf_add_view(&shown, view_of_buf(&k.items[i].text));
        if (k.items[i].of.len)
            buf_printf(&shown, "<%s", k.items[i].of.data);
        if (k.items[i].segments)
            buf_printf(&shown, "=%llu", (unsigned long long)k.items[i].segments);
        else
            buf_add_char(&shown, '?');
        for (size_t n = 0; n < k.items[i].nearest.count; n++)
            buf_printf(&shown, "%s%s", n > 0 ? "," : "", k.items[i].nearest.items[n].name);
        buf_add_char(&shown, ' ');
    }
    ck_assert_str_eq(shown.data, cases[_i].words);
    buf_release(&shown);
    known_words_release(&k);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("known");
    TCase *tcase = tcase_create("known");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, tells_what_the_index_knows, 0, COUNT(cases));
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
