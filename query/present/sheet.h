/* A matrix of counts as a picture for a terminal (sheet_text.c), as CSV, long or wide, and as JSON. They only append to a buffer. Used by the command matrix. */
#ifndef LEDE_QUERY_PRESENT_SHEET_H
#define LEDE_QUERY_PRESENT_SHEET_H

#include "query/matrix.h"
#include "query/present/printer.h"

struct sheet {
    const struct matrix_axes *axes;
    const struct matrix_row *rows; /* one a query; failed ones are left out */
    size_t count;
};

/* For each query a line for each of its most frequent values, a block of some shade for each period, or for as many as fit the width; all queries on one scale. A number behind them
 * is the sum, undated articles too. */
void sheet_print_text(const struct sheet *s, const struct print_settings *settings, struct buf *out);

/* qid,query,period,VALUE,articles (without VALUE when nothing is split): a line for each cell that has articles. The period of articles without a date is
 * "undated", their value where they have none is empty. */
void sheet_print_long(const struct sheet *s, struct buf *out);

/* qid,query,period and a column for each value that occurs: every query has a line for each period from the first to the last of all, zeros included, and one
 * for "undated" where any query has such articles. STATUS_USAGE when that is more than SHEET_MAX_LINES. */
enum { SHEET_MAX_LINES = 1000000 };
enum status sheet_print_wide(const struct sheet *s, struct buf *out, struct error *err) WARN_UNUSED;

/* {"by":…,"split":…,"queries":[{"qid":…,"query":…,"matches":N,"cells":[{"period":…,"value":…,"articles":N}]}]}; null for no date and no value. */
void sheet_print_json(const struct sheet *s, struct buf *out);

#endif
