/* Rough weights of documents, by which a search sees which documents are worth exact ones.
 *
 * A sum for each document of the index (4 bytes each, which a reader keeps from search to search), and the set of those that have one. Sums are scaled by
 * whoever adds, so that none is above 1. Used by store_term and store_contenders. */
#ifndef LEDE_COMMON_STORE_SUMS_HH
#define LEDE_COMMON_STORE_SUMS_HH

#include "common/store_bits.hh"

#include <algorithm>
#include <cstring>

/* A document that may be one of the best. */
struct contender {
    uint32_t docid;
    float sum;
};

/* How many sums there are of each size: the first bits of a float, so that sizes are 1/512 of a power of 2 apart. */
class SizeCounts
{
  public:
    void add(float sum)
    {
        counts[size_of(sum)]++;
    }

    /* The lower end of the size that the sum of this rank has; 0 when there are fewer. */
    float of_rank(size_t rank) const;

    /* How many sums are at least so large, and perhaps some that are a little smaller. */
    size_t count_from(float least) const;

  private:
    static constexpr unsigned DROPPED = 23 - 9;        /* bits of a float's fraction that do not count */
    static constexpr uint32_t LEAST = (127 - 16) << 9; /* of 2^-16: all below it is one size */
    static constexpr size_t SIZES = 16 << 9;           /* up to 1 */

    static size_t size_of(float sum)
    {
        uint32_t bits = 0;
        memcpy(&bits, &sum, sizeof bits);
        bits >>= DROPPED;
        return bits > LEAST ? std::min<size_t>(bits - LEAST, SIZES - 1) : 0;
    }

    uint32_t counts[SIZES] = {};
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

    /* Of these documents only, or of all (NULL). */
    SizeCounts sizes(const DocidBits *of) const;

    /* The documents with a sum of at least `least`, docids ascending. */
    void take(float least, const DocidBits *of, std::vector<struct contender> &out) const;

  private:
    std::vector<float> sums; /* by docid */
};

#endif
