/* The bulk writer as a whole: what one bad article costs, how much memory and how many files it takes. */
#include "indexer/bulk/build.h"
#include "indexer/bulk/spill.h"
#include "indexer/writer_bulk.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <sys/resource.h>

static struct document_builder *builder;

static void setup(void)
{
    make_directory();
    ASSERT_OK(document_builder_new("en", &builder, why));
}

static void teardown(void)
{
    document_builder_free(builder);
    drop_directory();
}

/* Analyse the article n; it stands in the builder. */
static size_t analyse_article(unsigned n)
{
    static struct buf id, text;
    size_t count = 0;
    buf_clear(&id);
    buf_printf(&id, "a%u", n);
    buf_clear(&text);
    buf_printf(&text, "The summit number %u was about treaty t%u and all of it.", n, n % 7);
    const struct article article = {.id = view_of_buf(&id), .title = VIEW("A summit"), .text = view_of_buf(&text)};
    document_build(builder, &article, &count);
    return count;
}

static enum status write_article(struct writer *w, unsigned n, const char *extra_term, struct error *err)
{
    size_t bytes = 0;
    size_t count = analyse_article(n);
    if (extra_term) {
        struct document *d = (struct document *)(uintptr_t)document_segment(builder, 0);
        buf_add_string(&d->terms, view_of(extra_term));
    }
    void *prepared = w->ops->prepare(w, builder, count, &bytes);
    return w->ops->replace(w, document_id_term(builder), prepared, err);
}

START_TEST(a_term_that_is_too_long_costs_its_article_alone)
{
    struct writer *w = NULL;
    struct error err = {0};
    struct store_reader *reader = NULL;
    struct store_stats stats;
    char index[96], term[400];
    snprintf(index, sizeof index, "%s/db", path);
    memset(term, 'x', sizeof term - 1);
    term[sizeof term - 1] = '\0';
    const struct bulk_settings settings = {.path = index, .language = "en", .memory = 1 << 24, .threads = 1};
    ASSERT_OK(writer_bulk_new(&settings, &w, NULL, why));
    ASSERT_OK(write_article(w, 1, NULL, why));
    ck_assert_int_eq(write_article(w, 1, term, &err), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(err.text, "399 bytes"));
    term[201] = '\0';
    ck_assert_int_eq(write_article(w, 2, term, &err), STATUS_INPUT);
    ASSERT_OK(write_article(w, 3, NULL, why));
    ASSERT_OK(w->ops->commit(w, why));
    w->ops->close(w);
    ASSERT_OK(store_reader_open(index, &reader, why));
    ASSERT_OK(store_reader_stats(reader, &stats, why));
    ck_assert_uint_eq(stats.articles, 2);
    ck_assert_uint_eq(stats.last_docid, 2);
    store_reader_close(reader);
}
END_TEST

START_TEST(the_memory_of_a_worker_stays_within_its_addresses)
{
    ck_assert_uint_eq(build_share((size_t)512 << 20, 2), 224 << 20); /* a process of at most 512 MiB */
    ck_assert_uint_le(build_share(SIZE_MAX, 1), 1 << 30);            /* numbers in a shard end at 4 GB */
    ck_assert_uint_le(build_share((size_t)64 << 30, 4), 1 << 30);
    ck_assert_uint_ge(build_share(1 << 20, 256), 4 << 20); /* or every article would be a run */
}
END_TEST

static void add_and_spill(struct build *b, unsigned n)
{
    struct prepared *p = build_prepare(b, builder, analyse_article(n));
    ASSERT_OK(build_take(b, p, why));
    prepared_free(p);
    ASSERT_OK(spill(b, b->workers, why));
}

START_TEST(many_runs_need_few_open_files)
{
    enum { RUNS = 1100, FILES = 64 };
    struct build *b = NULL;
    struct buf report = {0};
    size_t problems = 1;
    const struct rlimit limit = {FILES, FILES};
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
    ASSERT_OK(build_open(path, 0, 1 << 24, 2, &b, why));
    schema_metadata("en", &b->metadata);
    for (unsigned n = 1; n <= RUNS; n++)
        add_and_spill(b, n);
    ASSERT_OK(build_finish(b, why));
    build_clear(b);
    build_free(b);
    ASSERT_OK(store_check(path, &problems, &report, why));
    ck_assert_uint_eq(problems, 0);
    buf_release(&report);

    struct store_reader *reader = NULL;
    struct store_term_stats stats[2];
    const struct view terms[] = {VIEW("Zsummit"), VIEW("t3")};
    ASSERT_OK(store_reader_open(path, &reader, why));
    ASSERT_OK(store_reader_term_stats(reader, terms, 2, stats, why));
    ck_assert_uint_eq(stats[0].document_frequency, RUNS);
    ck_assert_uint_eq(stats[0].collection_frequency, RUNS * (1 + SCHEMA_TITLE_WDF));
    ck_assert_uint_eq(stats[1].document_frequency, (RUNS - 3) / 7 + 1);
    store_reader_close(reader);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_term_that_is_too_long_costs_its_article_alone,
                                  the_memory_of_a_worker_stays_within_its_addresses, many_runs_need_few_open_files};
    Suite *suite = suite_create("bulk build");
    TCase *tcase = tcase_create("bulk build");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
