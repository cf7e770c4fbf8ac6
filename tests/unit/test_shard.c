/* From documents to postings: what was added to a shard comes out of it by term, out of memory, runs and merged runs alike; and by document, its terms in order. */
#include "common/huge.h"
#include "indexer/bulk/postings.h"
#include "indexer/bulk/run_merge.h"
#include "indexer/bulk/shard.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

enum { TERMS = 600, DOCUMENTS = 21000, MOST_PLACES = 40, PARTS = 3 }; /* steps of one, two and three bytes */

static char names[TERMS][24];
static unsigned by_name[TERMS]; /* the terms in the order of their names */
static struct docid_map map;

static unsigned mix(unsigned a, unsigned b)
{
    unsigned h = a * 0x9E3779B1U ^ b * 0x85EBCA77U;
    h ^= h >> 15;
    h *= 0x2C1B3C6DU;
    return h ^ h >> 13;
}

/* The documents are made by these: the first terms are in many, the last in few; those with an even number are words. */
static bool occurs(unsigned term, unsigned document)
{
    return mix(term, document) % (2 * term + 2) < 3 && document % 500 != 499; /* some have none at all */
}

static bool is_word(unsigned term)
{
    return term % 2 == 0;
}

static unsigned wdf_of(unsigned term, unsigned document)
{
    static const unsigned some[] = {0, 1, 2, 3, 14, 15, 16, 127, 128, 300, 70000};
    return some[mix(document, term) % (sizeof some / sizeof *some)];
}

static unsigned places_of(unsigned term, unsigned document, unsigned places[MOST_PLACES])
{
    static const unsigned counts[] = {1, 1, 1, 2, 7, 15, MOST_PLACES};
    unsigned h = mix(document, term), count = counts[h % (sizeof counts / sizeof *counts)];
    for (unsigned i = 0; i < count; i++)
        places[i] = i ? places[i - 1] + 1 + mix(h, i) % 300 : h % 40000;
    return count;
}

static bool was_taken(unsigned document)
{
    return document % 17 != 3;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(names[*(const unsigned *)a], names[*(const unsigned *)b]);
}

static void setup(void)
{
    make_directory();
    for (unsigned t = 0; t < TERMS; t++) {
        snprintf(names[t], sizeof names[t], "%s%u.%u", t % 3 ? "t" : "a common one ", mix(t, 0) % 1000, t);
        by_name[t] = t;
    }
    qsort(by_name, TERMS, sizeof *by_name, compare_names);
    map.cap = DOCUMENTS;
    map.docids = mem_array(DOCUMENTS, sizeof *map.docids);
    for (unsigned d = 0; d < DOCUMENTS; d++)
        map.docids[d] = was_taken(d) ? d + 1 : 0;
}

static void teardown(void)
{
    free(map.docids);
    drop_directory();
}

static void add_documents(struct shard *s, unsigned first, unsigned end)
{
    static struct flat_term items[TERMS];
    static uint32_t places[TERMS * MOST_PLACES];
    for (unsigned d = first; d < end; d++) {
        uint32_t place = 0;
        struct flat_terms terms = {items, 0, places};
        for (unsigned t = 0; t < TERMS; t++) {
            if (!occurs(t, d))
                continue;
            struct flat_term *item = &items[terms.count++];
            *item = (struct flat_term){.name = view_of(names[t]), .kind = FLAT_EXACT, .first_place = place};
            if (is_word(t)) {
                item->place_count = places_of(t, d, places + place);
                place += item->place_count;
            } else {
                item->wdf = wdf_of(t, d);
            }
        }
        shard_add(s, &terms, 1);
    }
}

static bool is_right(const struct postings *p, const struct posting *item, unsigned term, unsigned document)
{
    unsigned places[MOST_PLACES];
    if (item->docid != document + 1)
        return false;
    if (!p->want_positions)
        return item->wdf == (is_word(term) ? 0 : wdf_of(term, document));
    unsigned count = places_of(term, document, places);
    return p->positions[item->places] == count && memcmp(p->positions + item->places + 1, places, count * sizeof *places) == 0;
}

/* How many documents have the term, of those that were taken; whether one is missing or wrong among the postings. */
static unsigned count_documents(const struct postings *p, unsigned term, bool *wrong)
{
    unsigned count = 0;
    *wrong = false;
    for (unsigned d = 0; d < DOCUMENTS; d++)
        if (occurs(term, d) && was_taken(d)) {
            *wrong |= p && (count >= p->count || !is_right(p, &p->items[count], term, d));
            count++;
        }
    return count;
}

static void check(struct source *sources, size_t count, bool want_positions)
{
    struct postings p = {.sources = sources, .source_count = count, .want_positions = want_positions};
    bool more = false, wrong;
    ASSERT_OK(postings_start(&p, why));
    for (unsigned i = 0; i < TERMS; i++) {
        unsigned term = by_name[i];
        if ((want_positions && !is_word(term)) || count_documents(NULL, term, &wrong) == 0)
            continue;
        ASSERT_OK(postings_next(&p, &more, why));
        ck_assert(more && view_equal(p.name, view_of(names[term])));
        ck_assert_uint_eq(p.count, count_documents(&p, term, &wrong));
        ck_assert(!wrong);
    }
    ASSERT_OK(postings_next(&p, &more, why));
    ck_assert(!more);
    postings_release(&p);
}

/* Does the entry of a list name the term? */
static bool names_term(const struct shard *s, uint32_t entry, unsigned term)
{
    const unsigned char *name = s->lined_names + (size_t)(entry >> SHARD_LOG_BITS) * SHARD_NAME_UNIT;
    return view_equal((struct view){(const char *)name + 1, *name}, view_of(names[term]));
}

/* The list of the document, which the shard has since the last spill. */
static void check_list(const struct shard *s, unsigned document)
{
    const uint32_t *log = s->log + s->starts[document - s->first_document], *entry = log + SHARD_LOG_HEAD;
    unsigned count = 0, length = 0;
    for (unsigned i = 0; i < TERMS; i++) {
        unsigned term = by_name[i];
        if (!occurs(term, document))
            continue;
        unsigned wdf = is_word(term) ? 0 : wdf_of(term, document);
        bool escaped = wdf >= SHARD_LOG_ESCAPE;
        ck_assert(names_term(s, *entry, term));
        ck_assert_uint_eq(*entry & (SHARD_LOG_PLACES | SHARD_LOG_ESCAPE), escaped ? SHARD_LOG_ESCAPE : wdf);
        ck_assert(!escaped || entry[1] == wdf);
        entry += 1 + escaped;
        length += wdf;
        count++;
    }
    ck_assert_uint_eq(log[0], count);
    ck_assert_uint_eq(log[1], length);
}

static void write_run(const struct shard *s, const char *name)
{
    struct run_writer *run = NULL;
    struct shard_place place = {0};
    struct run_term term;
    ASSERT_OK(run_create(name, &run, why));
    while (shard_next(s, &place, &term))
        ASSERT_OK(run_term_write(run, &term, why));
    ASSERT_OK(run_close(run, why));
}

static struct source source_of_run(const char *name)
{
    struct source s = {.map = &map};
    ASSERT_OK(run_open(name, &s.run, why));
    return s;
}

START_TEST(postings_are_what_the_documents_had)
{
    struct shard *s = shard_new();
    add_documents(s, 0, DOCUMENTS);
    shard_invert(s);
    shard_trim(s);
    for (int want_positions = 0; want_positions < 2; want_positions++)
        check(&(struct source){.map = &map, .shard = s}, 1, want_positions);
    shard_free(s);
}
END_TEST

/* Two parts are spilled and merged, the third stays; the shard keeps no memory, some, or all of it. */
START_TEST(parts_that_were_spilled_and_merged_are_the_whole)
{
    static const size_t keeps[] = {0, 1 << 20, SIZE_MAX};
    struct shard *s = shard_new();
    struct buf runs[PARTS - 1] = {0};
    char merged[96];
    snprintf(merged, sizeof merged, "%s/merged", path);
    for (unsigned part = 0; part < PARTS; part++) {
        add_documents(s, part * DOCUMENTS / PARTS, (part + 1) * DOCUMENTS / PARTS);
        ck_assert_uint_gt(shard_memory(s), 1 << 20);
        shard_invert(s);
        ck_assert_uint_le(s->log_count * sizeof *s->log + s->places_len + s->inverted_len, shard_memory(s));
        if (part == PARTS - 1)
            break;
        buf_printf(&runs[part], "%s/run%u", path, part);
        write_run(s, runs[part].data);
        shard_clear(s, keeps[_i]);
        ck_assert_uint_eq(shard_memory(s), 0);
    }
    ASSERT_OK(run_merge(runs, PARTS - 1, merged, why));
    for (int want_positions = 0; want_positions < 2; want_positions++) {
        struct source three[] = {source_of_run(runs[0].data), source_of_run(runs[1].data), {.map = &map, .shard = s}};
        struct source two[] = {source_of_run(merged), {.map = &map, .shard = s}};
        check(three, 3, want_positions);
        check(two, 2, want_positions);
    }
    for (unsigned part = 0; part < PARTS - 1; part++)
        buf_release(&runs[part]);
    shard_free(s);
}
END_TEST

START_TEST(each_document_has_its_terms_in_the_order_of_names)
{
    struct shard *s = shard_new();
    for (unsigned part = 0; part < PARTS; part++) {
        unsigned first = part * DOCUMENTS / PARTS, end = (part + 1) * DOCUMENTS / PARTS;
        add_documents(s, first, end);
        shard_invert(s);
        for (unsigned d = first; d < end; d++)
            check_list(s, d);
        shard_clear(s, SIZE_MAX);
    }
    shard_free(s);
}
END_TEST

START_TEST(a_shard_without_documents_has_no_terms)
{
    struct shard *s = shard_new();
    struct shard_place place = {0};
    struct run_term term;
    shard_invert(s);
    ck_assert(!shard_next(s, &place, &term));
    shard_trim(s);
    shard_free(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shard");
    TCase *tcase = tcase_create("shard");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, postings_are_what_the_documents_had);
    tcase_add_loop_test(tcase, parts_that_were_spilled_and_merged_are_the_whole, 0, 3);
    tcase_add_test(tcase, each_document_has_its_terms_in_the_order_of_names);
    tcase_add_test(tcase, a_shard_without_documents_has_no_terms);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
