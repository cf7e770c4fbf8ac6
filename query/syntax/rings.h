/* The members of a thesaurus as words of the analyser, and which runs of a query's words are among them. Private to expand.
 * Of the members only those are analysed that may stand in the query by their first letters: to stem a whole thesaurus took a twentieth of a search.
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

struct ring_member {
    bool known; /* false: nobody has asked for its words yet */
    size_t start, count;
};

struct rings {
    const struct thesaurus *thesaurus;
    struct analyser *analyser;
    bool first_letters; /* analyser_keeps_first_letters() */
    struct tokens tokens;
    struct word_list members;      /* the words of the members that were looked at, one after another */
    struct ring_member *by_member; /* where those of each member of the thesaurus are */
    struct word_list run;          /* the words of the run that was read last */
    size_t *node_starts;           /* of each of its nodes; one more at the end */
    size_t node_count;
};

void rings_begin(struct rings *r, const struct thesaurus *thesaurus, struct analyser *a);
void rings_release(struct rings *r);

/* Read a run: bare words that stand side by side in the query. What follows is about this run. */
void rings_read(struct rings *r, struct tree *const *nodes, size_t count);

/* How many nodes from `at` on the longest member takes that is found there; 0 when there is none. */
size_t rings_longest(struct rings *r, size_t at);

/* Add what the rings of `count` nodes from `at` on have besides to `into`, up to `most` alternatives; the others are counted. */
void rings_add(struct rings *r, size_t at, size_t count, size_t most, struct tree *into);

#endif
