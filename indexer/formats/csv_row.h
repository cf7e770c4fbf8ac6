/* Rows of CSV and TSV, one after the other, each as fields.
 *
 * A field in quotes (RFC 4180) may hold separators, doubled quotes and line ends. A quote that is not closed before a separator or a line end
 * is a character like any other, so that one stray quote does not swallow the rest of a file; between tabs it must be closed in its line.
 * Lines end in \n, \r\n or \r. Used by csv.c; one thread an object. */
#ifndef LEDE_INDEXER_FORMATS_CSV_ROW_H
#define LEDE_INDEXER_FORMATS_CSV_ROW_H

#include "common/buf.h"

enum { CSV_MAX_FIELDS = 512 }; /* further ones of a row are only counted */

struct csv_rows {
    struct view text;
    size_t at;      /* where the next row begins */
    uint64_t line;  /* and in which line */
    char separator; /* , ; | or a tab */
    /* The row at hand: */
    uint64_t row_line;
    size_t count;
    struct buf values; /* one after the other */
    struct {
        size_t start, len;
    } fields[CSV_MAX_FIELDS];
    size_t stray;    /* quotes in it that were not closed */
    size_t given_up; /* searches for a closing quote that went to the end in vain; after some there are no more */
};

/* Begin with `text`; the separator is the one that its first line has most of. */
void csv_rows_init(struct csv_rows *r, struct view text, uint64_t line);
void csv_rows_release(struct csv_rows *r);

/* The next row; false at the end. */
bool csv_rows_next(struct csv_rows *r);

/* A field of the row at hand, without its quotes; empty when it has not so many. Until the next row. */
struct view csv_rows_field(const struct csv_rows *r, size_t number);

#endif
