/* The members of a thesaurus as words of the analyser, and which runs of a query's words are among them. Private to expand.
 * Holds word pointers of the analyser: dead after analyser_forget. One thread an object. */
#ifndef LEDE_QUERY_SYNTAX_RINGS_H
#define LEDE_QUERY_SYNTAX_RINGS_H

#include "common/analyse.h"
#include "query/syntax/thesaurus.h"
#include "query/syntax/tree.h"

struct word_list {
    const struct word **items;
    size_t count, cap;
};

struct rings {
    const struct thesaurus *thesaurus;
    struct analyser *analyser;
    struct tokens tokens;
    struct word_list members; /* the words of all members, one after another */
    size_t *member_starts;    /* of each member; one more at the end */
    struct word_list run;     /* the words of the run that was read last */
    size_t *node_starts;      /* of each of its nodes; one more at the end */
    size_t node_count;
};

void rings_begin(struct rings *r, const struct thesaurus *thesaurus, struct analyser *a);
void rings_release(struct rings *r);

/* Read a run: bare words that stand side by side in the query. What follows is about this run. */
void rings_read(struct rings *r, struct tree *const *nodes, size_t count);

/* How many nodes from `at` on the longest member takes that is found there; 0 when there is none. */
size_t rings_longest(const struct rings *r, size_t at);

/* Add what the rings of `count` nodes from `at` on have besides to `into`, up to `most` alternatives; the others are counted. */
void rings_add(const struct rings *r, size_t at, size_t count, size_t most, struct tree *into);

#endif
