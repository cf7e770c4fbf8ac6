/* Comma-separated values for spreadsheets, with a header line. A text cell may hold newlines, so that a cut file cannot be taken up line by line. */
#include "common/escape.h"
#include "query/present/table.h"

static const struct table_format format = {.separator = ',', .escape = escape_csv, .row_end = "\r\n"};

static void print_csv(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    table_print(&format, r, settings, out);
}

static void print_header(const struct print_settings *settings, struct buf *out)
{
    table_print_header(&format, settings, out);
}

const struct printer printer_csv = {.name = "csv",
                                    .help = "a table for spreadsheets (RFC 4180)",
                                    .needs_texts = true,
                                    .shows = PRINTER_ORDER,
                                    .print = print_csv,
                                    .print_header = print_header};
