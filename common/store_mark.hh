/* The documents that match a condition, as a set of bits, without Xapian's matcher: posting lists and values are walked along one after the other, which takes a few
 * nanoseconds a document; the matcher takes some fifty, and calls a spy for each match.
 *
 * Used by store_score.cc (filters) and store_match.cc. */
#ifndef LEDE_COMMON_STORE_MARK_HH
#define LEDE_COMMON_STORE_MARK_HH

#include "common/store_handles.hh"

/* Whether store_mark can answer it: terms, ranges of values and sets of docids, put together by anything but phrases; and not everything (STORE_ALL). */
bool store_can_mark(const struct store_query *query);

/* What matches it. Of a set of docids all members up to the last document, whether they exist or not. `deadline` may be NULL. After ReaderMemory::begin().
 * May throw. */
DocidBits store_mark(struct store_reader *r, const struct store_query *query, const struct timespec *deadline);

#endif
