/* The measures of trec_eval 10 as data: a table of {name, help, function}, and lists chosen from it.
 *
 * Names, cutoffs and definitions are trec_eval's (its README and the help of its measures), so that figures can be compared to the digit; each function
 * in measures.c names where its formula comes from. */
#ifndef LEDE_QUERY_EVAL_MEASURES_H
#define LEDE_QUERY_EVAL_MEASURES_H

#include "query/eval/judged.h"

enum measure_mean {
    MEAN_ARITHMETIC,
    MEAN_GEOMETRIC, /* of values not below MEASURE_GEOMETRIC_FLOOR; has no figure for one query */
    MEAN_SUM,       /* a count: the summary is the sum */
    MEAN_QUERIES,   /* the number of queries itself; has no figure for one query */
};

#define MEASURE_GEOMETRIC_FLOOR 0.00001

struct measure {
    const char *name;
    const char *help;
    double (*value)(const struct judged *j, double cutoff);
    enum measure_mean mean;
    const double *cutoffs; /* the usual ones, ended by a negative number; NULL: the measure has none */
    bool cutoff_is_recall; /* a share from 0 to 1, written with 2 decimals; otherwise a rank */
    bool official;         /* among those that trec_eval prints unasked */
    bool on_sets;          /* looks at the retrieved set, not at ranks; printed only when asked for */
};

extern const struct measure measure_table[]; /* ended by one without a name, in the order of output */

enum { MEASURE_NAME_SIZE = 40, MEASURES_MAX = 256 };

/* One figure: a measure at a cutoff, "ndcg_cut_10". */
struct chosen_measure {
    const struct measure *measure;
    double cutoff; /* 0 when it has none */
    char name[MEASURE_NAME_SIZE];
};

struct measure_list {
    struct chosen_measure items[MEASURES_MAX];
    size_t count;
};

/* Choose by a list separated by commas or spaces: "usual" (everything but the measures on sets), "official" (what trec_eval prints unasked), "set", "all",
 * a measure ("map", or all the usual cutoffs of "ndcg_cut"), a measure at a cutoff ("P_7", "iprec_at_recall_0.25", also "P@7" and "ndcg@10"). Output
 * is in the order asked for, nothing twice. STATUS_USAGE for a name that is none, with what there is. */
enum status measures_choose(const char *names, struct measure_list *out, struct error *err) WARN_UNUSED;

/* Exactly one measure whose summary is the mean of the queries' figures; another is STATUS_USAGE. What --measure means. */
enum status measures_choose_one(const char *name, struct measure_list *out, struct error *err) WARN_UNUSED;

#endif
