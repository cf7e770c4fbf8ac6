#include "common/store.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

/* ---- query trees ---- */

static struct store_query term(const char *name)
{
    return (struct store_query){.op = STORE_TERM, .term = view_of(name), .factor = 1};
}

/* Search and join the ids of the hits in order of id: "a b c". */
static void search_ids(struct store_reader *r, const struct store_search *search, char *out, size_t size)
{
    struct store_hits hits = {0};
    struct buf id = {0};
    bool found[26] = {0};
    ASSERT_OK(store_reader_search(r, search, &hits, why));
    for (size_t i = 0; i < hits.count; i++) {
        ASSERT_OK(store_reader_value(r, hits.items[i].docid, SLOT_ARTICLE, &id, why));
        found[id.data[0] - 'a'] = true;
        ck_assert(i == 0 || hits.items[i].weight <= hits.items[i - 1].weight);
    }
    out[0] = '\0';
    for (int i = 0; i < 26; i++)
        if (found[i])
            snprintf(out + strlen(out), size - strlen(out), "%s%c", *out ? " " : "", 'a' + i);
    buf_release(&id);
    store_hits_release(&hits);
}

struct operator_case {
    enum store_op op;
    const char *terms[3];
    uint32_t window;
    const char *ids;
};

static const struct operator_case operator_cases[] = {
    {STORE_OR, {"Zalpha", "Zgamma"}, 0, "a b c d"},
    {STORE_AND, {"Zalpha", "Zgamma"}, 0, "b d"},
    {STORE_AND, {"Zalpha", "Znone"}, 0, ""},
    {STORE_AND_NOT, {"Zalpha", "Zgamma"}, 0, "a"},
    {STORE_AND_NOT, {"Zbeta", "Zalpha", "Zgamma"}, 0, "e"},
    {STORE_FILTER, {"Zbeta", "Zalpha"}, 0, "a b d"},
    {STORE_AND_MAYBE, {"Zgamma", "Zalpha"}, 0, "b c d"},
    {STORE_SYNONYM, {"Zalpha", "Znone"}, 0, "a b d"},
    {STORE_PHRASE, {"alpha", "beta"}, 0, "a b"},
    {STORE_PHRASE, {"beta", "alpha"}, 0, "d"},
    {STORE_PHRASE, {"alpha", "gamma"}, 3, "b"},
    {STORE_NEAR, {"alpha", "beta"}, 2, "a b d"},
    {STORE_NEAR, {"gamma", "alpha"}, 2, ""},
    {STORE_NEAR, {"gamma", "alpha"}, 3, "b d"},
    {STORE_ALL, {0}, 0, "a b c d e"},
    {STORE_NONE, {0}, 0, ""},
    {STORE_OR, {""}, 0, ""},
};

static void put_five(struct store_writer *w)
{
    put(w, "a", "alpha beta");
    put(w, "b", "alpha beta gamma");
    put(w, "c", "gamma delta");
    put(w, "d", "gamma beta alpha"); /* alpha is next to beta, and 2 from gamma */
    put(w, "e", "beta epsilon");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
}

START_TEST(operators_match_what_they_say)
{
    put_five(open_writer());
    struct store_reader *r = open_reader();
    const struct operator_case *c = &operator_cases[_i];
    struct store_query nodes[3], tree = {.op = c->op, .factor = 1, .window = c->window};
    const struct store_query *children[3];
    for (; tree.child_count < 3 && c->terms[tree.child_count]; tree.child_count++) {
        nodes[tree.child_count] = term(c->terms[tree.child_count]);
        children[tree.child_count] = &nodes[tree.child_count];
    }
    tree.children = children;
    char ids[64];
    struct store_search search = {.query = &tree, .weight = STORE_INEB2, .parameters = {1}, .limit = 10};
    search_ids(r, &search, ids, sizeof ids);
    ck_assert_str_eq(ids, c->ids);
    store_reader_close(r);
}
END_TEST

START_TEST(senseless_trees_are_refused)
{
    put_five(open_writer());
    struct store_reader *r = open_reader();
    enum { DEEP = 2000 };
    struct store_query *nodes = mem_array(DEEP, sizeof *nodes);
    const struct store_query **children = mem_array(DEEP, sizeof *children);
    for (size_t i = 0; i < DEEP; i++) {
        children[i] = &nodes[i + 1];
        nodes[i] = (struct store_query){.op = STORE_OR, .factor = 1, .children = &children[i], .child_count = 1};
    }
    nodes[DEEP - 1] = term("Zalpha");
    struct store_search search = {.query = nodes, .weight = STORE_INEB2, .parameters = {1}, .limit = 10};
    struct store_hits hits = {0};
    struct error err = {0};
    ck_assert_int_eq(store_reader_search(r, &search, &hits, &err), STATUS_USAGE);
    ck_assert_msg(strstr(err.text, "nested too deeply"), "%s", err.text);
    nodes[DEEP - 2].op = STORE_PHRASE; /* of a phrase, of a word: not of words */
    nodes[DEEP - 3].op = STORE_PHRASE;
    search.query = &nodes[DEEP - 3];
    ck_assert_int_eq(store_reader_search(r, &search, &hits, &err), STATUS_USAGE);
    nodes[DEEP - 1].factor = -1;
    search.query = &nodes[DEEP - 1];
    ck_assert_int_eq(store_reader_search(r, &search, &hits, &err), STATUS_USAGE);
    store_hits_release(&hits);
    free(nodes);
    free(children);
    store_reader_close(r);
}
END_TEST

/* ---- weights and ties ---- */

static double usual_weight(struct store_reader *r, const struct store_query *tree, enum store_weight weight)
{
    return weight_of_first(r, tree, weight, weight == STORE_LM ? 0.5 : 1.2, 0.75);
}

START_TEST(factors_scale_and_conditions_add_nothing)
{
    put_five(open_writer());
    struct store_reader *r = open_reader();
    static const enum store_weight weights[] = {STORE_INEB2, STORE_BM25, STORE_DPH, STORE_LM};
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        struct store_query one = term("Zdelta"), twice = term("Zdelta"), none = term("Zdelta");
        twice.factor = 2;
        none.factor = 0;
        double plain = usual_weight(r, &one, weights[i]);
        ck_assert(plain > 0);
        ck_assert_double_eq_tol(usual_weight(r, &twice, weights[i]), 2 * plain, 1e-12);
        ck_assert(usual_weight(r, &none, weights[i]) == 0);
        ck_assert(usual_weight(r, &one, STORE_BOOLEAN) == 0);
    }
    store_reader_close(r);
}
END_TEST

/* Of `count` articles all but the last are the same. */
static void put_equals(int count)
{
    struct store_writer *w = open_writer();
    char id[16];
    for (int i = 0; i < count; i++) {
        snprintf(id, sizeof id, "n%d", i);
        put(w, id, i < count - 1 ? "alpha beta" : "alpha*5 beta");
    }
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
}

struct tie_case {
    int documents;
    uint32_t limit;
    size_t hits;
    bool cut;
};
static const struct tie_case tie_cases[] = {{100, 1, 1, false},      {100, 5, 100, false},         {100, 100, 100, false},
                                            {100, 200, 100, false},  {100, 0, 0, false},           {3, 2, 3, false},
                                            {12000, 5, 10000, true}, {12000, 11000, 12000, false}, {9000, 20, 9000, false}};

START_TEST(all_that_tie_with_the_last_hit_are_given)
{
    const struct tie_case *c = &tie_cases[_i];
    put_equals(c->documents);
    struct store_reader *r = open_reader();
    struct store_query query = term("Zalpha");
    struct store_search search = {.query = &query, .weight = STORE_INEB2, .parameters = {1}, .limit = c->limit};
    struct store_hits hits = {0};
    ASSERT_OK(store_reader_search(r, &search, &hits, why));
    ck_assert_uint_eq(hits.count, c->hits);
    ck_assert_int_eq(hits.ties_cut, c->cut);
    ck_assert_uint_le(hits.matches_low, (uint64_t)c->documents);
    ck_assert_uint_ge(hits.matches_high, (uint64_t)c->documents);
    if (c->limit)
        ck_assert_uint_eq(hits.items[0].docid, (uint32_t)c->documents);
    store_hits_release(&hits);
    store_reader_close(r);
}
END_TEST

START_TEST(collapsing_keeps_the_best_segment_and_the_first_of_equals)
{
    struct store_writer *w = open_writer();
    static const char *const best_second[] = {"alpha", "alpha*3", "alpha"};
    static const char *const equal[] = {"beta one", "alpha two", "alpha six"};
    put_segments(w, "a", best_second, 3);
    put_segments(w, "b", equal, 3);
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    struct store_reader *r = open_reader();
    struct store_query query = term("Zalpha");
    struct store_search search = {
        .query = &query, .weight = STORE_INEB2, .parameters = {1}, .limit = 10, .collapse_articles = true};
    struct store_hits hits = {0};
    struct buf b = {0};
    ASSERT_OK(store_reader_search(r, &search, &hits, why));
    ck_assert_uint_eq(hits.count, 2);
    ASSERT_OK(store_reader_record(r, hits.items[0].docid, &b, why));
    ck_assert_str_eq(b.data, "alpha*3");
    ASSERT_OK(store_reader_record(r, hits.items[1].docid, &b, why));
    ck_assert_str_eq(b.data, "alpha two");
    buf_release(&b);
    store_hits_release(&hits);
    store_reader_close(r);
}
END_TEST

START_TEST(ranges_take_both_ends_and_never_a_document_without_the_value)
{
    struct store_writer *w = open_writer();
    static const char *const dates[] = {NULL, "20240101", "20240601", "20241231"};
    for (size_t i = 0; i < 4; i++) {
        char id[2] = {(char)('a' + i), '\0'}, id_term[3] = {'Q', id[0], '\0'};
        struct store_value values[] = {{SLOT_ARTICLE, view_of(id)}, {SLOT_DATE, view_of(dates[i])}};
        struct store_document document = {.values = values, .value_count = dates[i] ? 2 : 1};
        ASSERT_OK(store_writer_replace(w, view_of(id_term), &document, 1, why));
    }
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    struct store_reader *r = open_reader();
    static const char *const cases[][3] = {
        {"20240101", "20240601", "b c"}, {"", "20240601", "b c"}, {"20240601", "", "c d"}, {"", "", "b c d"}, {"2025", "2026", ""},
        {"20240601", "20240101", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct store_query query = {
            .op = STORE_VALUE_RANGE, .slot = SLOT_DATE, .low = view_of(cases[i][0]), .high = view_of(cases[i][1]), .factor = 1};
        struct store_search search = {.query = &query, .weight = STORE_BOOLEAN, .limit = 10};
        char ids[64];
        search_ids(r, &search, ids, sizeof ids);
        ck_assert_str_eq(ids, cases[i][2]);
    }
    store_reader_close(r);
}
END_TEST

START_TEST(a_search_ends_when_its_time_is_up)
{
    put_equals(3000);
    struct store_reader *r = open_reader();
    struct store_query words[] = {term("beta"), term("alpha")};
    const struct store_query *children[] = {&words[0], &words[1]};
    struct store_query phrase = {.op = STORE_PHRASE, .factor = 1, .children = children, .child_count = 2}; /* nowhere */
    struct store_search search = {.query = &phrase, .weight = STORE_INEB2, .parameters = {1}, .limit = 10, .timeout = 1e-9};
    struct store_hits hits = {0};
    struct error err = {0};
    ck_assert_int_eq(store_reader_search(r, &search, &hits, &err), STATUS_TIMEOUT);
    ck_assert_msg(strstr(err.text, "time limit"), "%s", err.text);
    search.timeout = 60;
    ASSERT_OK(store_reader_search(r, &search, &hits, why));
    ck_assert_uint_eq(hits.count, 0);
    store_hits_release(&hits);
    store_reader_close(r);
}
END_TEST

int main(void)
{
    TCase *tcase = store_tcase((const TTest *const[]){senseless_trees_are_refused, factors_scale_and_conditions_add_nothing,
                                                      collapsing_keeps_the_best_segment_and_the_first_of_equals,
                                                      ranges_take_both_ends_and_never_a_document_without_the_value,
                                                      a_search_ends_when_its_time_is_up, NULL});
    tcase_add_loop_test(tcase, operators_match_what_they_say, 0, (int)(sizeof operator_cases / sizeof *operator_cases));
    tcase_add_loop_test(tcase, all_that_tie_with_the_last_hit_are_given, 0, (int)(sizeof tie_cases / sizeof *tie_cases));
    Suite *suite = suite_create("store_search");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
