/* same_index [--by-id | --documents] A B: whether two Lede indexes have the same content. Exit code 0: yes; 1: the first differences are printed; 2: it
 * could not be found out.
 *
 * Compared are all postings with wdf and positions, term lists, lengths, records, values, statistics, and metadata except the creation time.
 * Docids must be equal too; with --by-id (indexes that were updated) a document is the n-th with its article id, and
 * bounds, which Xapian leaves as they were after a deletion, are not looked at. --documents is --by-id without the metadata. */
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <tuple>
#include <vector>

using std::string;
using std::to_string;
using std::vector;

enum { SLOT_ARTICLE_ID = 1, MAX_SLOTS = 256, MOST_PRINTED = 20 };

struct side {
    Xapian::Database db;
    vector<Xapian::docid> docids; /* by rank */
    std::map<Xapian::docid, size_t> ranks;
};

static int differences;

static void differ(const string &what, const string &a, const string &b)
{
    if (differences++ < MOST_PRINTED)
        std::cout << what << ": " << a.substr(0, 200) << " | " << b.substr(0, 200) << "\n";
}

template <class T> static bool same(const string &what, const T &a, const T &b)
{
    if (a == b)
        return true;
    if constexpr (std::is_same_v<T, string>)
        differ(what, a, b);
    else
        differ(what, to_string(a), to_string(b));
    return false;
}

/* The documents in the order in which both sides are to agree. */
static void rank_documents(side &s, bool by_id)
{
    for (auto i = s.db.postlist_begin(""); i != s.db.postlist_end(""); ++i)
        s.docids.push_back(*i);
    if (by_id) {
        std::map<Xapian::docid, string> ids;
        for (Xapian::docid d : s.docids)
            ids[d] = s.db.get_document(d).get_value(SLOT_ARTICLE_ID);
        std::stable_sort(s.docids.begin(), s.docids.end(), [&ids](Xapian::docid a, Xapian::docid b) { return ids[a] < ids[b]; });
    }
    for (size_t i = 0; i < s.docids.size(); i++)
        s.ranks[s.docids[i]] = i;
}

struct posting {
    size_t rank;
    Xapian::termcount wdf;
    vector<Xapian::termpos> positions;
    bool operator<(const posting &o) const
    {
        return rank < o.rank;
    }
    bool operator==(const posting &o) const
    {
        return rank == o.rank && wdf == o.wdf && positions == o.positions;
    }
};

static vector<posting> postings_of(const side &s, const string &term)
{
    vector<posting> all;
    for (auto i = s.db.postlist_begin(term); i != s.db.postlist_end(term); ++i)
        all.push_back({s.ranks.at(*i), i.get_wdf(), vector<Xapian::termpos>(i.positionlist_begin(), i.positionlist_end())});
    std::sort(all.begin(), all.end());
    return all;
}

static void compare_term(const side &a, const side &b, const string &term, bool by_id)
{
    same("documents with " + term, a.db.get_termfreq(term), b.db.get_termfreq(term));
    same("occurrences of " + term, a.db.get_collection_freq(term), b.db.get_collection_freq(term));
    if (!by_id)
        same("highest wdf of " + term, a.db.get_wdf_upper_bound(term), b.db.get_wdf_upper_bound(term));
    vector<posting> x = postings_of(a, term), y = postings_of(b, term);
    if (!same("postings of " + term, x.size(), y.size()))
        return;
    for (size_t i = 0; i < x.size(); i++)
        if (!(x[i] == y[i])) {
            differ("posting of " + term,
                   to_string(x[i].rank) + " wdf " + to_string(x[i].wdf) + ", " + to_string(x[i].positions.size()) + " positions",
                   to_string(y[i].rank) + " wdf " + to_string(y[i].wdf) + ", " + to_string(y[i].positions.size()) + " positions");
            return;
        }
}

static void compare_terms(const side &a, const side &b, bool by_id)
{
    auto x = a.db.allterms_begin(), y = b.db.allterms_begin();
    while (x != a.db.allterms_end() && y != b.db.allterms_end()) {
        if (*x != *y) {
            differ("term", *x, *y);
            return;
        }
        compare_term(a, b, *x, by_id);
        ++x;
        ++y;
    }
    same("further terms", x != a.db.allterms_end(), y != b.db.allterms_end());
}

static string list_of(const Xapian::Document &d)
{
    string all;
    for (auto t = d.termlist_begin(); t != d.termlist_end(); ++t)
        all += *t + ":" + to_string(t.get_wdf()) + " ";
    for (auto v = d.values_begin(); v != d.values_end(); ++v)
        all += to_string(v.get_valueno()) + "=" + *v + " ";
    return all;
}

static void compare_documents(const side &a, const side &b, bool by_id)
{
    for (size_t i = 0; i < a.docids.size(); i++) {
        Xapian::docid p = a.docids[i], q = b.docids[i];
        string name = "document " + to_string(p);
        if (!by_id)
            same(name, p, q);
        same(name + " length", a.db.get_doclength(p), b.db.get_doclength(q));
        same(name + " unique terms", a.db.get_unique_terms(p), b.db.get_unique_terms(q));
        Xapian::Document x = a.db.get_document(p), y = b.db.get_document(q);
        same(name + " record", x.get_data(), y.get_data());
        same(name + " terms and values", list_of(x), list_of(y));
    }
}

static void compare_metadata(const side &a, const side &b)
{
    auto x = a.db.metadata_keys_begin(), y = b.db.metadata_keys_begin();
    for (; x != a.db.metadata_keys_end() && y != b.db.metadata_keys_end(); ++x, ++y)
        if (same("metadata key", *x, *y) && *x != "lede:created")
            same("metadata " + *x, a.db.get_metadata(*x), b.db.get_metadata(*y));
    same("further metadata", x != a.db.metadata_keys_end(), y != b.db.metadata_keys_end());
}

static void compare_statistics(const side &a, const side &b, bool by_id)
{
    same("documents", a.db.get_doccount(), b.db.get_doccount());
    same("total length", a.db.get_total_length(), b.db.get_total_length());
    same("has positions", a.db.has_positions(), b.db.has_positions());
    for (Xapian::valueno slot = 0; slot < MAX_SLOTS; slot++) {
        same("values in slot " + to_string(slot), a.db.get_value_freq(slot), b.db.get_value_freq(slot));
        if (by_id)
            continue;
        same("lowest value in slot " + to_string(slot), a.db.get_value_lower_bound(slot), b.db.get_value_lower_bound(slot));
        same("highest value in slot " + to_string(slot), a.db.get_value_upper_bound(slot), b.db.get_value_upper_bound(slot));
    }
    if (by_id)
        return;
    same("last docid", a.db.get_lastdocid(), b.db.get_lastdocid());
    same("shortest document", a.db.get_doclength_lower_bound(), b.db.get_doclength_lower_bound());
    same("longest document", a.db.get_doclength_upper_bound(), b.db.get_doclength_upper_bound());
}

int main(int argc, char **argv)
{
    bool documents = argc == 4 && string(argv[1]) == "--documents";
    bool by_id = documents || (argc == 4 && string(argv[1]) == "--by-id");
    if (argc != 3 + by_id) {
        std::cerr << "usage: same_index [--by-id | --documents] A B\n";
        return 2;
    }
    try {
        side a = {Xapian::Database(argv[argc - 2]), {}, {}}, b = {Xapian::Database(argv[argc - 1]), {}, {}};
        rank_documents(a, by_id);
        rank_documents(b, by_id);
        compare_statistics(a, b, by_id);
        if (!documents)
            compare_metadata(a, b);
        if (a.docids.size() == b.docids.size()) {
            compare_documents(a, b, by_id);
            compare_terms(a, b, by_id);
        }
    } catch (const Xapian::Error &e) {
        std::cerr << e.get_description() << "\n";
        return 2;
    }
    if (differences)
        std::cout << differences << " differences\n";
    return differences > 0;
}
