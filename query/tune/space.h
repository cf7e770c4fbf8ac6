/* What is tried when a ranker is tuned: for some of its parameters (the axes) a few values each. A point takes one value of every axis. Used by tune; a
 * plain struct, constant once made. */
#ifndef LEDE_QUERY_TUNE_SPACE_H
#define LEDE_QUERY_TUNE_SPACE_H

#include "query/ranker_spec.h"

enum { SPACE_AXES_MAX = 32, SPACE_VALUES_MAX = 64 };

/* Values ascending, none twice; the ranker's own value is among them, at `start`. */
struct space_axis {
    const struct ranker_parameter *parameter;
    double values[SPACE_VALUES_MAX];
    size_t count, start;
};

struct space {
    struct space_axis axes[SPACE_AXES_MAX];
    size_t count;
};

struct space_point {
    uint8_t at[SPACE_AXES_MAX]; /* a value's place on each axis */
};

/* One axis from "NAME=VALUE,VALUE,…", or from "NAME" alone: half, three quarters, one and a half times and twice the value that the ranker has. STATUS_USAGE
 * for what is no parameter, no value of it, on an axis already, or too much. */
enum status space_add(struct space *space, const struct ranker *ranker, const char *text, struct error *err) WARN_UNUSED;

/* An axis for each parameter of the ranker that is not 0 (switched off), as by its name alone. */
enum status space_add_all(struct space *space, const struct ranker *ranker, struct error *err) WARN_UNUSED;

struct space_point space_start(const struct space *space);
bool space_same(const struct space *space, const struct space_point *a, const struct space_point *b);

/* The number of points, or `most` + 1 when there are more than that. */
size_t space_size(const struct space *space, size_t most);

/* The ranker with the values of a point. */
struct ranker space_ranker(const struct space *space, const struct space_point *point, const struct ranker *ranker);

#endif
