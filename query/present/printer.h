/* Printers of results: one file each, one line in the table of printers.c. They only append to a buffer; whoever calls them writes it out. The same results
 * give the same bytes, on any machine and in any thread. */
#ifndef LEDE_QUERY_PRESENT_PRINTER_H
#define LEDE_QUERY_PRESENT_PRINTER_H

#include "query/results.h"

struct print_settings {
    bool color;
    size_t width;    /* columns of the terminal; at least 40 */
    const char *tag; /* run tag of TREC output */
    struct view qid; /* of a batch; "1" or empty otherwise */
    bool batch;      /* one of many: JSON lines carry the qid, text has a heading, tables have no header line of their own */
    bool nul;        /* ids: a NUL behind each instead of a newline */
};

/* What a printer can show beyond the results in order of relevance. */
enum {
    PRINTER_ORDER = 1, /* another order, groups */
    PRINTER_CONTEXT = 2,
    PRINTER_CITE = 4,
    PRINTER_EXPLAIN = 8,
    PRINTER_FACETS = 16,
    PRINTER_COPIES = 32, /* what was folded into a result */
};

struct printer {
    const char *name; /* "json" */
    const char *help;
    bool needs_texts;
    unsigned shows; /* PRINTER_… */
    /* Append how every line of a query's results begins in a batch, with the separator that follows the qid; NULL where lines do not begin with it. A
     * batch that was cut off finds its place by it. */
    void (*print_qid)(struct view qid, struct buf *out);
    /* Append all of a result list; `out` is the caller's. */
    void (*print)(const struct results *r, const struct print_settings *settings, struct buf *out);
    /* Append what stands once before all of a batch; NULL when there is nothing. (Outside a batch print() writes it itself.) */
    void (*print_header)(const struct print_settings *settings, struct buf *out);
};

/* NULL-terminated, in the order of --help: text json jsonl tsv csv markdown html trec msmarco ids. */
const struct printer *const *printers_all(void);
const char *const *printer_names(void); /* for the option table */

/* By name; NULL when there is none. */
const struct printer *printer_find(const char *name);

extern const struct printer printer_text;
extern const struct printer printer_json;
extern const struct printer printer_jsonl;
extern const struct printer printer_tsv;
extern const struct printer printer_csv;
extern const struct printer printer_markdown;
extern const struct printer printer_html;
extern const struct printer printer_trec;
extern const struct printer printer_msmarco;
extern const struct printer printer_ids;

#endif
