/* The guide to the query language: lede-syntax(7), and the same on the terminal. Made from tables: the fields of field.h, the limits of parse.h and lex.h, and examples
 * whose reading is what the parser makes of them, so that page and parser cannot disagree.
 * Used by the command syntax. Pure, any thread. */
#ifndef LEDE_QUERY_SYNTAX_GUIDE_H
#define LEDE_QUERY_SYNTAX_GUIDE_H

#include "common/buf.h"

struct guide_example {
    const char *query;
    const char *meaning; /* NULL: the query is a mistake, and the parser says why */
};

struct guide_section {
    const char *title;
    const char *text;                     /* paragraphs between blank lines; may be NULL */
    const struct guide_example *examples; /* ended by one without a query; may be NULL */
    void (*add)(struct buf *paragraphs);  /* appends paragraphs that are made of tables; may be NULL */
};

/* guide_table.c; ended by one without a title. */
extern const struct guide_section guide_sections[];

/* The page for a terminal, `width` columns wide (at least 40). */
void guide_text(size_t width, struct buf *out);

/* The source of the man page lede-syntax(7). */
void guide_man(struct buf *out);

#endif
