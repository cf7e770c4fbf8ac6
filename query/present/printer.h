/* Printers of results: one file each, one line in the table of printers.c. They only append to a buffer; whoever calls them writes it out. */
#ifndef LEDE_QUERY_PRESENT_PRINTER_H
#define LEDE_QUERY_PRESENT_PRINTER_H

#include "query/results.h"

struct print_settings {
    bool color;
    size_t width;    /* columns of the terminal; at least 40 */
    const char *tag; /* run tag of TREC output */
    struct view qid; /* of a batch; "1" or empty otherwise */
    bool batch;      /* one of many: JSON lines carry the qid, text has a heading */
};

struct printer {
    const char *name; /* "json" */
    const char *help;
    bool needs_texts;
    /* Append all of a result list; `out` is the caller's. */
    void (*print)(const struct results *r, const struct print_settings *settings, struct buf *out);
};

/* NULL-terminated, in the order of --help: text json jsonl tsv trec ids. */
const struct printer *const *printers_all(void);
const char *const *printer_names(void); /* for the option table */

#endif
