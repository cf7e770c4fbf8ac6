/* Rough weights of documents, by which a search sees which documents are worth exact ones.
 *
 * A sum for each document of the index (4 bytes each, which a reader keeps from search to search), and the set of those that have one. Sums are scaled by
 * whoever adds, so that none is above 1. Used by store_term and store_contenders. */
#ifndef LEDE_COMMON_STORE_SUMS_HH
#define LEDE_COMMON_STORE_SUMS_HH

#include "common/store_bits.hh"

/* A document that may be one of the best. */
struct contender {
    uint32_t docid;
    float sum;
};

class Sums
{
  public:
    /* Before a search: no document has a sum. */
    void begin(uint32_t last_docid);

    void add(uint32_t docid, float weight)
    {
        sums[docid] += weight;
    }
    /* After add(): which documents that were. */
    DocidBits touched;

    /* A sum that at least `rank` documents reach, the highest that is quickly found; 0 when fewer have one. `of`: only these documents; NULL: all. */
    float reached_by(size_t rank, const DocidBits *of) const;

    /* The documents with a sum of at least `least`, docids ascending. */
    void take(float least, const DocidBits *of, std::vector<struct contender> &out) const;

  private:
    std::vector<float> sums; /* by docid */
};

/* The same of contenders. */
float sum_reached_by(const std::vector<struct contender> &contenders, size_t rank);

#endif
