/* A query with carets under the place of a mistake, for a terminal: two lines, control characters made visible, long queries cut around the
 * place. Pure, any thread. */
#ifndef LEDE_QUERY_SYNTAX_CARET_H
#define LEDE_QUERY_SYNTAX_CARET_H

#include "common/segment.h"

/* Append "  the query\n      ^^^^^\n", at most `width` columns wide. At least one caret is shown, behind the query's end too. */
void caret_add(struct view query, struct span place, size_t width, struct buf *out);

#endif
