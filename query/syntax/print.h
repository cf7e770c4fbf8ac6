/* A tree as text: the query with every parenthesis that it was understood with, in its own language, so that parsing the text gives the same
 * tree. Alternatives that expand found stand behind their word in braces: defence{defense}. Pure, any thread. */
#ifndef LEDE_QUERY_SYNTAX_PRINT_H
#define LEDE_QUERY_SYNTAX_PRINT_H

#include "query/syntax/tree.h"

void tree_print(const struct tree *t, struct buf *out);

#endif
