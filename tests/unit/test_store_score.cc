/* The scoring of many words answers as Xapian's matcher does. In C++, for the index has more documents than the writer of store.h could make in a test. */
#include "common/store_score.hh"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <unistd.h>

#include "tests/support/suite.h" /* last: Check defines fail() as a macro */

static const int DOCUMENTS = 40000;

static std::string word(unsigned i)
{
    return "Zw" + std::to_string(i);
}

/* Articles of one to three segments of a few words, the lower numbers being the common ones; with gaps in the docids, also inside an article. */
static void make_index(const std::string &path)
{
    Xapian::WritableDatabase db(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS);
    unsigned random = 7, left = 0, article = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
        Xapian::Document d;
        bool first = left == 0;
        random = random * 1664525 + 1013904223;
        left = first ? (random >> 20) % 3 : left - 1;
        if (first) {
            d.add_boolean_term(SCHEMA_FIRST_TERM);
            article++;
        }
        d.add_value(SLOT_ARTICLE, std::to_string(article));
        for (unsigned k = 0; k < 6; k++) {
            random = random * 1664525 + 1013904223;
            unsigned spread = 1U << (random >> 8) % 9;
            unsigned many = (random >> 5) % 300 == 0 ? 250 + (random >> 20) % 10 : 0; /* about what a byte holds */
            d.add_term(word((random >> 16) % spread), 1 + (random >> 28) % 3 + many);
        }
        db.add_document(d);
        if (!first && (random >> 12) % 50 == 0)
            db.delete_document(db.get_lastdocid());
    }
    db.commit();
}

static std::vector<struct store_hit> run(struct store_reader *r, struct store_search search, uint64_t bounds[2])
{
    struct store_hits hits = {};
    ck_assert_int_eq(store_reader_search(r, &search, &hits, nullptr), STATUS_OK);
    std::vector<struct store_hit> copy(hits.items, hits.items + hits.count);
    bounds[0] = hits.matches_low;
    bounds[1] = hits.matches_high;
    store_hits_release(&hits);
    std::sort(copy.begin(), copy.end(), [](const struct store_hit &a, const struct store_hit &b) { return a.docid < b.docid; });
    return copy;
}

/* The weights are sums in another order: the last digits differ, and with them who is above the last place. */
static void compare(const std::vector<struct store_hit> &ours, const std::vector<struct store_hit> &xapian)
{
    double least = INFINITY;
    for (const struct store_hit &hit : xapian)
        least = std::min(least, hit.weight);
    for (size_t i = 0, k = 0; i < xapian.size(); i++) {
        while (k < ours.size() && ours[k].docid < xapian[i].docid)
            k++;
        bool found = k < ours.size() && ours[k].docid == xapian[i].docid;
        ck_assert_msg(found || xapian[i].weight < least + 1e-9, "document %u is missing", xapian[i].docid);
        if (found)
            ck_assert_double_eq_tol(ours[k].weight, xapian[i].weight, 1e-9);
    }
    ck_assert_int_eq(ours.empty(), xapian.empty());
}

static bool same_hits(const std::vector<struct store_hit> &a, const std::vector<struct store_hit> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const struct store_hit &x, const struct store_hit &y) {
        return x.docid == y.docid && !(x.weight < y.weight) && !(y.weight < x.weight);
    });
}

/* `tree` in words of the index; a filter that lets everything through sends it to Xapian. */
static void compare_query(struct store_reader *r, const struct store_query *tree, uint32_t limit, bool collapse)
{
    struct store_query all = {}, filtered = {};
    const struct store_query *parts[] = {tree, &all};
    all.op = STORE_ALL;
    all.factor = filtered.factor = 1;
    filtered.op = STORE_FILTER;
    filtered.children = parts;
    filtered.child_count = 2;
    struct store_search search = {};
    search.query = tree;
    search.weight = STORE_INEB2;
    search.parameters[0] = 1.5;
    search.limit = limit;
    search.collapse_articles = collapse;
    ck_assert(store_can_score(&search));
    uint64_t ours[2], theirs[2];
    std::vector<struct store_hit> scored = run(r, search, ours);
    search.uncounted = true;
    ck_assert(same_hits(scored, run(r, search, theirs)));
    ck_assert_uint_eq(theirs[1], 0);
    search.uncounted = false;
    search.query = &filtered;
    ck_assert(!store_can_score(&search));
    compare(scored, run(r, search, theirs));
    ck_assert_uint_le(std::max(ours[0], theirs[0]), std::min(ours[1], theirs[1]));
}

/* The same where one of the first `needed` words must be there. */
static void compare_filtered(struct store_reader *r, const struct store_query &any, size_t needed)
{
    struct store_query own = any, tree = {};
    const struct store_query *parts[] = {&any, &own};
    own.child_count = needed;
    tree.op = STORE_FILTER;
    tree.factor = 1;
    tree.children = parts;
    tree.child_count = 2;
    compare_query(r, &tree, 200, false);
    compare_query(r, &tree, 3000, true);
}

/* The frequencies of words whose lists were kept, or are too long for that, are those of a reader that has no lists. */
static void compare_frequencies(struct store_reader *r, const std::vector<std::string> &names)
{
    struct store_reader fresh;
    fresh.db = r->db;
    std::vector<struct view> terms;
    for (const std::string &name : names)
        terms.push_back(view_of_string(name));
    std::vector<uint32_t> docids;
    for (uint32_t docid = 1; docid < DOCUMENTS + 100; docid += 1 + docid % 7)
        docids.push_back(docid);
    std::vector<uint32_t> ours(terms.size() * docids.size()), theirs(ours.size());
    ck_assert_int_eq(store_reader_wdf(r, terms.data(), terms.size(), docids.data(), docids.size(), ours.data(), nullptr),
                     STATUS_OK);
    ck_assert_int_eq(store_reader_wdf(&fresh, terms.data(), terms.size(), docids.data(), docids.size(), theirs.data(), nullptr),
                     STATUS_OK);
    ck_assert(ours == theirs);
    ck_assert_uint_gt(*std::max_element(ours.begin(), ours.end()), UINT8_MAX);
}

/* Bytes of the largest list that is kept, and whether lists are read without libxapian. */
static const struct {
    size_t most;
    bool own;
} ways[] = {{SIZE_MAX, true}, {0, true}, {5000, true}, {5000, false}};

START_TEST(it_answers_as_xapian_does)
{
    std::string path = std::filesystem::temp_directory_path() / ("lede-score-" + std::to_string(getpid()));
    make_index(path);
    struct store_reader r;
    r.db = Xapian::Database(path);
    r.path = ways[_i].own ? path : "";
    r.memory.most_list_bytes = ways[_i].most;
    std::vector<std::string> names;
    for (unsigned i = 0; i < 300; i += 1 + i / 4)
        names.push_back(i == 1 ? "Znowhere" : word(i));
    std::vector<struct store_query> leaves(names.size());
    std::vector<const struct store_query *> pointers;
    for (size_t i = 0; i < names.size(); i++) {
        leaves[i].op = STORE_TERM;
        leaves[i].term = view_of_string(names[i]);
        leaves[i].factor = 1 / (1.0 + static_cast<double>(i));
        pointers.push_back(&leaves[i]);
    }
    struct store_query any = {};
    any.op = STORE_OR;
    any.factor = 1;
    for (size_t first = 0; first < pointers.size(); first += 3) {
        any.children = pointers.data() + first;
        any.child_count = pointers.size() - first;
        for (uint32_t limit : {1U, 10U, 200U, 3000U})
            compare_query(&r, &any, limit, (limit + first) % 2 == 0);
        compare_query(&r, pointers[first], 50, true);
        compare_filtered(&r, any, (pointers.size() - first) / 3);
    }
    compare_frequencies(&r, names);
    ck_assert_int_eq(r.memory.source.is_open(), ways[_i].own);
    std::filesystem::remove_all(path);
}
END_TEST

int main()
{
    TCase *tcase = tcase_create("store_score");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, it_answers_as_xapian_does, 0, sizeof ways / sizeof *ways);
    Suite *suite = suite_create("store_score");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
