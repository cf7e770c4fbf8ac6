#include "query/search.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <string.h>

static const struct article news[] = {
    {.id = VIEW("pact"),
     .title = VIEW("Security pact signed"),
     .text = VIEW(
         "Kyiv and London signed a security pact on Friday. \"It is a beginning,\" a minister said.\n\nThe weather was cold.\n\n"
         "Ten billion dollars were promised."),
     .source = VIEW("Reuters"),
     .language = VIEW("en"),
     .published = {1705017600, 0, DATE_DAY}}, /* 2024-01-12 */
    {.id = VIEW("summit"),
     .title = VIEW("Summit opens"),
     .text = VIEW("The pact was praised at the summit."),
     .source = VIEW("AP"),
     .published = {1720483200, 0, DATE_DAY}}, /* 2024-07-09 */
    {.id = VIEW("wetter"), .title = VIEW("Wetter"), .text = VIEW("Der Pakt regnet."), .language = VIEW("de")},
    {.id = VIEW("twin-b"), .title = VIEW("Twin"), .text = VIEW("Zebras graze here.")},
    {.id = VIEW("twin-a"), .title = VIEW("Twin"), .text = VIEW("Zebras graze here.")},
};
enum { NEWS = sizeof news / sizeof *news };

static struct searcher *open_searcher(const struct small_index *index)
{
    struct error err = {0};
    struct searcher *s = NULL;
    ck_assert_msg(searcher_open(index->path, &s, &err) == STATUS_OK, "%s", err.text);
    return s;
}

static void run(struct searcher *s, const char *words, const struct search_settings *settings, struct results *out)
{
    struct error err = {0};
    ck_assert_msg(search(s, view_of(words), settings, out, &err) == STATUS_OK, "%s", err.text);
}

/* The ids of a search as one line. */
static void check_ids(struct searcher *s, const char *words, const struct search_settings *settings, const char *expected)
{
    struct results r = {0};
    struct buf ids = {0};
    run(s, words, settings, &r);
    for (size_t i = 0; i < r.count; i++)
        buf_printf(&ids, "%s%s", i ? " " : "", r.items[i].id.data);
    ck_assert_str_eq(ids.data ? ids.data : "", expected);
    buf_release(&ids);
    results_release(&r);
}

START_TEST(filters_and_units)
{
    struct small_index index;
    struct search_settings s;
    small_index_make(&index, news, NEWS, 0);
    struct searcher *searcher = open_searcher(&index);
    search_settings_default(&s);
    check_ids(searcher, "security pact", &s, "pact@0-146 summit@0-35");
    check_ids(searcher, "zebra", &s, "twin-a@0-18 twin-b@0-18");
    check_ids(searcher, "quagga", &s, "");
    s.unit = UNIT_ARTICLES;
    check_ids(searcher, "security pact", &s, "pact summit");
    s.unit = UNIT_PARAGRAPHS;
    check_ids(searcher, "security dollars", &s, "pact#2 pact#0"); /* the title has "security" */
    s.per_article = 1;
    check_ids(searcher, "security dollars", &s, "pact#2");
    s.per_article = SEARCH_PER_ARTICLE_BY_UNIT;
    s.unit = UNIT_SENTENCES;
    check_ids(searcher, "minister", &s, "pact@50-87");
    s.unit = UNIT_ARTICLES;
    s.source = VIEW("reUTERS");
    check_ids(searcher, "pact", &s, "pact");
    s.source = (struct view){0};
    s.dates = (struct date_range){1706745600, INT64_MAX};
    check_ids(searcher, "pact", &s, "summit");
    s.dates = (struct date_range){INT64_MIN, 1720483200}; /* the end is not included, nor is what has no date */
    check_ids(searcher, "pact pakt", &s, "pact");
    s.dates = (struct date_range){INT64_MIN, INT64_MAX};
    s.language = VIEW("de");
    check_ids(searcher, "pakt pact", &s, "wetter");
    searcher_close(searcher);
    small_index_remove(&index);
}
END_TEST

START_TEST(a_result_says_where_it_stands_and_why)
{
    struct small_index index;
    struct search_settings s;
    struct results r = {0};
    small_index_make(&index, news, NEWS, 0);
    struct searcher *searcher = open_searcher(&index);
    search_settings_default(&s);
    s.unit = UNIT_PARAGRAPHS;
    run(searcher, "the dollar promises", &s, &r);
    ck_assert_uint_eq(r.count, 1);
    const struct result *item = &r.items[0];
    ck_assert_str_eq(item->id.data, "pact#2");
    ck_assert_uint_eq(item->paragraph, 2);
    ck_assert_int_eq(view_compare(item->text, VIEW("Ten billion dollars were promised.")), 0);
    ck_assert_int_eq(view_compare(item->text, view_sub(news[0].text, item->start, item->end)), 0);
    ck_assert_int_eq(view_compare(item->fields.article.source, VIEW("Reuters")), 0);
    ck_assert_uint_eq(item->highlight_count, 2);
    ck_assert_int_eq(view_compare(view_sub(news[0].text, item->highlights[0].start, item->highlights[0].end), VIEW("dollars")), 0);
    ck_assert_uint_eq(item->highlights[0].term, 0);
    ck_assert_int_eq(view_compare(view_sub(news[0].text, item->highlights[1].start, item->highlights[1].end), VIEW("promised")), 0);
    ck_assert_uint_eq(item->terms_matched, 3);
    ck_assert(item->score > 0 && item->passage_score > 0 && item->article_score > 0);
    ck_assert_uint_eq(r.matches, 1);
    ck_assert_str_eq(r.query.parsed.data, "dollar promis");
    results_release(&r);
    searcher_close(searcher);
    small_index_remove(&index);
}
END_TEST

/* A reader sees the state that it opened until Xapian tells it that this state is gone; then it must see the new one, not a mixture. */
START_TEST(an_index_that_changes_is_searched_in_one_state)
{
    struct small_index index;
    struct search_settings s;
    struct results r = {0};
    small_index_make(&index, news, NEWS, 0);
    struct searcher *searcher = open_searcher(&index);
    search_settings_default(&s);
    struct article changed = news[0];
    changed.text = VIEW("Nothing of it is left.");
    changed.title = VIEW("Withdrawn");
    for (int i = 0; i < 3; i++)
        small_index_add(&index, &changed, 1, 0);
    run(searcher, "minister withdrawn", &s, &r);
    ck_assert_uint_eq(r.count, 1);
    bool is_old = strcmp(r.items[0].id.data, "pact@0-146") == 0, is_new = strcmp(r.items[0].id.data, "pact@0-22") == 0;
    ck_assert(is_old || is_new);
    results_release(&r);
    searcher_close(searcher);
    small_index_remove(&index);
}
END_TEST

START_TEST(refuses_what_is_too_large_and_stops_in_time)
{
    struct small_index index;
    struct search_settings s;
    struct error err;
    struct results r = {0};
    struct buf query = {0};
    small_index_make(&index, news, NEWS, 0);
    struct searcher *searcher = open_searcher(&index);
    search_settings_default(&s);
    for (int i = 0; i < 20000; i++)
        buf_add_text(&query, "pact ");
    ck_assert_int_eq(search(searcher, view_of_buf(&query), &s, &r, &err), STATUS_USAGE);
    s.timeout = 1e-9;
    ck_assert_int_eq(search(searcher, VIEW("pact"), &s, &r, &err), STATUS_TIMEOUT);
    ck_assert_uint_eq(r.count, 0);
    buf_release(&query);
    searcher_close(searcher);
    small_index_remove(&index);
}
END_TEST

START_TEST(a_headline_without_a_text_is_found)
{
    static const struct article flash = {.id = VIEW("flash"), .title = VIEW("Parliament ratifies accession")};
    struct small_index index;
    struct search_settings s;
    small_index_make(&index, news, NEWS, 0);
    small_index_add(&index, &flash, 1, 0);
    struct searcher *searcher = open_searcher(&index);
    search_settings_default(&s);
    check_ids(searcher, "accession", &s, "flash@0-0");
    s.unit = UNIT_PARAGRAPHS;
    check_ids(searcher, "accession", &s, "flash#0");
    s.unit = UNIT_SENTENCES;
    check_ids(searcher, "accession", &s, "flash@0-0");
    s.unit = UNIT_ARTICLES;
    check_ids(searcher, "accession", &s, "flash");
    searcher_close(searcher);
    small_index_remove(&index);
}
END_TEST

int main(void)
{
    return run_suite("search",
                     (const TTest *const[]){filters_and_units, a_headline_without_a_text_is_found,
                                            a_result_says_where_it_stands_and_why, an_index_that_changes_is_searched_in_one_state,
                                            refuses_what_is_too_large_and_stops_in_time, NULL});
}
