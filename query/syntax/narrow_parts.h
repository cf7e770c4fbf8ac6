/* What the files of narrow share. Private to narrow*.c. */
#ifndef LEDE_QUERY_SYNTAX_NARROW_PARTS_H
#define LEDE_QUERY_SYNTAX_NARROW_PARTS_H

#include "query/syntax/narrow.h"

/* Which terms of the index words are looked up as, and whether having one decides. */
struct zone {
    const char *stem, *word; /* prefixes; stem NULL: words only */
    bool decides;
    bool of_text; /* where words of the title alone would do nothing for a passage */
};

/* Of a scope's field; NULL: title and text. */
const struct zone *narrow_zone(const struct query_field *field);

/* The term of the index that a word of a plan is, in place of name's content. */
void narrow_name(const struct plan_word *word, bool exact, const struct zone *zone, struct buf *name);

#endif
