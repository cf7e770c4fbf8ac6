/* What the list for people adds to results, as JSON: copies, groups, surroundings, citations, explanations, facets. Used by json and json_result. */
#ifndef LEDE_QUERY_PRESENT_JSON_ANSWERS_H
#define LEDE_QUERY_PRESENT_JSON_ANSWERS_H

#include "query/results.h"

enum { JSON_EXPLAIN_DIGITS = 12 }; /* decimals of explained scores: they add up to the last of them */

/* Append `,"copies":[…],…`: each member only where there is something. */
void json_add_answers(const struct results *r, const struct result *item, struct buf *out);

/* Append `,"groups":[…],"facets":{…}`, likewise. */
void json_add_overview(const struct results *r, struct buf *out);

#endif
