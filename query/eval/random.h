/* Seeded random numbers that are the same on every machine: xoshiro256** 1.0 with its state filled by splitmix64 (Blackman and Vigna, "Scrambled
 * linear pseudorandom number generators", ACM TOMS 47, 2021). For statistics, never for secrets. */
#ifndef LEDE_QUERY_EVAL_RANDOM_H
#define LEDE_QUERY_EVAL_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t state[4];
};

void random_seed(struct random *r, uint64_t seed);
uint64_t random_next(struct random *r);

#endif
