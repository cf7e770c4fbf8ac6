#include "indexer/document.h"

#include "common/outline.h"

#include "tests/support/suite.h"

#include <string.h>

static struct document_builder *builder;

static void setup(void)
{
    struct error err;
    ck_assert_int_eq(document_builder_new("en", &builder, &err), STATUS_OK);
}

static void teardown(void)
{
    document_builder_free(builder);
}

static struct article example(void)
{
    return (struct article){
        .id = VIEW("a1"),
        .title = VIEW("Security pacts signed"),
        .text = VIEW("The pact was signed in Kyiv. A cease-fire is no pact."),
        .source = VIEW("Lede  Wire"),
        .author = VIEW("Ana Novák"),
        .language = VIEW("en"),
        .topics = VIEW("Defence\nNATO\nDefence"),
        .path = VIEW("/news/a1.txt"),
        .published = {.seconds = 1720656000, .precision = DATE_DAY}, /* 2024-07-11 */
    };
}

static const struct store_term *find(const struct store_document *d, const char *name)
{
    const struct store_term *found = NULL;
    for (size_t i = 0; i < d->term_count; i++)
        if (view_equal(d->terms[i].name, view_of(name))) {
            ck_assert_msg(!found, "%s stands twice", name);
            found = &d->terms[i];
        }
    return found;
}

static struct store_document *flatten(const struct article *article, size_t *count)
{
    size_t bytes = 0;
    document_build(builder, article, count);
    struct store_document *flat = document_flatten(builder, *count, &bytes);
    ck_assert_uint_gt(bytes, 0);
    return flat;
}

static const struct expected_term {
    const char *name;
    uint32_t wdf, positions;
} expected_terms[] = {
    {"pact", 0, 2},      {"pacts", 0, 1},         {"Zpact", 2 + SCHEMA_TITLE_WDF, 0},
    {"signed", 0, 2},    {"Zsign", 3, 0},         {"Spacts", 0, 1},
    {"ZSpact", 0, 0},    {"ceasefire", 0, 2},     {"cease", 0, 1},
    {"Zceasefir", 1, 0}, {"Zceas", 1, 0},         {"Qa1", 0, 0},
    {"XFIRST", 0, 0},    {"XSRClede wire", 0, 0}, {"Len", 0, 0},
    {"Kdefence", 0, 0},  {"Knato", 0, 0},         {"P/news/a1.txt", 0, 0},
    {"Y2024", 0, 0},     {"M202407", 0, 0},       {"D20240711", 0, 0},
    {"Aana", 0, 0},      {"Anovak", 0, 0},
};

START_TEST(an_article_has_the_terms_of_the_schema)
{
    const struct expected_term *e = &expected_terms[_i];
    struct article article = example();
    size_t count = 0;
    struct store_document *flat = flatten(&article, &count);
    ck_assert_uint_eq(count, 1);
    const struct store_term *term = find(flat, e->name);
    ck_assert_msg(term, "%s is missing", e->name);
    ck_assert_msg(term->wdf == e->wdf, "%s has wdf %u", e->name, term->wdf);
    ck_assert_msg(term->position_count == e->positions, "%s has %u positions", e->name, term->position_count);
    ck_assert(e->positions > 0 || !term->positions);
    free(flat);
}
END_TEST

START_TEST(title_and_text_are_a_paragraph_apart)
{
    struct article article = example();
    size_t count = 0;
    struct store_document *flat = flatten(&article, &count);
    ck_assert_uint_eq(find(flat, "security")->positions[0], 1);
    ck_assert_uint_eq(find(flat, "signed")->positions[0], 3);
    ck_assert_uint_eq(find(flat, "the")->positions[0], 4 + POSITION_PARAGRAPH_GAP);
    free(flat);
}
END_TEST

START_TEST(positions_are_strictly_ascending)
{
    struct article article = example();
    article.text =
        VIEW("A cease-fire cease-fire ceasefire, cafe café café: 2.5% and 2.5 percent of $3.5bn; U.S. US N.A.T.O. F-16 F16.");
    size_t count = 0;
    struct store_document *flat = flatten(&article, &count);
    for (size_t i = 0; i < flat->term_count; i++)
        for (uint32_t p = 1; p < flat->terms[i].position_count; p++)
            ck_assert_uint_gt(flat->terms[i].positions[p], flat->terms[i].positions[p - 1]);
    free(flat);
}
END_TEST

START_TEST(an_accented_word_counts_once_under_its_stem)
{
    struct article article = example();
    article.title = (struct view){0};
    article.text = VIEW("Le café ferme.");
    size_t count = 0;
    struct store_document *flat = flatten(&article, &count);
    ck_assert_ptr_nonnull(find(flat, "café"));
    ck_assert_ptr_nonnull(find(flat, "cafe"));
    uint32_t sum = 0;
    for (size_t i = 0; i < flat->term_count; i++)
        sum += flat->terms[i].wdf;
    ck_assert_uint_eq(sum, 3);
    free(flat);
}
END_TEST

START_TEST(values_are_date_id_and_outline)
{
    struct article article = example();
    size_t count = 0;
    struct store_document *flat = flatten(&article, &count);
    ck_assert_uint_eq(flat->value_count, 3);
    ck_assert_uint_eq(flat->values[0].slot, SLOT_DATE);
    ck_assert_int_eq(date_from_sortable(flat->values[0].value.ptr), article.published.seconds);
    ck_assert_uint_eq(flat->values[1].slot, SLOT_ARTICLE);
    ck_assert(view_equal(flat->values[1].value, article.id));
    struct outline outline;
    ck_assert_uint_eq(flat->values[2].slot, SLOT_OUTLINE);
    ck_assert(outline_open(flat->values[2].value, &outline));
    free(flat);
}
END_TEST

START_TEST(a_long_text_becomes_segments_that_join_to_it)
{
    struct article article = example();
    struct buf text = {0};
    for (int i = 0; i < 60; i++)
        buf_printf(&text,
                   "%sParagraph %d tells of forty things that happened in the town hall while nobody was looking. It is followed "
                   "by another sentence with some more words in it, so that the whole grows.",
                   i ? "\n\n" : "", i);
    article.text = view_of_buf(&text);
    size_t count = 0;
    struct store_document *flat = flatten(&article, &count);
    ck_assert_uint_gt(count, 1);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        struct record r;
        ck_assert_int_eq(record_decode(flat[i].data, &r, NULL), STATUS_OK);
        ck_assert_uint_eq(r.segment, i);
        ck_assert_uint_eq(r.segments, count);
        ck_assert_uint_eq(r.offset, at);
        ck_assert_uint_eq(r.length, text.len);
        ck_assert(view_equal(r.article.text, view_sub(article.text, at, at + r.article.text.len)));
        ck_assert_ptr_nonnull(find(&flat[i], "Qa1"));
        ck_assert_ptr_nonnull(find(&flat[i], "Zsecur"));
        ck_assert_int_eq(find(&flat[i], "XFIRST") != NULL, i == 0);
        at += r.article.text.len + 2;
    }
    ck_assert_uint_eq(at, text.len + 2);
    free(flat);
    buf_release(&text);
}
END_TEST

START_TEST(a_builder_forgets_the_article_before)
{
    struct article first = example(), second = {.id = VIEW("b"), .text = VIEW("Quite another matter.")};
    size_t count = 0;
    free(flatten(&first, &count));
    struct store_document *flat = flatten(&second, &count);
    ck_assert_ptr_null(find(flat, "pact"));
    ck_assert_ptr_null(find(flat, "Zpact"));
    ck_assert_ptr_null(find(flat, "Aana"));
    ck_assert_uint_eq(flat->value_count, 2); /* no date */
    free(flat);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {title_and_text_are_a_paragraph_apart,         positions_are_strictly_ascending,
                                  an_accented_word_counts_once_under_its_stem,  values_are_date_id_and_outline,
                                  a_long_text_becomes_segments_that_join_to_it, a_builder_forgets_the_article_before};
    Suite *suite = suite_create("document");
    TCase *tcase = tcase_create("document");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, an_article_has_the_terms_of_the_schema, 0, sizeof expected_terms / sizeof *expected_terms);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
