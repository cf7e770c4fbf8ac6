/* A query under the clock must match and weigh as without it. In C++, because the clock is not to be seen through store.h: only
 * searches that are too large for a unit test get it. */
#include "common/store_query.hh"

#include "tests/support/suite.h"

#include <vector>

static Xapian::Document document(const char *words)
{
    Xapian::Document d;
    std::string word;
    Xapian::termpos position = 0;
    for (const char *at = words;; at++) {
        if (*at && *at != ' ') {
            word += *at;
            continue;
        }
        d.add_posting(word, ++position);
        word.clear();
        if (!*at)
            return d;
    }
}

/* "docid:weight" of all hits, as one text. */
static std::string search(const Xapian::Database &db, const struct store_query *tree, const struct timespec *deadline)
{
    Xapian::Query query;
    struct error err;
    ck_assert_int_eq(store_compile_query(tree, deadline, query, &err), STATUS_OK);
    Xapian::Enquire enquire(db);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
    std::string out;
    Xapian::MSet set = enquire.get_mset(0, 100);
    for (auto it = set.begin(); it != set.end(); ++it)
        out += std::to_string(*it) + ":" + std::to_string(it.get_weight()) + " ";
    return out;
}

static const enum store_op operators[] = {STORE_OR,      STORE_AND,    STORE_AND_NOT, STORE_FILTER, STORE_AND_MAYBE,
                                          STORE_SYNONYM, STORE_PHRASE, STORE_NEAR,    STORE_ALL};

START_TEST(the_clock_changes_no_result)
{
    Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
    for (const char *words : {"alpha beta", "beta alpha", "gamma", "alpha gamma beta", "alpha alpha delta", "beta"})
        db.add_document(document(words));
    db.delete_document(3); /* a gap in the docids */
    struct store_query words[2] = {};
    words[0].term = view_of("alpha");
    words[1].term = view_of("beta");
    words[0].factor = words[1].factor = 1;
    const struct store_query *children[] = {&words[0], &words[1]};
    struct store_query tree = {};
    tree.op = operators[_i];
    tree.factor = 1;
    tree.children = children;
    tree.child_count = tree.op == STORE_ALL ? 0 : 2;
    struct timespec far = {};
    clock_gettime(CLOCK_MONOTONIC, &far);
    far.tv_sec += 600;
    std::string plain = search(db, &tree, nullptr);
    ck_assert(!plain.empty());
    std::string timed = search(db, &tree, &far);
    ck_assert_str_eq(timed.c_str(), plain.c_str());
}
END_TEST

int main()
{
    TCase *tcase = tcase_create("store_clock");
    tcase_add_loop_test(tcase, the_clock_changes_no_result, 0, sizeof operators / sizeof *operators);
    Suite *suite = suite_create("store_clock");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
