/* What a reader remembers from search to search, as long as the index stays the same: the posting lists of the terms that were asked for lately, how frequent
 * terms are, how long documents are, and which are of a stretch of time. A batch, a shell and every search with feedback ask for the same ones again and again.
 *
 * Used by store_score.cc, store_mark.cc and store_read.cc; one thread, as the reader that it belongs to. */
#ifndef LEDE_COMMON_STORE_MEMORY_HH
#define LEDE_COMMON_STORE_MEMORY_HH

#include "common/store_lists.hh"
#include "common/store_postings.hh"
#include "common/store_sums.hh"

#include <cstdlib>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

class ReaderMemory
{
  public:
    /* At the beginning of a search: forgets what is of another revision of the index. `path`: where that is; nothing: only libxapian knows. */
    void begin(const Xapian::Database &db, const std::string &path);
    void forget();

    /* How frequent a term is: two walks down the tree of posting lists where that is not known yet. */
    const struct store_term_stats &frequencies(const Xapian::Database &db, const std::string &term);

    /* After begin(): the postings of a term, of which there are `count`; `after_effect` is what strengths are times. The list stays valid when the memory
     * forgets it. */
    std::shared_ptr<const PostingList> postings(const Xapian::Database &db, const std::string &term, size_t count,
                                                double after_effect);

    /* After begin(): the same if it is there, else none. */
    std::shared_ptr<const PostingList> kept_postings(const std::string &term);

    /* After begin(): the documents whose value in `slot` is between two, both included; an empty `high` is open. The set lasts until the next call. */
    const DocidBits &range(const Xapian::Database &db, uint32_t slot, struct view low, struct view high);

    /* The length normalisation of I(ne)B2 from now on: `scaled` is c times the average length. */
    void begin_lengths(const Xapian::Database &db, double scaled);

    /* log2(1 + scaled / length), of which the weight of a document is made. */
    double length_factor(const Xapian::Database &db, uint32_t docid)
    {
        double &factor = factors[docid];
        if (factor == 0)
            factor = factor_of(length(db, docid));
        return factor;
    }

    /* What a search counts in (store_sums.hh). */
    Sums sums;

    /* Of the largest list that is kept; larger ones are walked along each time. A search may hold forty at once. */
    size_t most_list_bytes = size_t{5} << 18;

    bool is_kept(size_t count, const Xapian::Database &db) const
    {
        return PostingList::bytes_of(count, db.get_lastdocid()) <= most_list_bytes;
    }

    /* By which lists are read. */
    ListReader source;

  private:
    static constexpr size_t MOST_TERMS = 1 << 16; /* whose frequencies are kept: some 6 MB */
    /* Of posting lists: a larger index has longer ones, and reading them anew costs more. */
    static constexpr size_t LEAST_BYTES = 64 << 20, BYTES_PER_DOCUMENT = 128, MOST_BYTES = 256 << 20;

    static constexpr size_t MOST_RANGES = 8; /* that are kept: a bit a document each */

    struct kept_range {
        uint32_t slot;
        std::string low, high;
        DocidBits docids;
    };
    struct kept {
        std::string term;
        std::shared_ptr<const PostingList> list;
    };
    struct release {
        void operator()(void *p) const
        {
            free(p);
        }
    };

    uint32_t length(const Xapian::Database &db, uint32_t docid)
    {
        uint32_t &length = lengths[docid];
        if (length == 0)
            length = db.get_doclength(docid);
        return length;
    }
    double factor_of(uint32_t length) const;
    void expect_lengths(const Xapian::Database &db, size_t count);
    std::shared_ptr<PostingList> read_list(const Xapian::Database &db, const std::string &term, size_t count, double after_effect);
    void keep(const std::string &term, const std::shared_ptr<const PostingList> &list);
    void forget_lists();

    Xapian::rev revision = 0;
    std::unordered_map<std::string, struct store_term_stats> terms;
    std::list<struct kept_range> ranges; /* the last used first */
    std::list<struct kept> lists;        /* so, too */
    std::unordered_map<std::string, std::list<struct kept>::iterator> by_term;
    size_t list_bytes = 0, most_bytes = LEAST_BYTES;
    std::unique_ptr<uint32_t[], release> lengths; /* by docid; 0: not known yet */
    size_t lengths_expected = 0;                  /* how many were about to be asked for one by one */
    double scaled_length = 0;                     /* of the factors */
    std::unique_ptr<double[], release> factors;   /* by docid; 0: not known yet */
};

#endif
