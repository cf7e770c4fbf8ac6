#include "query/answers.h"

#include "query/facet.h"
#include "query/recency.h"
#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <math.h>
#include <string.h>

#define REPORT                                                                                                                     \
    "The leaders of the two countries signed a security pact in Berlin on Friday, promising to consult each other within a day "   \
    "of any attack and to train ten thousand soldiers a year."

enum { DAY = 86400, BASE = 1708041600 /* 2024-02-16 */ };

static const struct article news[] = {
    {.id = VIEW("ap"),
     .title = VIEW("Pact"),
     .text = VIEW("BERLIN (AP) " REPORT "\n\nIt rained. The guests went home early."),
     .source = VIEW("AP"),
     .published = {BASE + DAY, 0, DATE_DAY}},
    {.id = VIEW("bbc"), .title = VIEW("Pact"), .text = VIEW(REPORT), .source = VIEW("BBC"), .published = {BASE, 0, DATE_DAY}},
    {.id = VIEW("dw"),
     .title = VIEW("Pact"),
     .text = VIEW("In Germany: " REPORT),
     .source = VIEW("DW"),
     .published = {BASE + 2 * DAY, 0, DATE_DAY}},
    {.id = VIEW("old"),
     .title = VIEW("Tomatoes"),
     .text = VIEW("A trade pact was signed by ministers of agriculture about tomatoes and olives."),
     .source = VIEW("ap"),
     .published = {BASE - 400 * DAY, 0, DATE_DAY}},
    {.id = VIEW("none"),
     .title = VIEW("Shops"),
     .text = VIEW("Shops made a pact about opening hours. Nobody was told of the pact."),
     .source = VIEW("BBC")},
    {.id = VIEW("new"),
     .title = VIEW("Fleet"),
     .text = VIEW("The pact of the fishing fleets was renewed."),
     .published = {BASE + 90 * DAY, 0, DATE_MONTH}},
};

static struct small_index index_;
static struct searcher *searcher;
static struct search_settings settings;

static void open_index(void)
{
    struct error err = {0};
    small_index_make(&index_, news, sizeof news / sizeof *news, 0);
    ck_assert_msg(searcher_open(index_.path, &searcher, &err) == STATUS_OK, "%s", err.text);
    search_settings_default(&settings);
}

static void close_index(void)
{
    searcher_close(searcher);
    small_index_remove(&index_);
}

static void find(const struct answer_settings *answers, struct results *out)
{
    struct error err = {0};
    ck_assert_msg(answers_find(searcher, VIEW("pact"), &settings, answers, out, &err) == STATUS_OK, "%s", err.text);
}

/* "bbc(ap dw) old": articles with their copies; "[AP]" where a group begins. */
static void check(const struct answer_settings *answers, const char *expected)
{
    struct results r = {0};
    struct buf line = {0};
    find(answers, &r);
    for (size_t i = 0; i < r.count; i++) {
        const struct result *item = &r.items[i];
        buf_add_text(&line, i > 0 ? " " : "");
        if (r.group_count > 0 && (i == 0 || item->group != r.items[i - 1].group))
            buf_printf(&line, "[%s %zu] ", r.groups[item->group].label.data, r.groups[item->group].count);
        buf_add_view(&line, item->fields.article.id);
        for (size_t c = 0; c < item->copy_count; c++) {
            buf_add_char(&line, c > 0 ? ' ' : '(');
            buf_add_view(&line, item->copies[c].fields.article.id);
        }
        buf_add_text(&line, item->copy_count > 0 ? ")" : "");
    }
    ck_assert_str_eq(line.data ? line.data : "", expected);
    buf_release(&line);
    results_release(&r);
}

START_TEST(copies_fold_into_the_one_published_first)
{
    settings.unit = UNIT_ARTICLES;
    check(&(struct answer_settings){.fold = true, .sort = SORT_OLDEST}, "old bbc(ap dw) new none");
    check(&(struct answer_settings){.fold = true, .sort = SORT_NEWEST}, "new dw(bbc ap) old none");
    check(&(struct answer_settings){.sort = SORT_NEWEST}, "new dw ap bbc old none");
    settings.unit = UNIT_PASSAGES;
    settings.language = VIEW("");
    struct results r = {0};
    find(&(struct answer_settings){.fold = true}, &r);
    ck_assert_uint_eq(r.count, 4);
    for (size_t i = 0; i < r.count; i++) {
        bool is_report = view_equal(r.items[i].fields.article.id, VIEW("bbc"));
        ck_assert_uint_eq(r.items[i].copy_count, is_report ? 2 : 0);
    }
    results_release(&r);
}
END_TEST

/* Pages of any size, one behind the other, are the whole list. */
START_TEST(pages_fit_together)
{
    static const struct answer_settings lists[] = {
        {.fold = true}, {.fold = false}, {.fold = true, .sort = SORT_NEWEST}, {.sort = SORT_OLDEST}};
    const struct answer_settings *answers = &lists[_i];
    struct results all = {0}, page = {0};
    find(answers, &all);
    for (uint64_t size = 1; size <= 4; size++) {
        settings.limit = size;
        for (settings.offset = 0; settings.offset < all.count + 2; settings.offset += size) {
            find(answers, &page);
            ck_assert_uint_eq(page.offset, settings.offset);
            ck_assert_uint_eq(page.count, settings.offset >= all.count         ? 0
                                          : all.count - settings.offset < size ? all.count - settings.offset
                                                                               : size);
            for (size_t i = 0; i < page.count; i++)
                ck_assert_str_eq(page.items[i].id.data, all.items[settings.offset + i].id.data);
        }
    }
    results_release(&all);
    results_release(&page);
}
END_TEST

START_TEST(groups_stand_in_the_order_of_their_first_result)
{
    check(&(struct answer_settings){.sort = SORT_NEWEST, .group = GROUP_SOURCE},
          "[no source 1] new [DW 1] dw [AP 2] ap old [BBC 2] bbc none");
    check(&(struct answer_settings){.sort = SORT_NEWEST, .group = GROUP_MONTH},
          "[2024-05 1] new [2024-02 3] dw ap bbc [2023-01 1] old [no date 1] none");
    check(&(struct answer_settings){.sort = SORT_NEWEST, .group = GROUP_DAY},
          "[2024-05 1] new [2024-02-18 1] dw [2024-02-17 1] ap [2024-02-16 1] bbc [2023-01-12 1] old [no date 1] none");
    check(&(struct answer_settings){.sort = SORT_NEWEST, .group = GROUP_CLUSTER},
          "[Fleet 1] new [Pact 3] dw ap bbc [Tomatoes 1] old [Shops 1] none");
}
END_TEST

START_TEST(context_and_checksum_are_those_of_the_article)
{
    struct results r = {0};
    settings.source = VIEW("AP");
    settings.limit = 1;
    settings.unit = UNIT_SENTENCES;
    find(&(struct answer_settings){.context = 1, .cite = true, .sort = SORT_NEWEST}, &r);
    ck_assert_uint_eq(r.count, 1);
    const struct result *item = &r.items[0];
    ck_assert_str_eq(item->before.data ? item->before.data : "", "");
    ck_assert_str_eq(item->behind.data, "\n\nIt rained.");
    char expected[SHA256_HEX + 1];
    sha256_hex(news[0].text, expected);
    ck_assert_str_eq(item->sha256, expected);
    ck_assert(view_equal(view_sub(news[0].text, item->start, item->end), item->text));
    results_release(&r);
}
END_TEST

START_TEST(facets_count_all_that_match_not_the_page)
{
    struct results r = {0};
    settings.limit = 1;
    find(&(struct answer_settings){.facets = {FIELD_SOURCE}, .facet_count = 1, .fold = true}, &r);
    ck_assert_uint_eq(r.count, 1);
    ck_assert_uint_eq(r.facet_count, 1);
    ck_assert_uint_eq(r.facets[0].count, 3);
    ck_assert_uint_eq(r.facets[0].without, 1);
    ck_assert(view_equal(r.facets[0].items[0].value, VIEW("ap")) && r.facets[0].items[0].count == 2);
    ck_assert(r.matches == 6 && r.matches_exact);
    results_release(&r);
}
END_TEST

START_TEST(age_halves_the_score)
{
    struct search_settings s = {.half_life = 30 * DAY, .now = BASE};
    double half_life = 0;
    struct error err = {0};
    ck_assert(recency_factor(&s, (struct date){BASE, 0, DATE_DAY}) == 1);
    ck_assert(recency_factor(&s, (struct date){BASE + DAY, 0, DATE_DAY}) == 1);
    ck_assert(recency_factor(&s, (struct date){BASE - 30 * DAY, 0, DATE_DAY}) == 0.5);
    ck_assert(fabs(recency_factor(&s, (struct date){BASE - 60 * DAY, 0, DATE_DAY}) - 0.25) < 1e-12);
    ck_assert(recency_factor(&s, (struct date){0, 0, DATE_NONE}) == 0);
    s.half_life = 0;
    ck_assert(recency_factor(&s, (struct date){0, 0, DATE_NONE}) == 1);
    ck_assert(recency_parse(VIEW(" 2w "), &half_life, &err) == STATUS_OK && half_life == 14 * DAY);
    static const char *const wrong[] = {"", "d", "0d", "-1d", "3", "1.5d", "1000000d", "3x", "d3"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(recency_parse(view_of(wrong[i]), &half_life, &err) == STATUS_USAGE, "%s", wrong[i]);
}
END_TEST

START_TEST(recency_multiplies_scores_and_puts_what_has_no_date_last)
{
    struct results plain = {0}, recent = {0};
    const struct answer_settings answers = {0};
    find(&answers, &plain);
    settings.half_life = 30 * DAY;
    settings.now = BASE + 90 * DAY;
    find(&answers, &recent);
    ck_assert_uint_eq(recent.count, plain.count);
    ck_assert(view_equal(recent.items[0].fields.article.id, VIEW("new")));
    ck_assert(view_equal(recent.items[recent.count - 1].fields.article.id, VIEW("none")));
    for (size_t i = 0; i < recent.count; i++) {
        for (size_t j = 0; j < plain.count; j++) {
            double factor = recency_factor(&settings, recent.items[i].fields.article.published);
            if (strcmp(recent.items[i].id.data, plain.items[j].id.data) == 0)
                ck_assert(recent.items[i].score == factor * plain.items[j].score);
        }
    }
    results_release(&plain);
    results_release(&recent);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("answers");
    TCase *tcase = tcase_create("answers");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, open_index, close_index);
    tcase_add_test(tcase, copies_fold_into_the_one_published_first);
    tcase_add_loop_test(tcase, pages_fit_together, 0, 4);
    tcase_add_test(tcase, groups_stand_in_the_order_of_their_first_result);
    tcase_add_test(tcase, context_and_checksum_are_those_of_the_article);
    tcase_add_test(tcase, facets_count_all_that_match_not_the_page);
    tcase_add_test(tcase, age_halves_the_score);
    tcase_add_test(tcase, recency_multiplies_scores_and_puts_what_has_no_date_last);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
