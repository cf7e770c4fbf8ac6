/* What a reader remembers from search to search, as long as the index stays the same: the posting lists of the terms that were asked for lately, how frequent
 * terms are, and how long documents are. A batch, a shell and every search with feedback ask for the same common words again and again.
 *
 * Used by store_score.cc and store_read.cc; one thread, as the reader that it belongs to. */
#ifndef LEDE_COMMON_STORE_MEMORY_HH
#define LEDE_COMMON_STORE_MEMORY_HH

#include "common/store_guard.hh"

#include <cstdlib>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

struct posting {
    uint32_t docid, wdf;
};
using posting_list = std::vector<struct posting>;

class ReaderMemory
{
  public:
    /* At the beginning of a search: forgets what is of another revision of the index. */
    void begin(const Xapian::Database &db);

    /* How frequent a term is: two walks down the tree of posting lists where that is not known yet. */
    const struct store_term_stats &frequencies(const Xapian::Database &db, const std::string &term);

    /* The postings of a term, of which there are `count`. The list stays valid when the memory forgets it. */
    std::shared_ptr<const posting_list> postings(const Xapian::Database &db, const std::string &term, size_t count);

    /* log2(1 + scaled / length), of which the I(ne)B2 weight of a document is made. `scaled`: c times the average length. */
    double length_factor(const Xapian::Database &db, uint32_t docid)
    {
        double &factor = factors[docid];
        if (factor == 0)
            factor = compute_factor(db, docid);
        return factor;
    }
    void begin_factors(const Xapian::Database &db, double scaled);

    /* Postings of the longest list that is read whole and kept; longer ones are walked along each time. */
    size_t longest_kept = size_t{1} << 18;

  private:
    static constexpr size_t MOST_TERMS = 1 << 16;    /* whose frequencies are kept: some 6 MB */
    static constexpr size_t MOST_POSTINGS = 6 << 20; /* 48 MB */

    struct kept {
        std::string term;
        std::shared_ptr<const posting_list> list;
    };
    struct release {
        void operator()(double *p) const
        {
            free(p);
        }
    };

    double compute_factor(const Xapian::Database &db, uint32_t docid) const;
    void keep(const std::string &term, const std::shared_ptr<const posting_list> &list);

    Xapian::rev revision = 0;
    std::unordered_map<std::string, struct store_term_stats> terms;
    std::list<struct kept> lists; /* the last used first */
    std::unordered_map<std::string, std::list<struct kept>::iterator> by_term;
    size_t posting_count = 0;
    double scaled_length = 0;                   /* of the factors */
    std::unique_ptr<double[], release> factors; /* by docid; 0: not known yet */
};

#endif
