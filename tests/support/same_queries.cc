/* same_queries A B [N]: whether N (1,000) random queries have the same answers in two indexes with the same docids: any of some stems (BM25), all of
 * some words, phrases out of a document, words near one another. Exit code 0: yes; 1: the first differences are printed; 2: it could not be found
 * out. The seed is fixed. */
#include <xapian.h>

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

using std::string;
using std::vector;

enum { BEST = 100, MOST_PRINTED = 10 };

struct chooser {
    const Xapian::Database &db;
    vector<string> words, stems;
    vector<Xapian::docid> docids;
    std::mt19937 twister{11};

    explicit chooser(const Xapian::Database &d) : db(d)
    {
        for (auto t = db.allterms_begin(); t != db.allterms_end(); ++t) {
            if ((*t)[0] >= 'a' && (*t)[0] <= 'z')
                words.push_back(*t);
            else if ((*t)[0] == 'Z' && t.get_termfreq() > 1)
                stems.push_back(*t);
        }
        for (auto i = db.postlist_begin(""); i != db.postlist_end(""); ++i)
            docids.push_back(*i);
    }
    size_t below(size_t n)
    {
        return static_cast<size_t>(twister()) % n;
    }
    vector<string> some(const vector<string> &from, size_t most)
    {
        vector<string> picked;
        for (size_t i = 1 + below(most); i > 0; i--)
            picked.push_back(from[below(from.size())]);
        return picked;
    }
    /* Words that follow one another in a document. */
    vector<string> follow(size_t count)
    {
        Xapian::docid d = docids[below(docids.size())];
        std::map<Xapian::termpos, string> at;
        for (auto t = db.termlist_begin(d); t != db.termlist_end(d); ++t)
            if ((*t)[0] >= 'a' && (*t)[0] <= 'z')
                for (auto p = db.positionlist_begin(d, *t); p != db.positionlist_end(d, *t); ++p)
                    at.emplace(*p, *t);
        vector<string> picked;
        size_t skip = at.size() > count ? below(at.size() - count) : 0;
        for (auto i = at.begin(); i != at.end() && picked.size() < count; ++i)
            if (skip > 0)
                skip--;
            else
                picked.push_back(i->second);
        return picked;
    }
    Xapian::Query query()
    {
        vector<string> terms;
        switch (below(4)) {
        case 0:
            terms = some(stems, 5);
            return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
        case 1:
            terms = follow(2 + below(2));
            return Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end());
        case 2:
            terms = follow(2 + below(3));
            return Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                                 static_cast<Xapian::termcount>(terms.size()));
        default:
            terms = follow(2);
            return Xapian::Query(Xapian::Query::OP_NEAR, terms.begin(), terms.end(), static_cast<Xapian::termcount>(2 + below(9)));
        }
    }
};

static string answers(const Xapian::Database &db, const Xapian::Query &query)
{
    Xapian::Enquire enquire(db);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BM25Weight());
    Xapian::MSet found = enquire.get_mset(0, BEST, db.get_doccount());
    string all = std::to_string(found.get_matches_estimated());
    for (auto hit = found.begin(); hit != found.end(); ++hit)
        all += " " + std::to_string(*hit) + ":" + std::to_string(hit.get_weight());
    return all;
}

int main(int argc, char **argv)
{
    if (argc != 3 && argc != 4) {
        std::cerr << "usage: same_queries A B [N]\n";
        return 2;
    }
    int wanted = argc == 4 ? atoi(argv[3]) : 1000, different = 0, answered = 0;
    try {
        Xapian::Database a(argv[1]), b(argv[2]);
        chooser choose(a);
        for (int i = 0; i < wanted; i++) {
            Xapian::Query query = choose.query();
            string x = answers(a, query), y = answers(b, query);
            answered += x[0] != '0';
            if (x != y && different++ < MOST_PRINTED)
                std::cout << query.get_description() << ": " << x.substr(0, 200) << " | " << y.substr(0, 200) << "\n";
        }
    } catch (const Xapian::Error &e) {
        std::cerr << e.get_description() << "\n";
        return 2;
    }
    if (answered * 10 < wanted * 9) {
        std::cerr << "only " << answered << " of " << wanted << " queries found anything\n";
        return 2;
    }
    if (different)
        std::cout << different << " of " << wanted << " queries differ\n";
    return different > 0;
}
