/* Is the difference of two runs more than chance? Tests on the differences per query (B - A). Used by the command compare. */
#ifndef LEDE_QUERY_EVAL_SIGNIFICANCE_H
#define LEDE_QUERY_EVAL_SIGNIFICANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct t_test {
    double mean, deviation; /* of the differences; deviation with n - 1 */
    double t;
    size_t degrees;
    double p; /* two-sided; NAN with fewer than 2 differences; 1 when all are 0 */
};

/* Student's paired t test (Hull, "Using statistical testing in the evaluation of retrieval experiments", SIGIR 1993). */
struct t_test t_test_paired(const double *differences, size_t count);

/* The regularised incomplete beta function I_x(a, b), a and b above 0, x from 0 to 1: the continued fraction of NIST DLMF 8.17.22, evaluated by the
 * modified Lentz algorithm (Thompson and Barnett, J. Comput. Phys. 64, 1986), with the symmetry 8.17.4. */
double incomplete_beta(double a, double b, double x);

struct randomisation_test {
    uint64_t permutations; /* that were tried */
    bool exact;            /* all there are */
    double p;              /* two-sided */
};

/* Fisher's paired randomisation test of the mean (Smucker, Allan and Carterette, CIKM 2007): how often do random signs of the differences give a mean at
 * least as far from 0? All 2^n ways where these are not more than `permutations`, otherwise so many drawn with `seed`; the ways as
 * observed count among them, so that p is never 0. */
struct randomisation_test randomisation_test_paired(const double *differences, size_t count, uint64_t permutations, uint64_t seed);

#endif
