#include "query/eval/measures.h"

#include <math.h>

/* In all of these: a query without a relevant document has the value 0; ranks count from 1. */

static size_t relevant_until(const struct judged *j, double cutoff)
{
    size_t found = 0;
    for (size_t i = 0; i < j->retrieved && (double)i < cutoff; i++)
        found += j->grades[i] >= j->level;
    return found;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static double num_q(const struct judged *j, double cutoff)
{
    (void)j, (void)cutoff;
    return 1;
}

static double num_ret(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return (double)j->retrieved;
}

static double num_rel(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return (double)j->relevant;
}

static double num_rel_ret(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return (double)j->relevant_retrieved;
}

/* Judged, and below the level; those that nobody judged (below 0) do not count. */
static double num_nonrel_judged_ret(const struct judged *j, double cutoff)
{
    (void)cutoff;
    size_t found = 0;
    for (size_t i = 0; i < j->retrieved; i++)
        found += j->grades[i] >= 0 && j->grades[i] < j->level;
    return (double)found;
}

/* Average precision down to a rank: Buckley and Voorhees, "Evaluating evaluation measure stability", SIGIR 2000. */
static double map_cut(const struct judged *j, double cutoff)
{
    double sum = 0;
    size_t found = 0;
    for (size_t i = 0; i < j->retrieved && (double)i < cutoff; i++) {
        if (j->grades[i] < j->level)
            continue;
        found++;
        sum += (double)found / (double)(i + 1);
    }
    return share(sum, (double)j->relevant);
}

static double map(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return map_cut(j, INFINITY);
}

static double r_precision(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return share((double)relevant_until(j, (double)j->relevant), (double)j->relevant);
}

/* Buckley and Voorhees, "Retrieval evaluation with incomplete information", SIGIR 2004, with the bound min(R, N) of trec_eval 8. */
static double bpref(const struct judged *j, double cutoff)
{
    (void)cutoff;
    double sum = 0;
    size_t nonrelevant = 0, bound = j->nonrelevant < j->relevant ? j->nonrelevant : j->relevant;
    for (size_t i = 0; i < j->retrieved; i++) {
        if (j->grades[i] < 0) /* not judged: says nothing */
            continue;
        if (j->grades[i] < j->level)
            nonrelevant++;
        else if (nonrelevant == 0)
            sum += 1;
        else
            sum += 1 - (double)(nonrelevant < j->relevant ? nonrelevant : j->relevant) / (double)bound;
    }
    return share(sum, (double)j->relevant);
}

static double recip_rank(const struct judged *j, double cutoff)
{
    (void)cutoff;
    for (size_t i = 0; i < j->retrieved; i++) {
        if (j->grades[i] >= j->level)
            return 1 / (double)(i + 1);
    }
    return 0;
}

/* The best precision at any rank from the one that reaches this share of the relevant documents. The addend 0.9 makes the
 * number of documents for the share, as TREC has always done. */
static double iprec_at_recall(const struct judged *j, double recall)
{
    size_t wanted = (size_t)(recall * (double)j->relevant + 0.9), found = j->relevant_retrieved;
    double best = 0;
    if (wanted > found)
        return 0;
    /* From the last rank up; it ends above the document that reached the share. */
    for (size_t i = j->retrieved; i > 0 && found > 0; i--) {
        best = fmax(best, (double)found / (double)i);
        if (j->grades[i - 1] < j->level)
            continue;
        if (found == wanted)
            break;
        found--;
    }
    return best;
}

static double eleven_points(const struct judged *j, double cutoff)
{
    (void)cutoff;
    double sum = 0;
    for (int i = 0; i <= 10; i++)
        sum += iprec_at_recall(j, (double)i / 10);
    return sum / 11;
}

static double precision(const struct judged *j, double cutoff)
{
    return (double)relevant_until(j, cutoff) / cutoff;
}

/* Precision, of the best that so many relevant documents allow. */
static double relative_precision(const struct judged *j, double cutoff)
{
    return share((double)relevant_until(j, cutoff), fmin(cutoff, (double)j->relevant));
}

static double recall(const struct judged *j, double cutoff)
{
    return share((double)relevant_until(j, cutoff), (double)j->relevant);
}

static double success(const struct judged *j, double cutoff)
{
    return relevant_until(j, cutoff) > 0 ? 1 : 0;
}

static double gain_of(const int32_t *grades, size_t count, double cutoff)
{
    double sum = 0;
    for (size_t i = 0; i < count && (double)i < cutoff; i++) {
        if (grades[i] > 0)
            sum += (double)grades[i] / log2((double)i + 2);
    }
    return sum;
}

/* Järvelin and Kekäläinen, ACM TOIS 20 (2002); the gain is the grade itself, the discount log2(rank + 1) from the first rank, and the level
 * of relevance plays no part. */
static double ndcg_cut(const struct judged *j, double cutoff)
{
    return share(gain_of(j->grades, j->retrieved, cutoff), gain_of(j->ideal, j->ideal_count, cutoff));
}

static double ndcg(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return ndcg_cut(j, INFINITY);
}

static double set_precision(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return share((double)j->relevant_retrieved, (double)j->retrieved);
}

static double set_relative_precision(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return share((double)j->relevant_retrieved, (double)(j->retrieved < j->relevant ? j->retrieved : j->relevant));
}

static double set_recall(const struct judged *j, double cutoff)
{
    (void)cutoff;
    return share((double)j->relevant_retrieved, (double)j->relevant);
}

static double set_map(const struct judged *j, double cutoff)
{
    return set_precision(j, cutoff) * set_recall(j, cutoff);
}

static double set_f(const struct judged *j, double cutoff)
{
    double p = set_precision(j, cutoff), r = set_recall(j, cutoff);
    return share(2 * p * r, p + r);
}

static const double ranks[] = {5, 10, 15, 20, 30, 100, 200, 500, 1000, -1};
static const double success_ranks[] = {1, 5, 10, -1};
static const double recalls[] = {0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, -1};

const struct measure measure_table[] = {
    {"num_q", "queries evaluated", num_q, MEAN_QUERIES, .official = true},
    {"num_ret", "documents retrieved", num_ret, MEAN_SUM, .official = true},
    {"num_rel", "relevant documents", num_rel, MEAN_SUM, .official = true},
    {"num_rel_ret", "relevant documents retrieved", num_rel_ret, MEAN_SUM, .official = true},
    {"num_nonrel_judged_ret", "judged documents retrieved that are not relevant", num_nonrel_judged_ret, .mean = MEAN_SUM},
    {"map", "mean average precision", map, MEAN_ARITHMETIC, .official = true},
    {"gm_map", "geometric mean of average precision", map, MEAN_GEOMETRIC, .official = true},
    {"Rprec", "precision at rank R, the number of relevant documents", r_precision, MEAN_ARITHMETIC, .official = true},
    {"bpref", "share of judged pairs in the right order", bpref, MEAN_ARITHMETIC, .official = true},
    {"recip_rank", "reciprocal rank of the first relevant document", recip_rank, MEAN_ARITHMETIC, .official = true},
    {"iprec_at_recall", "interpolated precision at a recall", iprec_at_recall, MEAN_ARITHMETIC, .cutoffs = recalls,
     .cutoff_is_recall = true, .official = true},
    {"P", "precision at a rank", precision, MEAN_ARITHMETIC, .cutoffs = ranks, .official = true},
    {"relative_P", "precision at a rank, of the best that is possible there", relative_precision, MEAN_ARITHMETIC,
     .cutoffs = ranks},
    {"recall", "recall at a rank", recall, MEAN_ARITHMETIC, .cutoffs = ranks},
    {"ndcg", "normalised discounted cumulative gain", ndcg, .mean = MEAN_ARITHMETIC},
    {"ndcg_cut", "normalised discounted cumulative gain at a rank", ndcg_cut, MEAN_ARITHMETIC, .cutoffs = ranks},
    {"map_cut", "average precision down to a rank", map_cut, MEAN_ARITHMETIC, .cutoffs = ranks},
    {"success", "share of queries with a relevant document down to a rank", success, MEAN_ARITHMETIC, .cutoffs = success_ranks},
    {"11pt_avg", "mean of the interpolated precisions at 11 recalls", eleven_points, .mean = MEAN_ARITHMETIC},
    {"set_P", "precision of the retrieved set", set_precision, MEAN_ARITHMETIC, .on_sets = true},
    {"set_relative_P", "precision of the set, of the best that its size allows", set_relative_precision, MEAN_ARITHMETIC,
     .on_sets = true},
    {"set_recall", "recall of the retrieved set", set_recall, MEAN_ARITHMETIC, .on_sets = true},
    {"set_map", "precision times recall of the set", set_map, MEAN_ARITHMETIC, .on_sets = true},
    {"set_F", "harmonic mean of precision and recall of the set", set_f, MEAN_ARITHMETIC, .on_sets = true},
    {0},
};
