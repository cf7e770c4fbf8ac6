/* Which documents may be among the best of a search, without going along all postings.
 *
 * Terms are taken by what they can add at most, and only until the others together could not lift a document that has none of the terms so far among the best; after
 * that only the documents that can still get there are looked up in the lists of the others (Turtle & Flood 1995, "Query evaluation: strategies and
 * optimizations", section 4, called MaxScore). Of a query of forty words, as feedback makes them, one posting in fourteen is read.
 * Used by store_score. */
#ifndef LEDE_COMMON_STORE_CONTENDERS_HH
#define LEDE_COMMON_STORE_CONTENDERS_HH

#include "common/store_query.hh"
#include "common/store_term.hh"

/* All that may be among the best `wanted` or tie with the last of them, docids ascending, into `out`; `of`: only these documents; NULL: all. False when
 * documents with one of the terms were left out. `deadline` may be NULL. May throw. */
bool find_contenders(Sums &sums, const std::vector<SearchTerm> &terms, size_t wanted, const DocidBits *of,
                     const struct timespec *deadline, std::vector<struct contender> &out);

#endif
