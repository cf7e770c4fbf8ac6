/* Queries dealt out to folds for cross-validation. Used by tune. Pure, any thread. */
#ifndef LEDE_QUERY_TUNE_FOLDS_H
#define LEDE_QUERY_TUNE_FOLDS_H

#include <stddef.h>
#include <stdint.h>

/* fold_of[q] becomes 0 to folds - 1 for each of `count` queries: a shuffle (Fisher and Yates), dealt out in turn, so that folds differ by one query at
 * most. The seed alone decides. `folds` is 1 to count. */
void folds_assign(size_t count, size_t folds, uint64_t seed, uint32_t *fold_of);

#endif
