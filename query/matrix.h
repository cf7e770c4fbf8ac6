/* A table of counts: queries x periods x values of a field (source, language, place, topic), articles that match in each cell.
 *
 * The dates and values of all documents are read once (doc_values), so that a query costs no more than finding what matches. An article with several values
 * (topics) counts in each of their cells. Used by the command matrix. */
#ifndef LEDE_QUERY_MATRIX_H
#define LEDE_QUERY_MATRIX_H

#include "query/doc_values.h"
#include "query/period.h"
#include "query/search.h"

/* Where an article without a date, or without a value, stands: behind all others. */
#define MATRIX_UNDATED INT64_MAX
#define MATRIX_NO_VALUE UINT32_MAX

struct matrix_axes {
    enum period by;
    bool split;
    enum field field; /* of split */
    struct doc_values dates, values;
    int64_t *periods;  /* of each value of dates; MATRIX_UNDATED for none */
    uint64_t revision; /* of the index that they are of */
};

/* STATUS_CHANGED when the index changed meanwhile. Replaces the content but for by, split and field, which are the caller's. */
enum status matrix_read_axes(struct matrix_axes *a, struct store_reader *r, struct error *err) WARN_UNUSED;
void matrix_axes_release(struct matrix_axes *a);

struct matrix_cell {
    int64_t period;
    uint32_t value; /* of axes->values */
    uint64_t articles;
};

/* The cells of one query that have articles, in the order of periods, then values. */
struct matrix_row {
    struct view qid, query; /* not owned */
    bool failed;            /* the query could not be answered */
    uint64_t matches;
    struct matrix_cell *cells;
    size_t count;
};
void matrix_count(const struct matrix_axes *a, const struct matching *m, struct matrix_row *row);
void matrix_row_release(struct matrix_row *row);

#endif
