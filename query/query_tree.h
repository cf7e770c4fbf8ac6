/* From the words of a query to the tree that a search goes by: parsed, or literal words with conditions on them, and expanded. Used by search and search_matching. */
#ifndef LEDE_QUERY_QUERY_TREE_H
#define LEDE_QUERY_QUERY_TREE_H

#include "query/searcher.h"

/* `*out` (the caller's) is NULL when the words are nothing but literal ones: rank by them and let every article match that has one. `text` is valid UTF-8 and outlives the
 * tree. STATUS_USAGE for a mistake, with its place. `stages` (may be NULL) gets the tree as text, as parsed and as expanded: two lines. */
enum status query_tree(struct searcher *s, struct view text, struct tree **out, struct span *mistake, struct buf *stages,
                       struct error *err) WARN_UNUSED;

#endif
