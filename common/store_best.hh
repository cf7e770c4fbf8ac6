/* The best hits of a search, and all that tie with the last of them. Used by store_score.cc. */
#ifndef LEDE_COMMON_STORE_BEST_HH
#define LEDE_COMMON_STORE_BEST_HH

#include "common/store_guard.hh"

#include <vector>

class BestHits
{
  public:
    explicit BestHits(size_t count) : wanted(count), room(2 * count + 1000)
    {
    }

    void offer(uint32_t docid, double weight)
    {
        if (weight < least)
            return;
        hits.push_back({docid, weight});
        if (hits.size() >= room)
            shrink();
    }

    /* Some that are not among the best are not offered. */
    void leave_out()
    {
        cut = true;
    }

    /* The answer of store_reader_search: the best `limit`, collapsed by article if asked for, with their ties. False when it takes more than `wanted` hits to
     * know `limit` articles. */
    bool give(const Xapian::Database &db, size_t limit, bool collapse, struct store_hits *out);

  private:
    void shrink();
    void collapse_articles(const Xapian::Database &db);

    size_t wanted, room;
    double least = 0; /* less does not belong to the best */
    bool cut = false; /* something was left out */
    std::vector<struct store_hit> hits;
};

#endif
