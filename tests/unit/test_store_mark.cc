/* What store_mark finds is what libxapian's matcher finds; and a search that is filtered by it. In C++, as test_store_score.cc. */
#include "common/store_mark.hh"
#include "common/store_query.hh"
#include "common/store_score.hh"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <unistd.h>

#include "tests/support/suite.h" /* last: Check defines fail() as a macro */

static const unsigned DOCUMENTS = 20000;
static const uint32_t SLOTS[] = {1, 300};

static unsigned next_random()
{
    static unsigned random = 11;
    random = random * 1664525 + 1013904223;
    return random >> 8;
}

/* Of eight bytes, as dates are, or of any number. */
static std::string some_value()
{
    std::string number = std::to_string(next_random() % 1000);
    bool wide = next_random() % 2;
    return std::string(wide ? 8 - number.size() : next_random() % 4, wide ? '5' : '\0') + number;
}

static std::string make_index()
{
    std::string path = std::filesystem::temp_directory_path() / ("lede-mark-" + std::to_string(getpid()));
    Xapian::WritableDatabase db(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS);
    for (unsigned i = 0; i < DOCUMENTS; i++) {
        Xapian::Document d;
        d.add_term("all", 1 + next_random() % 3);
        for (unsigned word = 3; word < 300; word = word * 2 + 1) {
            if (next_random() % word == 0)
                d.add_term("w" + std::to_string(word), 1);
        }
        for (uint32_t slot : SLOTS) {
            if (next_random() % 3)
                d.add_value(slot, some_value());
        }
        db.add_document(d);
    }
    db.commit();
    for (unsigned i = 1; i < DOCUMENTS; i += 1 + next_random() % 80)
        db.delete_document(i);
    db.commit();
    return path;
}

/* Trees of all that store_mark knows. */
class Trees
{
  public:
    const struct store_query *make(unsigned depth)
    {
        static const enum store_op inner[] = {STORE_OR, STORE_AND, STORE_AND_NOT, STORE_FILTER, STORE_AND_MAYBE, STORE_SYNONYM};
        nodes.emplace_back();
        struct store_query &node = nodes.back();
        node.factor = 1;
        unsigned kind = next_random() % 8;
        if (depth == 0 || kind < 2) {
            make_leaf(node, kind);
            return &node;
        }
        node.op = inner[next_random() % 6];
        pointers.emplace_back();
        std::vector<const struct store_query *> &children = pointers.back();
        size_t count = 1 + next_random() % 3;
        for (size_t i = 0; i < count; i++)
            children.push_back(make(depth - 1));
        node.children = children.data();
        node.child_count = count;
        return &node;
    }

  private:
    void make_leaf(struct store_query &node, unsigned kind)
    {
        if (kind % 2) {
            node.op = STORE_VALUE_RANGE;
            node.slot = SLOTS[next_random() % 2];
            node.low = text(next_random() % 4 ? some_value() : "");
            node.high = text(next_random() % 4 ? some_value() : "");
        } else {
            node.op = next_random() % 9 ? STORE_TERM : STORE_NONE;
            node.term = text(next_random() % 12 ? "w" + std::to_string((4U << next_random() % 7) - 1) : "nowhere");
        }
    }
    struct view text(const std::string &s)
    {
        texts.push_back(s);
        return view_of_string(texts.back());
    }

    std::deque<struct store_query> nodes;
    std::deque<std::vector<const struct store_query *>> pointers;
    std::deque<std::string> texts;
};

static std::vector<uint32_t> by_library(const Xapian::Database &db, const struct store_query *tree)
{
    Xapian::Query query;
    std::vector<uint32_t> docids;
    ck_assert_int_eq(store_compile_query(tree, nullptr, query, nullptr), STATUS_OK);
    Xapian::Enquire enquire(db);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    Xapian::MSet set = enquire.get_mset(0, db.get_doccount());
    for (auto it = set.begin(); it != set.end(); ++it)
        docids.push_back(*it);
    return docids;
}

static std::vector<uint32_t> by_mark(struct store_reader *r, const struct store_query *tree)
{
    uint32_t *docids = nullptr;
    size_t count = 0;
    ck_assert_int_eq(store_reader_match(r, tree, 0, &docids, &count, nullptr), STATUS_OK);
    std::vector<uint32_t> copy(docids, docids + count);
    free(docids);
    return copy;
}

/* The documents that a search for "all", filtered by the tree, has. */
static std::vector<uint32_t> by_score(struct store_reader *r, const struct store_query *tree)
{
    struct store_query word = {}, any = {}, filtered = {};
    const struct store_query *words[] = {&word}, *parts[] = {&any, tree};
    word.op = STORE_TERM;
    word.term = VIEW("all");
    any.op = STORE_OR;
    filtered.op = STORE_FILTER;
    word.factor = any.factor = filtered.factor = 1;
    any.children = words;
    any.child_count = 1;
    filtered.children = parts;
    filtered.child_count = 2;
    struct store_search search = {};
    search.query = &filtered;
    search.weight = STORE_INEB2;
    search.parameters[0] = 1;
    search.limit = DOCUMENTS;
    ck_assert(store_can_score(&search));
    struct store_hits hits = {};
    std::vector<uint32_t> docids;
    ck_assert_int_eq(store_reader_search(r, &search, &hits, nullptr), STATUS_OK);
    for (size_t i = 0; i < hits.count; i++)
        docids.push_back(hits.items[i].docid);
    ck_assert(hits.matches_low == hits.count && hits.matches_high == hits.count);
    store_hits_release(&hits);
    std::sort(docids.begin(), docids.end());
    return docids;
}

/* Whether tables are read without libxapian. */
static const bool own[] = {true, false};

START_TEST(conditions_match_as_in_the_library)
{
    std::string path = make_index();
    struct store_reader r;
    r.db = Xapian::Database(path);
    r.path = own[_i] ? path : "";
    size_t found = 0;
    for (unsigned i = 0; i < 300; i++) {
        Trees trees;
        const struct store_query *tree = trees.make(i % 4);
        ck_assert(store_can_mark(tree));
        std::vector<uint32_t> expected = by_library(r.db, tree);
        found += !expected.empty() && expected.size() < r.db.get_doccount();
        ck_assert(by_mark(&r, tree) == expected);
        ck_assert(by_score(&r, tree) == expected);
    }
    ck_assert_uint_gt(found, 100);
    ck_assert_int_eq(r.memory.source.is_open(), own[_i]);
    std::filesystem::remove_all(path);
}
END_TEST

/* Values and terms of every `step`th document. */
static void compare_documents(struct store_reader *r, uint32_t step)
{
    std::vector<uint32_t> docids;
    for (uint32_t docid = 1; docid <= r->db.get_lastdocid(); docid += step)
        docids.push_back(docid);
    struct buf values = {};
    for (uint32_t slot : SLOTS) {
        buf_clear(&values);
        ck_assert_int_eq(store_reader_values(r, slot, docids.data(), docids.size(), &values, nullptr), STATUS_OK);
        struct view in = view_of_buf(&values), value = {};
        for (uint32_t docid : docids) {
            std::string expected = r->db.get_document(docid, Xapian::DOC_ASSUME_VALID).get_value(slot);
            ck_assert(view_take_string(&in, &value));
            ck_assert(view_equal(value, view_of_string(expected)));
        }
        ck_assert_uint_eq(in.len, 0);
    }
    buf_release(&values);
    struct store_count_list counts = {};
    uint64_t without = 0;
    ck_assert_int_eq(store_reader_count_terms(r, VIEW("w"), docids.data(), docids.size(), &counts, &without, nullptr), STATUS_OK);
    std::vector<bool> seen(docids.size());
    for (size_t i = 0; i < counts.count; i++) {
        uint32_t count = 0, first = 0;
        for (auto it = r->db.postlist_begin(counts.items[i].name); it != r->db.postlist_end(counts.items[i].name); ++it) {
            if (*it % step != 1 % step)
                continue;
            first = count++ == 0 ? *it : first;
            seen[(*it - 1) / step] = true;
        }
        ck_assert_uint_eq(counts.items[i].count, count);
        ck_assert_uint_eq(counts.items[i].first, first);
    }
    ck_assert_uint_gt(counts.count, 4);
    ck_assert_uint_eq(without, static_cast<uint64_t>(std::count(seen.begin(), seen.end(), false)));
    store_count_list_release(&counts);
}

START_TEST(values_and_terms_of_documents_are_those_of_the_library)
{
    std::string path = make_index();
    struct store_reader r;
    r.db = Xapian::Database(path);
    r.path = own[_i] ? path : "";
    for (uint32_t step : {1U, 7U, 500U})
        compare_documents(&r, step);
    for (uint32_t slot : SLOTS) {
        struct buf low = {}, high = {};
        ck_assert_int_eq(store_reader_value_bounds(&r, slot, &low, &high, nullptr), STATUS_OK);
        std::string least(3, '\xFF'), most;
        for (auto it = r.db.valuestream_begin(slot); it != r.db.valuestream_end(slot); ++it)
            least = std::min(least, *it), most = std::max(most, *it);
        ck_assert(view_equal(view_of_buf(&low), view_of_string(least)));
        ck_assert(view_equal(view_of_buf(&high), view_of_string(most)));
        for (struct buf *b : {&low, &high})
            buf_release(b);
    }
    std::filesystem::remove_all(path);
}
END_TEST

START_TEST(what_is_kept_of_a_range_is_of_this_state_of_the_index)
{
    std::string path = make_index();
    struct store_reader r;
    r.db = Xapian::Database(path);
    r.path = path;
    struct store_query range = {STORE_VALUE_RANGE, {}, 1, 0, SLOTS[0], VIEW("5"), {}, nullptr, 0, nullptr, 0};
    for (unsigned round = 0; round < 3; round++) {
        std::vector<uint32_t> found = by_mark(&r, &range);
        ck_assert_uint_gt(found.size(), 1);
        ck_assert(found == by_library(r.db, &range));
        ck_assert(by_mark(&r, &range) == found);
        Xapian::WritableDatabase writer(path, Xapian::DB_NO_SYNC);
        writer.delete_document(found[0]);
        writer.commit();
        r.db.reopen();
    }
    std::filesystem::remove_all(path);
}
END_TEST

static const enum store_op refused[] = {STORE_PHRASE, STORE_NEAR, STORE_ALL};

START_TEST(what_needs_positions_or_has_no_bounds_is_left_to_the_library)
{
    struct store_query inner = {}, outer = {};
    const struct store_query *children[] = {&inner};
    inner.op = refused[_i];
    outer.op = STORE_AND;
    inner.factor = outer.factor = 1;
    outer.children = children;
    outer.child_count = 1;
    ck_assert(!store_can_mark(&inner));
    ck_assert(!store_can_mark(&outer));
    inner.op = STORE_TERM;
    ck_assert(store_can_mark(&outer));
    inner.factor = -1;
    ck_assert(!store_can_mark(&outer));
}
END_TEST

int main()
{
    TCase *tcase = tcase_create("store_mark");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, conditions_match_as_in_the_library, 0, sizeof own / sizeof *own);
    tcase_add_loop_test(tcase, values_and_terms_of_documents_are_those_of_the_library, 0, sizeof own / sizeof *own);
    tcase_add_test(tcase, what_is_kept_of_a_range_is_of_this_state_of_the_index);
    tcase_add_loop_test(tcase, what_needs_positions_or_has_no_bounds_is_left_to_the_library, 0, sizeof refused / sizeof *refused);
    Suite *suite = suite_create("store_mark");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
