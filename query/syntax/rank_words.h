/* What a tree is ranked by: the words that it wants, as the text, boosts and additions that terms_make_boosted and terms_extend take.
 *
 * Words that the tree excludes, values, dates and names of authors have no part in it. A pattern is ranked as its most frequent word; its other words, and other single words
 * of a ring, are synonyms. A phrase of a ring adds its words, together as much as one. What is only akin (Spanish to Spain) is a term of its own with a quarter of the weight: as a
 * synonym it would drown the word that was typed.
 * Used by search; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_SYNTAX_RANK_WORDS_H
#define LEDE_QUERY_SYNTAX_RANK_WORDS_H

#include "query/syntax/tree.h"
#include "query/terms.h"

struct rank_words {
    struct buf text; /* the words, as they were typed */
    struct term_boost *boosts;
    size_t boost_count, boost_cap;
    struct term_addition *additions; /* their texts live in the tree */
    size_t addition_count, addition_cap;
    struct tokens tokens; /* scratch */
};

/* Replaces w's content; the tree and the analyser's dictionary must outlive it. */
void rank_words_make(struct rank_words *w, struct analyser *a, const struct tree *tree);
void rank_words_release(struct rank_words *w);

#endif
