#include "query/facet.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <string.h>

#define ARTICLE(id_, source_, place_, topics_, date_, precision_)                                                                  \
    {                                                                                                                              \
        .id = VIEW(id_), .title = VIEW("Pact"), .text = VIEW("A pact was signed."), .source = VIEW(source_),                       \
        .place = VIEW(place_), .topics = VIEW(topics_), .language = VIEW("en"), .published = {                                     \
            date_,                                                                                                                 \
            0,                                                                                                                     \
            precision_                                                                                                             \
        }                                                                                                                          \
    }

static const struct article news[] = {
    ARTICLE("a", "Reuters", "Kyiv", "defence\nUkraine", 1705017600, DATE_DAY), /* 2024-01-12 */
    ARTICLE("b", "reuters", "London", "defence", 1720483200, DATE_DAY),        /* 2024-07-09 */
    ARTICLE("c", "AP", "", "", 1720483200, DATE_DAY),
    ARTICLE("d", "", "Kyiv", "Ukraine", 1720483200, DATE_MONTH),
    ARTICLE("e", ":colon", "KYIV", "ukraine\nUkraine", 0, DATE_NONE),
};
enum { NEWS = sizeof news / sizeof *news };

static struct small_index index_;
static struct store_reader *reader;
static struct matching all;

static void open_index(void)
{
    struct error err = {0};
    small_index_make(&index_, news, NEWS, 0);
    ck_assert_msg(store_reader_open(index_.path, &reader, &err) == STATUS_OK, "%s", err.text);
    all = (struct matching){0};
    ck_assert_int_eq(store_reader_documents(reader, VIEW(SCHEMA_FIRST_TERM), &all.docids, &all.count, &err), STATUS_OK);
    ck_assert_uint_eq(all.count, NEWS);
}

static void close_index(void)
{
    free(all.docids);
    store_reader_close(reader);
    small_index_remove(&index_);
}

/* "reuters 2, ap 1; without 1" */
static void check_facet(const struct matching *m, enum field field, const char *expected)
{
    struct error err = {0};
    struct facet_list list = {0};
    struct buf line = {0};
    ck_assert_msg(facet_count(reader, m, field, &list, &err) == STATUS_OK, "%s", err.text);
    for (size_t i = 0; i < list.count; i++) {
        buf_add_text(&line, i > 0 ? ", " : "");
        buf_add_view(&line, list.items[i].value);
        buf_printf(&line, " %llu", (unsigned long long)list.items[i].count);
    }
    buf_printf(&line, "; without %llu", (unsigned long long)list.without);
    ck_assert_str_eq(line.data, expected);
    buf_release(&line);
    facet_list_release(&list);
}

START_TEST(counts_articles_most_frequent_value_first)
{
    check_facet(&all, FIELD_SOURCE, "reuters 2, :colon 1, ap 1; without 1");
    check_facet(&all, FIELD_PLACE, "kyiv 3, london 1; without 1");
    check_facet(&all, FIELD_TOPIC, "ukraine 3, defence 2; without 1");
    check_facet(&all, FIELD_LANGUAGE, "en 5; without 0");
    check_facet(&all, FIELD_MONTH, "202407 3, 202401 1; without 1");
    check_facet(&all, FIELD_DAY, "20240709 2, 20240112 1; without 2");
    check_facet(&all, FIELD_YEAR, "2024 4; without 1");
}
END_TEST

START_TEST(counts_only_what_matches)
{
    struct matching none = {0}, some = {.docids = all.docids + 1, .count = 2};
    check_facet(&some, FIELD_SOURCE, "ap 1, reuters 1; without 0");
    check_facet(&some, FIELD_TOPIC, "defence 1; without 1");
    check_facet(&none, FIELD_SOURCE, "; without 0");
}
END_TEST

START_TEST(an_article_of_several_segments_counts_once)
{
    struct error err = {0};
    struct buf text = {0};
    for (int i = 0; i < 300; i++)
        buf_add_text(&text, "A paragraph speaks of many other things than of pacts.\n\n");
    struct article long_one = news[0];
    long_one.id = VIEW("long");
    long_one.text = view_trim(view_of_buf(&text));
    small_index_add(&index_, &long_one, 1, 0);
    store_reader_close(reader);
    free(all.docids);
    ck_assert_int_eq(store_reader_open(index_.path, &reader, &err), STATUS_OK);
    ck_assert_int_eq(store_reader_documents(reader, VIEW(SCHEMA_FIRST_TERM), &all.docids, &all.count, &err), STATUS_OK);
    ck_assert_uint_eq(all.count, NEWS + 1);
    check_facet(&all, FIELD_SOURCE, "reuters 3, :colon 1, ap 1; without 1");
    buf_release(&text);
}
END_TEST

START_TEST(names_and_labels)
{
    struct error err = {0};
    struct facet_list list = {0};
    struct buf label = {0};
    enum field field = FIELD_ID;
    ck_assert(facet_field(VIEW("lang"), &field) && field == FIELD_LANGUAGE);
    ck_assert(facet_field(VIEW("language"), &field) && field == FIELD_LANGUAGE);
    ck_assert(facet_field(VIEW("month"), &field) && field == FIELD_MONTH);
    ck_assert(!facet_field(VIEW("title"), &field) && !facet_field(VIEW(""), &field));
    ck_assert_int_eq(facet_count(reader, &all, FIELD_TITLE, &list, &err), STATUS_USAGE);
    facet_label(FIELD_DAY, VIEW("20240709"), &label);
    facet_label(FIELD_MONTH, VIEW("202407"), &label);
    facet_label(FIELD_YEAR, VIEW("2024"), &label);
    facet_label(FIELD_SOURCE, VIEW("ap news"), &label);
    ck_assert_str_eq(label.data, "2024-07-092024-072024ap news");
    buf_release(&label);
}
END_TEST

START_TEST(days_can_be_put_in_the_order_of_time)
{
    struct error err = {0};
    struct facet_list list = {0};
    ck_assert_int_eq(facet_count(reader, &all, FIELD_DAY, &list, &err), STATUS_OK);
    facet_sort_by_value(&list);
    ck_assert_uint_eq(list.count, 2);
    ck_assert(view_equal(list.items[0].value, VIEW("20240112")) && view_equal(list.items[1].value, VIEW("20240709")));
    facet_list_release(&list);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {counts_articles_most_frequent_value_first, counts_only_what_matches,
                                  an_article_of_several_segments_counts_once, names_and_labels,
                                  days_can_be_put_in_the_order_of_time};
    Suite *suite = suite_create("facet");
    TCase *tcase = tcase_create("facet");
    tcase_add_checked_fixture(tcase, open_index, close_index);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
