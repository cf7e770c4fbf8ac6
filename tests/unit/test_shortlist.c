#include "query/shortlist.h"

#include "tests/support/suite.h"

#include <string.h>

enum { ENTRIES = 60, ARTICLES = 7 };

static const char *const ids[ARTICLES] = {"a", "ab", "b", "c", "d", "e", "f"};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* Few distinct scores, so that ties are common. */
static void make_entries(uint32_t seed, struct shortlist_entry *entries)
{
    for (size_t i = 0; i < ENTRIES; i++) {
        uint32_t start = (uint32_t)i * 10; /* distinct: no two entries are equal */
        entries[i] = (struct shortlist_entry){.score = (double)(next_random(&seed) % 9),
                                              .article = view_of(ids[next_random(&seed) % ARTICLES]),
                                              .start = start,
                                              .last = start + 5,
                                              .key = next_random(&seed) % 3 ? SHORTLIST_NO_KEY : next_random(&seed) % 4};
    }
}

static int in_order(const void *a, const void *b)
{
    const struct shortlist_entry *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    int order = view_compare(x->article, y->article);
    return order ? order : x->start < y->start ? -1 : 1;
}

/* The plain way: sort everything, walk down, leave out what the limits forbid. */
static size_t expected_list(struct shortlist_entry *entries, size_t wanted, size_t per_article)
{
    size_t kept = 0;
    qsort(entries, ENTRIES, sizeof *entries, in_order);
    for (size_t i = 0; i < ENTRIES && kept < wanted; i++) {
        size_t same = 0;
        bool twin = false;
        for (size_t j = 0; j < kept; j++) {
            if (!view_equal(entries[j].article, entries[i].article))
                continue;
            same++;
            twin = twin || (entries[i].key != SHORTLIST_NO_KEY && entries[j].key == entries[i].key);
        }
        if (!twin && (per_article == 0 || same < per_article))
            entries[kept++] = entries[i];
    }
    return kept;
}

START_TEST(equals_sorting_and_walking_down)
{
    struct shortlist_entry entries[ENTRIES];
    struct shortlist list = {0};
    size_t wanted = (size_t)_i % 15 + 1, per_article = (size_t)_i / 15 % 4;
    make_entries((uint32_t)_i + 1, entries);
    shortlist_start(&list, wanted, per_article);
    for (size_t i = 0; i < ENTRIES; i++)
        shortlist_add(&list, &entries[i]);
    size_t count = expected_list(entries, wanted, per_article);
    ck_assert_uint_eq(list.count, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(list.items[i].start, entries[i].start);
        ck_assert_int_eq(view_compare(list.items[i].article, entries[i].article), 0);
    }
    shortlist_release(&list);
}
END_TEST

START_TEST(a_full_list_admits_an_equal_score)
{
    struct shortlist list = {0};
    shortlist_start(&list, 1, 0);
    ck_assert(shortlist_admits(&list, 0));
    ck_assert(shortlist_add(&list, &(struct shortlist_entry){.score = 2, .article = VIEW("b"), .key = SHORTLIST_NO_KEY}));
    ck_assert(shortlist_admits(&list, 2));
    ck_assert(!shortlist_admits(&list, 1.999));
    ck_assert(shortlist_add(&list, &(struct shortlist_entry){.score = 2, .article = VIEW("a"), .key = SHORTLIST_NO_KEY}));
    ck_assert(!shortlist_add(&list, &(struct shortlist_entry){.score = 2, .article = VIEW("c"), .key = SHORTLIST_NO_KEY}));
    ck_assert_uint_eq(list.count, 1);
    ck_assert(view_equal(list.items[0].article, VIEW("a")));
    shortlist_release(&list);
}
END_TEST

START_TEST(a_list_of_nothing_takes_nothing)
{
    struct shortlist list = {0};
    shortlist_start(&list, 0, 1);
    ck_assert(!shortlist_add(&list, &(struct shortlist_entry){.score = 1, .article = VIEW("a")}));
    ck_assert_uint_eq(list.count, 0);
    shortlist_release(&list);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shortlist");
    TCase *tcase = tcase_create("shortlist");
    tcase_add_loop_test(tcase, equals_sorting_and_walking_down, 0, 240);
    tcase_add_test(tcase, a_full_list_admits_an_equal_score);
    tcase_add_test(tcase, a_list_of_nothing_takes_nothing);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
