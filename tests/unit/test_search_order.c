#include "query/rank.h"
#include "query/search.h"
#include "tests/support/small_index.h"
#include "tests/support/suite.h"

enum { MADE = 120 };

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

/* Articles of words drawn from a small vocabulary, some long enough to become several segments. */
struct made {
    struct article articles[MADE];
    struct buf ids[MADE], titles[MADE], texts[MADE];
};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

static const char *const vocabulary[] = {"pact",   "summit", "budget", "minister", "treaty", "cease-fire", "aid",    "frozen",
                                         "assets", "river",  "green",  "night",    "paper",  "stone",      "lemon",  "table",
                                         "cloud",  "horse",  "train",  "bridge",   "window", "garden",     "silver", "winter"};

static void make_text(uint32_t *seed, size_t sentences, struct buf *out)
{
    for (size_t i = 0; i < sentences; i++) {
        size_t words = 4 + next_random(seed) % 20;
        buf_add_text(out, i == 0 ? "The" : next_random(seed) % 5 == 0 ? "\n\nThe" : " The");
        for (size_t j = 0; j < words; j++) {
            /* Squared: the first words of the vocabulary are common. */
            uint32_t a = next_random(seed) % 24, b = next_random(seed) % 24;
            buf_printf(out, " %s", vocabulary[a < b ? a : b]);
        }
        buf_add_char(out, '.');
    }
}

static struct made *make_articles(void)
{
    struct made *m = mem_alloc(sizeof *m);
    uint32_t seed = 5;
    for (size_t i = 0; i < MADE; i++) {
        buf_printf(&m->ids[i], "a%zu", i);
        buf_printf(&m->titles[i], "%s %s", vocabulary[next_random(&seed) % 24], vocabulary[next_random(&seed) % 24]);
        make_text(&seed, i % 10 == 0 ? 150 : 3 + next_random(&seed) % 30, &m->texts[i]);
        m->articles[i] =
            (struct article){.id = view_of_buf(&m->ids[i]), .title = view_of_buf(&m->titles[i]), .text = view_of_buf(&m->texts[i])};
    }
    return m;
}

static void free_articles(struct made *m)
{
    for (size_t i = 0; i < MADE; i++) {
        buf_release(&m->ids[i]);
        buf_release(&m->titles[i]);
        buf_release(&m->texts[i]);
    }
    free(m);
}

static const char *const queries[] = {
    "pact", "treaty minister", "frozen assets aid", "winter cease-fire budget ceasefire", "silver garden window bridge train horse",
    "the"};
enum { QUERIES = sizeof queries / sizeof *queries };

static void check_same(const struct results *a, const struct results *b)
{
    ck_assert_uint_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        ck_assert_str_eq(a->items[i].id.data, b->items[i].id.data);
        ck_assert(a->items[i].score == b->items[i].score);
        ck_assert_uint_eq(a->items[i].highlight_count, b->items[i].highlight_count);
        ck_assert_uint_eq(a->items[i].terms_matched, b->items[i].terms_matched);
    }
}

static void vary_settings(size_t i, struct search_settings *s)
{
    search_settings_default(s);
    s->unit = (enum unit)(i % 4);
    s->per_article = i / 4 % 3;
    s->limit = i % 2 ? 5 : 20;
}

START_TEST(reading_only_what_can_win_changes_nothing)
{
    struct small_index index;
    struct made *made = make_articles();
    small_index_make(&index, made->articles, MADE, 0);
    struct searcher *searcher = open_searcher(&index);
    uint64_t lazy = 0, full = 0;
    for (size_t i = 0; i < 12 * QUERIES; i++) {
        struct search_settings s;
        struct results some = {0}, all = {0};
        vary_settings(i, &s);
        struct ranker ranker = *ranker_default(s.unit);
        run(searcher, queries[i / 12], &s, &some);
        lazy += searcher_scored(searcher);
        ranker.exhaustive = true;
        s.ranker = &ranker;
        run(searcher, queries[i / 12], &s, &all);
        full += searcher_scored(searcher);
        check_same(&some, &all);
        results_release(&some);
        results_release(&all);
    }
    ck_assert_uint_lt(lazy, full);
    searcher_close(searcher);
    small_index_remove(&index);
    free_articles(made);
}
END_TEST

START_TEST(results_do_not_depend_on_how_the_index_was_made)
{
    struct small_index once, often;
    struct made *made = make_articles();
    small_index_make(&once, made->articles, MADE, 0);
    /* Other docids: backwards in small commits, with articles that are replaced. */
    struct article *backwards = mem_array(MADE + 10, sizeof *backwards);
    for (size_t i = 0; i < 10; i++) {
        backwards[i] = made->articles[i * 3];
        backwards[i].text = VIEW("An old version about a pact.");
    }
    for (size_t i = 0; i < MADE; i++)
        backwards[10 + i] = made->articles[MADE - 1 - i];
    small_index_make(&often, backwards, MADE + 10, 7);
    struct searcher *first = open_searcher(&once), *second = open_searcher(&often);
    for (size_t i = 0; i < 12 * QUERIES; i++) {
        struct search_settings s;
        struct results a = {0}, b = {0};
        vary_settings(i, &s);
        run(first, queries[i / 12], &s, &a);
        run(second, queries[i / 12], &s, &b);
        check_same(&a, &b);
        results_release(&a);
        results_release(&b);
    }
    searcher_close(first);
    searcher_close(second);
    small_index_remove(&once);
    small_index_remove(&often);
    free(backwards);
    free_articles(made);
}
END_TEST

START_TEST(pages_neither_overlap_nor_skip)
{
    struct small_index index;
    struct made *made = make_articles();
    struct search_settings s;
    struct results all = {0};
    small_index_make(&index, made->articles, MADE, 0);
    struct searcher *searcher = open_searcher(&index);
    search_settings_default(&s);
    s.limit = 30;
    run(searcher, "treaty minister", &s, &all);
    ck_assert_uint_eq(all.count, 30);
    s.limit = 7;
    for (s.offset = 0; s.offset < 28; s.offset += 7) {
        struct results page = {0};
        run(searcher, "treaty minister", &s, &page);
        ck_assert_uint_eq(page.count, 7);
        ck_assert_uint_eq(page.offset, s.offset);
        for (size_t i = 0; i < 7; i++)
            ck_assert_str_eq(page.items[i].id.data, all.items[s.offset + i].id.data);
        results_release(&page);
    }
    results_release(&all);
    searcher_close(searcher);
    small_index_remove(&index);
    free_articles(made);
}
END_TEST

int main(void)
{
    return run_suite("search_order",
                     (const TTest *const[]){reading_only_what_can_win_changes_nothing,
                                            results_do_not_depend_on_how_the_index_was_made, pages_neither_overlap_nor_skip, NULL});
}
