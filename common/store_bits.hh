/* Sets of docids as bits: bit d % 64 of word d / 64 is document d. Used by store_postings, store_sums and store_score. */
#ifndef LEDE_COMMON_STORE_BITS_HH
#define LEDE_COMMON_STORE_BITS_HH

#include "common/store_guard.hh"

#include <vector>

using DocidBits = std::vector<uint64_t>;

inline DocidBits no_docids(uint32_t last_docid)
{
    return DocidBits(last_docid / 64 + 1);
}

inline void put_docid(DocidBits &set, uint32_t docid)
{
    set[docid / 64] |= uint64_t{1} << docid % 64;
}

inline bool has_docid(const DocidBits &set, uint32_t docid)
{
    return (set[docid / 64] >> docid % 64 & 1) != 0;
}

/* Of two sets of one size: the first with, without, and only with the members of the other. */
inline void add_docids(DocidBits &set, const DocidBits &other)
{
    for (size_t i = 0; i < set.size(); i++)
        set[i] |= other[i];
}

inline void drop_docids(DocidBits &set, const DocidBits &other)
{
    for (size_t i = 0; i < set.size(); i++)
        set[i] &= ~other[i];
}

inline void keep_docids(DocidBits &set, const DocidBits &other)
{
    for (size_t i = 0; i < set.size(); i++)
        set[i] &= other[i];
}

/* f(docid) for the members that are in `of`, too (NULL: for all), ascending. */
template <class F> void for_each_docid(const DocidBits &set, const DocidBits *of, F &&f)
{
    for (size_t i = 0; i < set.size(); i++) {
        for (uint64_t left = of ? set[i] & (*of)[i] : set[i]; left; left &= left - 1)
            f(static_cast<uint32_t>(i * 64 + static_cast<size_t>(__builtin_ctzll(left))));
    }
}

template <class F> void for_each_docid(const DocidBits &set, F &&f)
{
    for_each_docid(set, nullptr, f);
}

/* How many bits are 1. Without the processor's own way, which not every processor has, compilers call a function for it that takes longer. */
inline size_t count_bits(uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    return ((word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101 >> 56;
}

inline size_t count_docids(const DocidBits &set)
{
    size_t count = 0;
    for (uint64_t word : set)
        count += count_bits(word);
    return count;
}

#endif
