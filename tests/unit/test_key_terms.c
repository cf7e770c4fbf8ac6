/* The words that say most about a text, and how much of one text stands in another. */
#include "query/key_terms.h"
#include "query/resemblance.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <stdio.h>

static struct analyser *new_analyser(void)
{
    struct error err = {0};
    struct analyser *a = NULL;
    ck_assert_msg(analyser_new("en", &a, &err) == STATUS_OK, "%s", err.text);
    return a;
}

START_TEST(takes_frequent_and_rare_words_in_the_order_of_the_text)
{
    enum { COUNT = 24 };
    static char ids[COUNT][8];
    struct article articles[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        snprintf(ids[i], sizeof ids[i], "a%zu", i);
        articles[i] = (struct article){.id = view_of(ids[i]), .title = VIEW("News"), .text = VIEW("The weather report of 12 May.")};
    }
    articles[0].title = VIEW("Security pact");
    articles[0].text = VIEW(
        "The submarine deal of 2023. Submarines and the reactor; the submarine and its reactor. Weather in the harbour. Lonely.");
    articles[1].text = VIEW("A pact on security with a submarine and a reactor in a harbour.");
    struct small_index index;
    struct store_reader *r = NULL;
    struct error err = {0};
    struct key_terms k = {0};
    struct buf query = {0};
    small_index_make(&index, articles, COUNT, 0);
    ck_assert_msg(store_reader_open(index.path, &r, &err) == STATUS_OK, "%s", err.text);
    struct analyser *a = new_analyser();
    ck_assert_msg(key_terms_find(&k, a, r, &articles[0], 30, &err) == STATUS_OK, "%s", err.text);
    key_terms_query(&k, &query);
    /* "weather" is everywhere, "lonely" and "deal" are nowhere else, "2023" is a number; what is frequent stands again. */
    ck_assert_str_eq(query.data,
                     "Security pact submarine reactor harbour Security pact submarine reactor harbour Security pact submarine");
    ck_assert_msg(key_terms_find(&k, a, r, &articles[0], 2, &err) == STATUS_OK, "%s", err.text);
    ck_assert_uint_eq(k.count, 2);
    key_terms_release(&k);
    buf_release(&query);
    analyser_free(a);
    store_reader_close(r);
    small_index_remove(&index);
}
END_TEST

START_TEST(tells_copies_from_articles_on_the_same_matter)
{
    struct analyser *a = new_analyser();
    struct shingles one = {0}, copy = {0}, other = {0}, none = {0};
    shingles_make(&one, a, VIEW("Kyiv and London signed a security pact on Friday. It is valid for ten years and may be renewed."));
    shingles_make(&copy, a, VIEW("LONDON: Kyiv and London have signed a security pact on Friday. It is valid for ten years."));
    shingles_make(&other, a,
                  VIEW("A security pact was signed by London and Kyiv; ten years is its term, ministers said on Friday."));
    shingles_make(&none, a, VIEW("Too short."));
    ck_assert(shingles_containment(&one, &one) == 1);
    ck_assert(shingles_containment(&one, &copy) >= RESEMBLANCE_COPY);
    ck_assert(shingles_containment(&one, &other) < 0.2);
    ck_assert(shingles_containment(&one, &none) == 0);
    shingles_release(&one);
    shingles_release(&copy);
    shingles_release(&other);
    shingles_release(&none);
    analyser_free(a);
}
END_TEST

int main(void)
{
    return run_suite("key_terms", (const TTest *const[]){takes_frequent_and_rare_words_in_the_order_of_the_text,
                                                         tells_copies_from_articles_on_the_same_matter, NULL});
}
