/* Results as a table with one row each: what tsv and csv have in common. Columns: qid (in a batch), rank, id, score, source, date, title, text. */
#ifndef LEDE_QUERY_PRESENT_TABLE_H
#define LEDE_QUERY_PRESENT_TABLE_H

#include "query/present/printer.h"

struct table_format {
    char separator;
    void (*escape)(struct view cell, struct buf *out);
    const char *row_end;
};

void table_print(const struct table_format *format, const struct results *r, const struct print_settings *settings,
                 struct buf *out);
void table_print_header(const struct table_format *format, const struct print_settings *settings, struct buf *out);

#endif
