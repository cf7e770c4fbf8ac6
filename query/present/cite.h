/* The footnote of a result: what makes a quotation one that can be checked years later. The quotation itself is the unit's text; here is the rest. */
#ifndef LEDE_QUERY_PRESENT_CITE_H
#define LEDE_QUERY_PRESENT_CITE_H

#include "query/results.h"

/* Whether the result carries what a footnote needs (search --cite). */
bool cite_wanted(const struct result *item);

/* Append "Reuters, “A pact for Kyiv”, Kyiv, 2024-07-11", raw: escape it for where it goes. What is not known is left out. */
void cite_add_source(const struct result *item, struct buf *out);

/* The path of the article's file; its url where it has none. */
struct view cite_place(const struct article *a);

/* Append "bytes 10-95 of article uk-1, SHA-256 9f86…", raw. */
void cite_add_proof(const struct result *item, struct buf *out);

/* How to check it, for people: one line. */
extern const char cite_help[];

#endif
