#include "query/articles.h"
#include "query/search.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <stdlib.h>
#include <string.h>

/* A text of several segments: `word` stands in the last one only. */
static struct buf long_text;

static struct view make_long(const char *word)
{
    buf_clear(&long_text);
    for (int paragraph = 0; paragraph < 20; paragraph++) {
        for (int i = 0; i < 10; i++)
            buf_add_text(&long_text, "The long report goes on about nothing in particular here. ");
        buf_add_text(&long_text, "\n\n");
    }
    buf_add_text(&long_text, word);
    return view_of_buf(&long_text);
}

static const struct article news[] = {
    {.id = VIEW("pact"), .title = VIEW("Pact"), .text = VIEW("A security pact was signed."), .source = VIEW("Reuters")},
    {.id = VIEW("truce"), .title = VIEW("Truce"), .text = VIEW("The cease-fire holds. The ministers met."), .language = VIEW("en")},
    {.id = VIEW("fire"), .title = VIEW("Fire"), .text = VIEW("A fire burns."), .published = {1720483200, 0, DATE_DAY}},
    {.id = VIEW("joined"), .title = VIEW("Joined"), .text = VIEW("A ceasefire and a pact."), .source = VIEW("reuters")},
};
enum { NEWS = sizeof news / sizeof *news };

struct fixture {
    struct small_index index;
    struct searcher *searcher;
    struct store_reader *reader;
};

static void setup(struct fixture *f)
{
    struct error err = {0};
    struct article last = {.id = VIEW("long"), .title = VIEW("Long report"), .text = make_long("Pact.")};
    small_index_make(&f->index, news, NEWS, 1);
    small_index_add(&f->index, &last, 1, 0);
    ck_assert_msg(searcher_open(f->index.path, &f->searcher, &err) == STATUS_OK, "%s", err.text);
    ck_assert_msg(store_reader_open(f->index.path, &f->reader, &err) == STATUS_OK, "%s", err.text);
}

static void teardown(struct fixture *f)
{
    searcher_close(f->searcher);
    store_reader_close(f->reader);
    small_index_remove(&f->index);
    buf_release(&long_text);
}

/* The ids of what matches, in the order of docids. */
static void check(struct fixture *f, const char *words, const struct search_settings *settings, const char *expected)
{
    struct error err = {0};
    struct matching m = {0};
    struct buf ids = {0}, id = {0};
    ck_assert_msg(search_matching(f->searcher, view_of(words), settings, &m, &err) == STATUS_OK, "%s: %s", words, err.text);
    buf_add_text(&ids, "");
    for (size_t i = 0; i < m.count; i++) {
        ck_assert(i == 0 || m.docids[i] > m.docids[i - 1]);
        ck_assert_int_eq(store_reader_value(f->reader, m.docids[i], SLOT_ARTICLE, &id, &err), STATUS_OK);
        buf_printf(&ids, "%s%s", i > 0 ? " " : "", id.data);
    }
    ck_assert_msg(strcmp(ids.data, expected) == 0, "%s: %s, not %s", words, ids.data, expected);
    matching_release(&m);
    buf_release(&ids);
    buf_release(&id);
}

START_TEST(any_word_is_enough_unless_all_are_wanted)
{
    struct fixture f;
    struct search_settings s;
    setup(&f);
    search_settings_default(&s);
    check(&f, "pacts", &s, "pact joined long");
    check(&f, "pact ministers", &s, "pact truce joined long");
    check(&f, "quagga", &s, "");
    check(&f, "", &s, "");
    s.limit = 1;
    s.offset = 7;
    check(&f, "pact", &s, "pact joined long");
    s.all_words = true;
    check(&f, "pact the signing", &s, "pact");
    check(&f, "pact ministers", &s, "");
    check(&f, "cease-fire", &s, "truce joined");
    check(&f, "ceasefire", &s, "truce joined");
    check(&f, "report pact", &s, "long"); /* in two segments of one article */
    check(&f, "pact quagga", &s, "");
    teardown(&f);
}
END_TEST

START_TEST(filters_hold)
{
    struct fixture f;
    struct search_settings s;
    setup(&f);
    search_settings_default(&s);
    s.source = VIEW("REUTERS");
    check(&f, "pact fire", &s, "pact joined");
    s.source = (struct view){0};
    s.dates = (struct date_range){1720483200, 1720483201};
    check(&f, "pact fire", &s, "fire");
    s.all_words = true;
    check(&f, "pact fire", &s, "");
    check(&f, "fire", &s, "fire");
    teardown(&f);
}
END_TEST

START_TEST(an_article_is_given_by_its_first_segment_that_matches)
{
    struct fixture f;
    struct search_settings s;
    struct error err = {0};
    struct matching m = {0};
    struct articles articles = {0};
    struct store_stats stats;
    setup(&f);
    search_settings_default(&s);
    ck_assert_int_eq(store_reader_stats(f.reader, &stats, &err), STATUS_OK);
    ck_assert_int_eq(articles_read(&articles, f.reader, &stats, &err), STATUS_OK);
    ck_assert(!articles.single);
    ck_assert_uint_eq(articles.count, NEWS + 1);
    ck_assert_int_eq(search_matching(f.searcher, VIEW("pact"), &s, &m, &err), STATUS_OK);
    ck_assert_uint_eq(m.count, 3);
    uint32_t last = m.docids[2], first = articles_first(&articles, last);
    ck_assert_uint_gt(last, first);
    ck_assert_uint_eq(articles_first(&articles, first), first);
    ck_assert_uint_eq(articles_end(&articles, first), stats.last_docid + 1);
    ck_assert_int_eq(search_matching(f.searcher, VIEW("report"), &s, &m, &err), STATUS_OK);
    ck_assert_uint_eq(m.count, 1);
    ck_assert_uint_eq(m.docids[0], first);
    articles_release(&articles);
    matching_release(&m);
    teardown(&f);
}
END_TEST

START_TEST(sets_of_articles)
{
    uint32_t firsts[] = {1, 4, 64, 130}, segments[] = {2, 3, 64, 129};
    struct articles a = {.count = 4, .last_docid = 331};
    struct article_set x = {0}, y = {0};
    article_set_make(&a.firsts, &a);
    for (size_t i = 0; i < a.count; i++)
        article_set_add(&a.firsts, firsts[i]);
    article_set_make(&x, &a);
    article_set_make(&y, &a);
    article_set_add_segments(&x, &a, segments, 4);
    ck_assert_uint_eq(article_set_count(&x), 2);
    ck_assert(article_set_has(&x, 1) && article_set_has(&x, 64) && !article_set_has(&x, 4));
    article_set_fill(&y, &a);
    article_set_without(&y, &x);
    ck_assert(article_set_has(&y, 4) && article_set_has(&y, 130));
    ck_assert_uint_eq(article_set_count(&y), 2);
    uint32_t at = 5;
    ck_assert(article_set_next(&y, &at));
    ck_assert_uint_eq(at, 130);
    at = 131;
    ck_assert(!article_set_next(&y, &at));
    article_set_or(&y, &x);
    ck_assert_uint_eq(article_set_count(&y), 4);
    article_set_remove(&y, 64);
    article_set_and(&y, &x);
    ck_assert_uint_eq(article_set_count(&y), 1);
    ck_assert_uint_eq(articles_end(&a, 4), 64);
    ck_assert_uint_eq(articles_end(&a, 64), 130);
    ck_assert_uint_eq(articles_end(&a, 130), 332);
    ck_assert_uint_eq(articles_first(&a, 3), 1);
    ck_assert_uint_eq(articles_first(&a, 63), 4);
    ck_assert_uint_eq(articles_first(&a, 64), 64);
    ck_assert_uint_eq(articles_first(&a, 331), 130);
    ck_assert_uint_eq(articles_first(&a, 1000), 130);
    article_set_remove(&a.firsts, 1);
    ck_assert_uint_eq(articles_first(&a, 3), 3); /* of no article */
    articles_release(&a);
    article_set_release(&x);
    article_set_release(&y);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {any_word_is_enough_unless_all_are_wanted, filters_hold,
                                  an_article_is_given_by_its_first_segment_that_matches, sets_of_articles, NULL};
    return run_suite("search_matching", tests);
}
