/* The weighting schemes by their names in store.h. Used by store_search.cc. */
#ifndef LEDE_COMMON_STORE_WEIGHT_HH
#define LEDE_COMMON_STORE_WEIGHT_HH

#include "common/store_guard.hh"

#include <memory>

/* NULL for an unknown scheme. May throw for parameters out of range. */
std::unique_ptr<Xapian::Weight> store_make_weight(enum store_weight scheme, const double parameters[4]);

#endif
