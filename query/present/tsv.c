/* Tab-separated values with a header line. */
#include "common/escape.h"
#include "query/present/table.h"

static const struct table_format format = {.separator = '\t', .escape = escape_tsv, .row_end = "\n"};

static void print_qid(struct view qid, struct buf *out)
{
    escape_tsv(qid, out);
    buf_add_char(out, '\t');
}

static void print_tsv(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    table_print(&format, r, settings, out);
}

static void print_header(const struct print_settings *settings, struct buf *out)
{
    table_print_header(&format, settings, out);
}

const struct printer printer_tsv = {.name = "tsv",
                                    .help = "a table with tabs, one result a line",
                                    .needs_texts = true,
                                    .shows = PRINTER_ORDER,
                                    .print_qid = print_qid,
                                    .print = print_tsv,
                                    .print_header = print_header};
