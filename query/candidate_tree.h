/* What is asked of the index in the first stage: an OR of weighted terms, narrowed by filters and restrictions. Used by candidates; must not be moved once made,
 * because its parts point to each other; a zeroed struct is empty. */
#ifndef LEDE_QUERY_CANDIDATE_TREE_H
#define LEDE_QUERY_CANDIDATE_TREE_H

#include "query/candidates.h"
#include "query/feedback.h"
#include "query/filters.h"

/* The query tree of one search: leaves and inner nodes in arrays, because a tree of pointers wants owners that stay in place. */
struct candidate_tree {
    struct store_query leaves[TERMS_MAX + FEEDBACK_MAX_TERMS];
    const struct store_query *leaf_pointers[TERMS_MAX + FEEDBACK_MAX_TERMS];
    struct store_query *forms; /* the names of terms that have synonyms */
    const struct store_query **form_pointers;
    struct store_query any; /* OR of the leaves */
    struct store_query own; /* OR of those that are of the query itself */
    struct store_query everything, existing, wordless;
    const struct store_query *existing_pointers[2], *wordless_pointers[2];
    struct filters filters;
    const struct store_query *filter_pointers[FILTERS_MAX + 2];
    struct store_query root;
};

/* The root of the whole. `tree` is zeroed; what the request points to must live as long. */
const struct store_query *candidate_tree_make(struct candidate_tree *tree, const struct candidates_request *request);
void candidate_tree_release(struct candidate_tree *tree);

#endif
