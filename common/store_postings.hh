/* The postings of one term in memory, so that a search can go along them quickly and look single documents up.
 *
 * Small, so that many lists can be kept: a posting takes a byte for its frequency (those above 254 stand aside) and 4 for its docid; a list that has one document in
 * 16 or more has a set of bits instead of docids, with the number of postings before each of its words. Filled by docid, then only read.
 * Used by store_memory, store_term, store_sums and store_wdf. */
#ifndef LEDE_COMMON_STORE_POSTINGS_HH
#define LEDE_COMMON_STORE_POSTINGS_HH

#include "common/store_bits.hh"

class PostingList
{
  public:
    static constexpr size_t NOT_THERE = SIZE_MAX;

    /* Of `count` postings in an index whose highest docid is `last_docid`. */
    PostingList(size_t count, uint32_t last_docid);

    /* Add some, which lie behind those that are there. */
    void add(const uint32_t *documents, const uint32_t *frequencies, size_t count);

    size_t size() const
    {
        return wdf.size();
    }
    uint32_t wdf_at(size_t i) const
    {
        return wdf[i] < WIDE ? wdf[i] : wide_wdf_at(i);
    }
    size_t bytes() const;

    /* What a list of so many takes, but for rare high frequencies. */
    static size_t bytes_of(size_t count, uint32_t last_docid)
    {
        return is_dense(count, last_docid) ? count + last_docid / 64 * 12 : count * 5;
    }

    /* Where a document stands, or NOT_THERE. `from`: no document before it is asked for any more, so it moves on; 0 at first. */
    size_t find(uint32_t docid, size_t &from) const
    {
        if (bits.empty())
            return find_ahead(docid, from);
        uint64_t word = docid / 64 < bits.size() ? bits[docid / 64] : 0, bit = uint64_t{1} << docid % 64;
        if (!(word & bit))
            return NOT_THERE;
        return before[docid / 64] + count_bits(word & (bit - 1));
    }

    /* Add the documents to a set. */
    void mark(DocidBits &set) const;

    /* f(docid, wdf) for all. */
    template <class F> void for_each(F &&f) const
    {
        size_t i = 0;
        if (bits.empty()) {
            for (; i < docids.size(); i++)
                f(docids[i], wdf_at(i));
        } else {
            for_each_docid(bits, [&](uint32_t docid) { f(docid, wdf_at(i++)); });
        }
    }

    /* The most that a document of it weighs, without the weights of the query and of the term; whoever fills the list knows. */
    double strongest = 0;

  private:
    static constexpr size_t DENSE = 16;
    static constexpr uint8_t WIDE = UINT8_MAX; /* the frequency stands in wide_wdf */

    static bool is_dense(size_t count, uint32_t last_docid)
    {
        return count >= last_docid / DENSE;
    }
    uint32_t wide_wdf_at(size_t i) const;
    void add_bits(const uint32_t *documents, size_t count, size_t place);
    size_t find_ahead(uint32_t docid, size_t &from) const;

    std::vector<uint8_t> wdf;
    std::vector<std::pair<size_t, uint32_t>> wide_wdf; /* place and frequency, by place */
    std::vector<uint32_t> docids;                      /* or */
    DocidBits bits;
    std::vector<uint32_t> before;
};

#endif
