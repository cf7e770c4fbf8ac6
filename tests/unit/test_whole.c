/* The weight of an article in several segments, against a computation by the formula of whole.h. */
#include "query/ranker_spec.h"
#include "query/score_parts.h"
#include "query/search.h"
#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <math.h>

enum { PARAGRAPHS = 30, FILLERS = 60, ARTICLES = 4 };

struct fixture {
    struct small_index index;
    struct buf text;
    struct article articles[ARTICLES];
    struct searcher *s;
    struct store_stats stats;
};

/* A text of 30 paragraphs of some 60 words; "zebra" in the first, "river" in the last one too. */
static void write_long_text(struct buf *out)
{
    for (int p = 0; p < PARAGRAPHS; p++) {
        buf_add_text(out, p == 0 ? "Zebra zebra river." : p == PARAGRAPHS - 1 ? "River." : "Plain.");
        for (int w = 0; w < FILLERS; w++)
            buf_printf(out, " grass%d", w % 7);
        buf_add_text(out, ".\n\n");
    }
}

static void open_index(struct fixture *f)
{
    struct error err = {0};
    ck_assert_msg(searcher_open(f->index.path, &f->s, &err) == STATUS_OK, "%s", err.text);
    ck_assert_int_eq(store_reader_stats(searcher_reader(f->s), &f->stats, &err), STATUS_OK);
}

static void set_up(struct fixture *f)
{
    *f = (struct fixture){0};
    write_long_text(&f->text);
    f->articles[0] = (struct article){.id = VIEW("long"), .title = VIEW("Animals"), .text = view_of_buf(&f->text)};
    f->articles[1] = (struct article){.id = VIEW("short"), .title = VIEW("Zoo"), .text = VIEW("A zebra by the river.")};
    f->articles[2] = (struct article){.id = VIEW("other"), .title = VIEW("Snow"), .text = VIEW("A river of ice.")};
    f->articles[3] = (struct article){.id = VIEW("last"), .title = VIEW("Snow"), .text = VIEW("It falls.")};
    small_index_make(&f->index, f->articles, ARTICLES, 0);
    open_index(f);
}

static void tear_down(struct fixture *f)
{
    searcher_close(f->s);
    small_index_remove(&f->index);
    buf_release(&f->text);
}

static void run(struct fixture *f, const char *words, const char *spec, struct results *out)
{
    struct error err = {0};
    struct ranker ranker;
    struct search_settings settings;
    search_settings_default(&settings);
    settings.unit = UNIT_ARTICLES;
    settings.ranker = &ranker;
    settings.explain = true;
    ck_assert_msg(ranker_parse(spec, UNIT_ARTICLES, &ranker, &err) == STATUS_OK, "%s", err.text);
    ck_assert_msg(search(f->s, view_of(words), &settings, out, &err) == STATUS_OK, "%s", err.text);
}

static double score_of(const struct results *r, const char *id)
{
    for (size_t i = 0; i < r->count; i++)
        if (view_equal(r->items[i].fields.article.id, view_of(id)))
            return r->items[i].article_score;
    ck_abort_msg("%s was not found", id);
}

/* I(ne)B2 of `tf` occurrences in a text of `length`. */
static double ineb2(const struct fixture *f, const char *name, double tf, double length)
{
    struct error err;
    struct view term = view_of(name);
    struct store_term_stats stats;
    ck_assert_int_eq(store_reader_term_stats(searcher_reader(f->s), &term, 1, &stats, &err), STATUS_OK);
    double n = (double)f->stats.segments, all = (double)stats.collection_frequency;
    double normal = tf * log2(1 + f->stats.average_length / length);
    double idf = log2((n + 1) / (n * (1 - exp(-all / n)) + 0.5));
    return idf * (all + 1) / (double)stats.document_frequency * normal / (normal + 1);
}

/* The lengths of all segments. */
static size_t read_lengths(const struct fixture *f, uint32_t *lengths, size_t cap)
{
    uint32_t docids[16];
    struct error err;
    ck_assert_uint_le(f->stats.last_docid, cap);
    for (uint32_t i = 0; i < f->stats.last_docid; i++)
        docids[i] = i + 1;
    ck_assert_int_eq(store_reader_lengths(searcher_reader(f->s), docids, f->stats.last_docid, lengths, &err), STATUS_OK);
    return f->stats.last_docid;
}

#define PLAIN "lede:feedback.documents=0,unit=0,whole="

START_TEST(a_long_article_weighs_as_one_text)
{
    struct fixture f;
    struct results whole = {0}, segment = {0}, half = {0};
    uint32_t lengths[16];
    double length = 0;
    set_up(&f);
    size_t segments = f.stats.segments - (ARTICLES - 1);
    ck_assert_uint_gt(segments, 1);
    ck_assert_uint_eq(read_lengths(&f, lengths, 16), f.stats.segments);
    for (size_t i = 0; i < segments; i++) /* the first article has the first docids */
        length += lengths[i];
    run(&f, "zebra river", PLAIN "1", &whole);
    run(&f, "zebra river", PLAIN "0", &segment);
    run(&f, "zebra river", PLAIN "0.5", &half);
    double expected = ineb2(&f, "Zzebra", 2, length) + ineb2(&f, "Zriver", 2, length);
    ck_assert_double_eq_tol(score_of(&whole, "long"), expected, 1e-9);
    /* One segment: the index's own weight, and the formula agrees with it. */
    ck_assert(score_of(&whole, "short") == score_of(&segment, "short"));
    expected = ineb2(&f, "Zzebra", 1, lengths[segments]) + ineb2(&f, "Zriver", 1, lengths[segments]);
    ck_assert_double_eq_tol(score_of(&whole, "short"), expected, 1e-9);
    ck_assert_double_eq_tol(score_of(&half, "long"), (score_of(&whole, "long") + score_of(&segment, "long")) / 2, 1e-9);
    ck_assert(score_of(&segment, "long") > score_of(&whole, "long"));
    results_release(&whole);
    results_release(&segment);
    results_release(&half);
    tear_down(&f);
}
END_TEST

static const char *const explained[] = {"lede", "lede:whole=0.3", "lede:feedback.documents=0", "ineb2:whole=1", "bm25:whole=1"};

START_TEST(parts_add_up)
{
    struct fixture f;
    struct results r = {0};
    set_up(&f);
    run(&f, "zebra by the river", explained[_i], &r);
    ck_assert_uint_eq(r.count, 3);
    for (size_t i = 0; i < r.count; i++)
        ck_assert_double_eq_tol(score_parts_sum(&r.items[i].parts), r.items[i].score, 1e-9);
    results_release(&r);
    tear_down(&f);
}
END_TEST

/* Articles that came again have new docids, with free ones between. */
START_TEST(docids_do_not_matter)
{
    struct fixture f;
    struct results before = {0}, after = {0};
    set_up(&f);
    run(&f, "zebra river", "lede", &before);
    searcher_close(f.s);
    small_index_add(&f.index, &f.articles[1], 1, 0);
    small_index_add(&f.index, &f.articles[0], 1, 0);
    open_index(&f);
    run(&f, "zebra river", "lede", &after);
    ck_assert_uint_eq(before.count, after.count);
    for (size_t i = 0; i < before.count; i++) {
        ck_assert(view_equal(view_of_buf(&before.items[i].id), view_of_buf(&after.items[i].id)));
        ck_assert(before.items[i].score == after.items[i].score);
    }
    results_release(&before);
    results_release(&after);
    tear_down(&f);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("whole");
    TCase *tcase = tcase_create("whole");
    tcase_add_test(tcase, a_long_article_weighs_as_one_text);
    tcase_add_loop_test(tcase, parts_add_up, 0, sizeof explained / sizeof *explained);
    tcase_add_test(tcase, docids_do_not_matter);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
