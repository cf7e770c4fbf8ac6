/* Searching for any of many weighted words without Xapian's matcher.
 *
 * The matcher compares the heads of all lists for each document and so pays some 100 ns a posting for a query of forty words, as feedback makes them. Here lists are
 * kept in the reader's memory, the documents that may be among the best are found by rough sums (store_contenders.hh), and those alone get exact weights. These are
 * Xapian's, computed alike; sums run in the order of the query's terms.
 *
 * Used by store_search.cc. */
#ifndef LEDE_COMMON_STORE_SCORE_HH
#define LEDE_COMMON_STORE_SCORE_HH

#include "common/store_handles.hh"

/* Whether store_score can answer it: a term, or any of several, ranked by I(ne)B2; filtered by an OR of the first of them, given by the same array of
 * children, and by whatever store_mark can find. */
bool store_can_score(const struct store_search *search);

/* The same answer as Xapian's; `deadline` may be NULL. May throw. */
void store_score(struct store_reader *r, const struct store_search *search, const struct timespec *deadline,
                 struct store_hits *out);

#endif
