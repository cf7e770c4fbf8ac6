/* Further ways to say a query, as alternatives in its tree: the words of the index that a pattern or a misspelt word stands for, and the other
 * members of thesaurus rings.
 *
 *   WILDCARD FUZZY   their alternatives are words of the index (exact); they have no meaning but these. In a title: or author: scope the
 *                    words of that field
 *   WORD             the rings that have it; what =, quotes and author: hold is never rewritten
 *   BAG              a run of bare words in it that is a ring's phrase becomes a BAG of its own with the alternatives; the longest phrase counts
 *   VALUE topic:@F   all members of the rings in file F
 * At most EXPAND_MAX alternatives a node, the most frequent words first; alternatives_left_out counts the rest.
 * Used by search. No state: a thread each for reader and analyser. */
#ifndef LEDE_QUERY_SYNTAX_EXPAND_H
#define LEDE_QUERY_SYNTAX_EXPAND_H

#include "common/analyse.h"
#include "common/store.h"
#include "query/syntax/thesaurus.h"
#include "query/syntax/tree.h"

enum { EXPAND_MAX = 100 };

/* `thesaurus` may be NULL. The analyser must be set to the language of the query. Fails as the store does, and as thesaurus_load does for topic:@FILE. */
enum status expand_tree(struct tree *t, struct store_reader *r, struct analyser *a, const struct thesaurus *thesaurus,
                        struct error *err) WARN_UNUSED;

#endif
