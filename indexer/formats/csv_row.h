/* Rows of CSV and TSV, one after the other, each as fields.
 *
 * A field in quotes (RFC 4180) may hold separators, doubled quotes and line ends. A quote that is not closed before a separator or a line end
 * is a character like any other, so that one stray quote does not swallow the rest of a file; between tabs it must be closed in its line.
 * Lines end in \n, \r\n or \r. A row of more than `limit` bytes is too long: quotes are closed within the limit or not at all, and what is
 * beyond it is passed over up to the end of the line. So what a row is depends on no more than the limit behind its beginning, and a
 * large file can be cut between rows. Used by csv.c and by input_rows.c, which cuts; one thread an object. */
#ifndef LEDE_INDEXER_FORMATS_CSV_ROW_H
#define LEDE_INDEXER_FORMATS_CSV_ROW_H

#include "common/buf.h"

enum {
    CSV_MAX_FIELDS = 512, /* further ones of a row are only counted */
    CSV_MAX_ROW = 64 << 20
};

#define CSV_TOO_LONG "the row is longer than 64 MB; left out"

struct csv_rows {
    struct view text;
    size_t at;       /* where the next row begins */
    uint64_t line;   /* and in which line */
    char separator;  /* , ; | or a tab */
    bool more_comes; /* more text comes, which is not there yet */
    size_t limit;    /* of a row without its line end */
    /* The row at hand: */
    uint64_t row_line;
    bool too_long; /* it has no fields then */
    bool ran_out;  /* what it is depends on what follows the text */
    size_t count;
    struct buf values; /* one after the other */
    struct {
        size_t start, len;
    } fields[CSV_MAX_FIELDS];
    size_t stray; /* quotes in it that were not closed */
};

/* Begin with `text`; the separator is the one that its first line has most of. */
void csv_rows_init(struct csv_rows *r, struct view text, uint64_t line);
void csv_rows_release(struct csv_rows *r);

/* Go on in another text of the same file, which begins with a row. Its rows were measured before: none is too long. */
void csv_rows_go_on(struct csv_rows *r, struct view text, uint64_t line);

/* The next row; false at the end. */
bool csv_rows_next(struct csv_rows *r);

/* The same without the fields. Where more text comes, false also for a row that depends on it; then nothing has moved. One that is too long
 * ends, perhaps, beyond the text: `at` and `line` stay at its beginning. */
bool csv_rows_measure(struct csv_rows *r);

/* A field of the row at hand, without its quotes; empty when it has not so many. Until the next row. */
struct view csv_rows_field(const struct csv_rows *r, size_t number);

/* How many line ends a text has that ends between lines. */
uint64_t csv_count_lines(struct view text);

#endif
