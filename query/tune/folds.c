#include "query/tune/folds.h"

#include "common/buf.h"
#include "query/eval/random.h"

#include <stdlib.h>

void folds_assign(size_t count, size_t folds, uint64_t seed, uint32_t *fold_of)
{
    size_t *order = mem_array(count, sizeof *order);
    struct random random;
    random_seed(&random, seed);
    for (size_t i = 0; i < count; i++) { /* the remainder's bias is below count / 2^64 */
        size_t j = (size_t)(random_next(&random) % (i + 1));
        order[i] = order[j];
        order[j] = i;
    }
    for (size_t i = 0; i < count; i++)
        fold_of[order[i]] = (uint32_t)(i % folds);
    free(order);
}
