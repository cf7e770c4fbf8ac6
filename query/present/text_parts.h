/* The pieces that the text printer is made of. Private to text*.c. */
#ifndef LEDE_QUERY_PRESENT_TEXT_PARTS_H
#define LEDE_QUERY_PRESENT_TEXT_PARTS_H

#include "query/present/printer.h"

enum { TEXT_EXPLAIN_DIGITS = 4 }; /* of explained scores */

struct text_place {
    const struct print_settings *settings;
    size_t indent; /* columns */
};

/* text_result.c: everything of one result; the cursor stands behind its rank. */
void text_print_result(const struct text_place *p, const struct query_info *query, const struct result *item, struct buf *out);

/* text_explain.c: the sum that the score is. */
void text_print_explanation(const struct text_place *p, const struct query_info *query, const struct result *item, struct buf *out);

/* text_facets.c: counts with bars. */
void text_print_facets(const struct results *r, const struct print_settings *settings, struct buf *out);

#endif
