/* What feedback adds to a query, against a computation by the formulas of feedback.h. */
#include "query/ranker_spec.h"
#include "query/searcher.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <math.h>
#include <string.h>

static const struct article plain[] = {
    {.id = VIEW("a"), .title = VIEW("Grass"), .text = VIEW("A zebra eats grass by the river in 1997. Giraffe!")},
    {.id = VIEW("b"), .title = VIEW(""), .text = VIEW("Zebra and river.")},
    {.id = VIEW("c"), .title = VIEW(""), .text = VIEW("Grass burns while boats drift in 1997.")},
    {.id = VIEW("d"), .title = VIEW(""), .text = VIEW("The harbour has boats.")},
    {.id = VIEW("e"), .title = VIEW(""), .text = VIEW("Harbour in winter.")},
    {.id = VIEW("f"), .title = VIEW(""), .text = VIEW("Snow falls in winter.")},
};
enum { ARTICLES = sizeof plain / sizeof *plain };

static struct searcher *open_searcher(const struct small_index *index)
{
    struct error err = {0};
    struct searcher *s = NULL;
    ck_assert_msg(searcher_open(index->path, &s, &err) == STATUS_OK, "%s", err.text);
    return s;
}

/* Search articles for `words` by `spec`; what feedback did stays in the searcher. */
static void run(struct searcher *s, const char *words, const char *spec, struct results *out)
{
    struct error err = {0};
    struct ranker ranker;
    struct search_settings settings;
    search_settings_default(&settings);
    settings.unit = UNIT_ARTICLES;
    settings.ranker = &ranker;
    ck_assert_msg(ranker_parse(spec, UNIT_ARTICLES, &ranker, &err) == STATUS_OK, "%s", err.text);
    ck_assert_msg(search(s, view_of(words), &settings, out, &err) == STATUS_OK, "%s", err.text);
}

static double weight_of(const struct searcher *s, const char *name)
{
    const struct expansion *e = &s->feedback.expansion;
    for (size_t i = 0; i < e->count; i++)
        if (view_equal(e->items[i].name, view_of(name)))
            return e->items[i].weight;
    return 0;
}

/* Presence of a term that occurs `tf` times among `length` words. */
static double presence(double tf, double length, double average)
{
    return 2.2 * tf / (tf + 1.2 * (0.6 + 0.4 * length / average));
}

START_TEST(weighs_terms_by_divergence)
{
    struct small_index index;
    struct results r = {0};
    small_index_make(&index, plain, ARTICLES, 0);
    struct searcher *s = open_searcher(&index);
    run(s, "zebra", "ineb2", &r);
    ck_assert_uint_eq(r.count, 2);
    ck_assert_str_eq(r.items[0].id.data, "b");
    double p = exp((r.items[1].article_score - r.items[0].article_score) / (0.2 * r.items[0].article_score));
    run(s, "zebra", "lede:feedback.share=0.5", &r);

    double average = s->stats.average_length, n = ARTICLES;
    /* a has 11 words with its title, where grass stands once in the text and counts twice in the title; b has 3. */
    double zebra = (presence(1, 3, average) + p * presence(1, 11, average)) / (1 + p);
    double grass = p * presence(3, 11, average) / (1 + p);
    double zebra_weight = zebra * log2(zebra * n / 2), grass_weight = grass * log2(grass * n / 2);
    double sum = 2 * zebra_weight + (grass_weight > 0 ? grass_weight : 0); /* the river is where the zebra is */
    ck_assert_double_eq_tol(weight_of(s, "Zzebra"), 0.5 * zebra_weight / sum, 1e-12);
    ck_assert_double_eq_tol(weight_of(s, "Zriver"), 0.5 * zebra_weight / sum, 1e-12);
    ck_assert_double_eq_tol(weight_of(s, "Zgrass"), grass_weight > 0 ? 0.5 * grass_weight / sum : 0, 1e-12);
    ck_assert_double_eq(weight_of(s, "Zgiraff"), 0); /* in one article only */
    ck_assert_double_eq(weight_of(s, "Z1997"), 0);   /* a number */
    ck_assert_double_eq(weight_of(s, "Zthe"), 0);
    ck_assert_double_eq_tol(s->feedback.expansion.query_factor, 0.5, 1e-12);
    results_release(&r);
    searcher_close(s);
    small_index_remove(&index);
}
END_TEST

START_TEST(keeps_own_words_of_any_kind)
{
    struct small_index index;
    struct results r = {0};
    small_index_make(&index, plain, ARTICLES, 0);
    struct searcher *s = open_searcher(&index);
    run(s, "zebra 1997", "lede", &r);
    ck_assert_double_gt(weight_of(s, "Z1997"), 0);
    ck_assert_double_eq_tol(s->feedback.expansion.query_factor, 0.25, 1e-12); /* half the query, two words */
    double sum = 0;
    for (size_t i = 0; i < s->feedback.expansion.count; i++)
        sum += s->feedback.expansion.items[i].weight;
    ck_assert_double_eq_tol(sum, 0.5, 1e-12);
    results_release(&r);
    searcher_close(s);
    small_index_remove(&index);
}
END_TEST

/* Scores and expansion as text, to the last bit. */
static void describe(const struct small_index *index, struct buf *out)
{
    struct results r = {0};
    struct searcher *s = open_searcher(index);
    run(s, "zebra boats", "lede", &r);
    for (size_t i = 0; i < r.count; i++)
        buf_printf(out, "%s %a\n", r.items[i].id.data, r.items[i].score);
    for (size_t i = 0; i < s->feedback.expansion.count; i++)
        buf_printf(out, "%.*s %a\n", (int)s->feedback.expansion.items[i].name.len, s->feedback.expansion.items[i].name.ptr,
                   s->feedback.expansion.items[i].weight);
    results_release(&r);
    searcher_close(s);
}

START_TEST(does_not_depend_on_docids_or_commits)
{
    struct article backwards[ARTICLES];
    struct small_index index, other;
    struct buf expected = {0}, found = {0};
    for (size_t i = 0; i < ARTICLES; i++)
        backwards[i] = plain[ARTICLES - 1 - i];
    small_index_make(&index, plain, ARTICLES, 0);
    small_index_make(&other, backwards, ARTICLES, 1);
    small_index_add(&other, backwards, 3, 1); /* new docids for some */
    describe(&index, &expected);
    describe(&other, &found);
    ck_assert_uint_gt(expected.len, 0);
    ck_assert_str_eq(expected.data, found.data);
    buf_release(&expected);
    buf_release(&found);
    small_index_remove(&index);
    small_index_remove(&other);
}
END_TEST

START_TEST(is_off_without_documents_or_terms)
{
    struct small_index index;
    struct results plain_run = {0}, no_documents = {0}, no_terms = {0};
    small_index_make(&index, plain, ARTICLES, 0);
    struct searcher *s = open_searcher(&index);
    run(s, "zebra", "lede:unit=0,feedback.documents=0", &no_documents);
    run(s, "zebra", "lede:unit=0,feedback.terms=0", &no_terms);
    run(s, "zebra", "ineb2", &plain_run);
    ck_assert_uint_eq(no_documents.count, 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_double_eq(no_documents.items[i].score, plain_run.items[i].score);
        ck_assert_double_eq(no_terms.items[i].score, plain_run.items[i].score);
    }
    results_release(&plain_run);
    results_release(&no_documents);
    results_release(&no_terms);
    searcher_close(s);
    small_index_remove(&index);
}
END_TEST

int main(void)
{
    return run_suite("feedback",
                     (const TTest *const[]){weighs_terms_by_divergence, keeps_own_words_of_any_kind,
                                            does_not_depend_on_docids_or_commits, is_off_without_documents_or_terms, NULL});
}
