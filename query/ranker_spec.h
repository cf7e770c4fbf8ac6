/* Rankers by name: `--ranker lede`, `--ranker bm25:k1=1.2,b=0.75`. ONE table of names and one of parameters, from which --help and `tune` go too.
 * Constant tables, any thread. */
#ifndef LEDE_QUERY_RANKER_SPEC_H
#define LEDE_QUERY_RANKER_SPEC_H

#include "query/rank.h"

/* A named way to rank: the defaults of a unit with some stages switched off or replaced. */
struct ranker_name {
    const char *name, *help;
    void (*make)(enum unit unit, struct ranker *out);
};

/* NULL ends it; the first is the default. */
extern const struct ranker_name *const ranker_names[];

enum parameter_kind { PARAMETER_NUMBER, PARAMETER_COUNT, PARAMETER_COUNT64 };

struct ranker_parameter {
    const char *name;
    enum parameter_kind kind;
    size_t offset; /* in struct ranker */
    double min, max;
    const char *help;
};
extern const struct ranker_parameter ranker_parameters[]; /* ended by a NULL name */

/* Parse "NAME[:parameter=value,…]" for a unit. STATUS_USAGE with a sentence that lists what there is. */
enum status ranker_parse(const char *spec, enum unit unit, struct ranker *out, struct error *err) WARN_UNUSED;

const struct ranker_parameter *ranker_parameter_find(struct view name);

/* The same; when there is none, err has a STATUS_USAGE sentence that lists all. */
const struct ranker_parameter *ranker_parameter_choose(struct view name, struct error *err);

double ranker_get(const struct ranker *r, const struct ranker_parameter *p);
void ranker_set(struct ranker *r, const struct ranker_parameter *p, double value);

#endif
