#include "query/eval/significance.h"

#include "query/eval/random.h"

#include <float.h>
#include <math.h>

enum { FRACTION_STEPS_MAX = 10000 };

static double away_from_zero(double x)
{
    return fabs(x) < DBL_MIN / DBL_EPSILON ? DBL_MIN / DBL_EPSILON : x;
}

/* The coefficient d_n of DLMF 8.17.22: even ones (n = 2m) and odd ones (n = 2m + 1). */
static double fraction_term(double a, double b, double x, int n)
{
    int half = n / 2;
    double m = half;
    if (n % 2 == 0)
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
}

double incomplete_beta(double a, double b, double x)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    if (x > (a + 1) / (a + b + 2)) /* there the fraction converges slowly */
        return 1 - incomplete_beta(b, a, 1 - x);
    double f = 1, c = 1, d = 0;
    for (int n = 1; n <= FRACTION_STEPS_MAX; n++) {
        double term = fraction_term(a, b, x, n);
        d = 1 / away_from_zero(1 + term * d);
        c = away_from_zero(1 + term / c);
        f *= c * d;
        if (fabs(c * d - 1) < DBL_EPSILON)
            break;
    }
    int sign = 0; /* of the gamma function: always + here */
    double log_factor = a * log(x) + b * log1p(-x) - log(a) - (lgamma_r(a, &sign) + lgamma_r(b, &sign) - lgamma_r(a + b, &sign));
    return exp(log_factor) / f;
}

struct t_test t_test_paired(const double *differences, size_t count)
{
    struct t_test test = {.p = NAN};
    double n = (double)count, squares = 0;
    for (size_t i = 0; i < count; i++)
        test.mean += differences[i] / n;
    for (size_t i = 0; i < count; i++)
        squares += (differences[i] - test.mean) * (differences[i] - test.mean);
    if (count < 2)
        return test;
    test.degrees = count - 1;
    test.deviation = sqrt(squares / (n - 1));
    if (test.deviation <= 0) {
        test.t = test.mean == 0 ? 0 : copysign(INFINITY, test.mean);
        test.p = test.mean == 0 ? 1 : 0;
        return test;
    }
    double degrees = n - 1;
    test.t = test.mean / (test.deviation / sqrt(n));
    test.p = incomplete_beta(degrees / 2, 0.5, degrees / (degrees + test.t * test.t));
    return test;
}

/* Sum of the differences with the sign bits of `bits` for the first 64, and so on with fresh bits. */
static double signed_sum(const double *differences, size_t count, uint64_t bits, struct random *random)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && i % 64 == 0)
            bits = random_next(random);
        sum += bits >> (i % 64) & 1 ? differences[i] : -differences[i];
    }
    return sum;
}

struct randomisation_test randomisation_test_paired(const double *differences, size_t count, uint64_t permutations, uint64_t seed)
{
    struct randomisation_test test = {.permutations = permutations, .p = NAN};
    struct random random;
    double observed = 0, size = 0;
    uint64_t as_far = 0;
    if (count == 0)
        return test;
    for (size_t i = 0; i < count; i++) {
        observed += differences[i];
        size += fabs(differences[i]);
    }
    test.exact = count < 63 && (uint64_t)1 << count <= permutations;
    if (test.exact)
        test.permutations = (uint64_t)1 << count;
    random_seed(&random, seed);
    /* The same terms in another order may differ in the last digits: that is a tie. */
    double limit = fabs(observed) - size * 1e-12;
    for (uint64_t i = 0; i < test.permutations; i++) {
        uint64_t bits = test.exact ? i : random_next(&random);
        as_far += fabs(signed_sum(differences, count, bits, &random)) >= limit;
    }
    if (test.exact)
        test.p = (double)as_far / (double)test.permutations;
    else
        test.p = (double)(as_far + 1) / (double)(test.permutations + 1);
    return test;
}
