/* A word, or a pattern with stars, as the words of the index are written: case and accents folded, the parts of a compound in one (as the index has them
 * too). Used by expand, nearest and the command terms. No state of its own. */
#ifndef LEDE_QUERY_SYNTAX_NORMAL_H
#define LEDE_QUERY_SYNTAX_NORMAL_H

#include "common/analyse.h"

/* Append; `scratch` keeps its memory from call to call. */
void normal_word(struct analyser *a, struct view text, struct tokens *scratch, struct buf *out);

/* The same for each part between stars, which stay. */
void normal_pattern(struct analyser *a, struct view pattern, struct tokens *scratch, struct buf *out);

#endif
