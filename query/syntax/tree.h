/* A query as a tree: what the parser makes, expand adds to, print shows and compile and verify walk.
 *
 * Every node knows its place in the query text (for carets) and borrows its words from there: the text must live as long as the tree.
 * Children are owned. What each kind means for an article:
 *   WORD WILDCARD FUZZY   has a form of the word, one of the words
 *   EXACT PHRASE          has exactly this word, these words in a row
 *   NEAR                  both sides stand within so many words, in one sentence or paragraph
 *   ATLEAST               has so many places of the child
 *   BAG                   every child that is a condition (tree_is_condition) or `must` holds; where these say nothing about words (exclusions, values, dates, or
 *                         none at all), any of the other children does too
 *   AND OR NOT            as said
 *   SCOPE                 the child holds inside the title, the lead or the authors
 *   VALUE DATE            the article's field has the value, its date lies in the range
 * Used by query/syntax and the commands; one thread an object. */
#ifndef LEDE_QUERY_SYNTAX_TREE_H
#define LEDE_QUERY_SYNTAX_TREE_H

#include "common/date.h"
#include "common/segment.h"
#include "query/syntax/field.h"

enum tree_kind {
    TREE_WORD,
    TREE_EXACT,
    TREE_WILDCARD,
    TREE_FUZZY,
    TREE_PHRASE,
    TREE_NEAR,
    TREE_ATLEAST,
    TREE_BAG,
    TREE_AND,
    TREE_OR,
    TREE_NOT,
    TREE_SCOPE,
    TREE_VALUE,
    TREE_DATE,
};

enum near_unit { NEAR_WORDS, NEAR_SENTENCE, NEAR_PARAGRAPH };

/* What a child is to the bag that it stands in. */
enum bag_part {
    BAG_IGNORED,  /* it only adds weight */
    BAG_DEMANDED, /* it must hold */
    BAG_ANY,      /* one of these must hold */
};

/* A further way to say a node, found by expand: words of the index for WILDCARD and FUZZY, other members of a thesaurus ring for the rest. */
struct alternative {
    struct buf text; /* one or more words, as they stand in the index or the thesaurus */
    bool exact;      /* compared as words; otherwise by stems */
    bool akin;       /* of a ring: does not say the same */
};

struct tree {
    enum tree_kind kind;
    struct span place; /* in the query, with all its marks */
    struct view text;  /* WORD … PHRASE: without marks; VALUE, DATE: the value */
    double boost;      /* 1 as a rule */
    bool must;         /* + */
    unsigned number;   /* FUZZY: distance; NEAR: words; ATLEAST: times */
    enum near_unit unit;
    bool ordered;                    /* NEAR: pre/ */
    const struct query_field *field; /* SCOPE, VALUE, DATE */
    struct date_range dates;
    struct tree **children;
    size_t count, cap;
    struct alternative *alternatives; /* none before expand */
    size_t alternative_count, alternative_cap;
    size_t alternatives_left_out; /* beyond the limit */
    enum bag_part part;           /* set by conditions */
    unsigned leaf;                /* its number among the plan's leaves, or among the fields; set by conditions */
};

struct tree *tree_new(enum tree_kind kind, struct span place);
void tree_add(struct tree *parent, struct tree *child); /* takes the child */
void tree_free(struct tree *t);                         /* NULL is allowed */

/* The alternative takes a copy of the text; of one that is there already NULL comes back, and nothing is added. */
struct alternative *tree_add_alternative(struct tree *t, struct view text, bool exact);

/* Whether a bag insists on the node although it has no +: phrases, proximity, atleast, fields, exclusions, and AND. */
bool tree_is_condition(const struct tree *t);

/* A word of its own: WORD, EXACT, WILDCARD, FUZZY. */
bool tree_is_word(const struct tree *t);

/* Has rows in a plan: words, phrases, and what has alternatives. */
bool tree_is_leaf(const struct tree *t);

/* Decided by the index alone: a value or a date. */
bool tree_is_field(const struct tree *t);

/* Nothing but bare words: such a query is ranked as its literal text. */
bool tree_is_plain(const struct tree *t);

/* How many words and values the operators of a query are about: all but bare words in the outermost bag, and in groups of nothing else there. *beyond: the place of the first above `most`, if there are so many. */
size_t tree_count_bound_words(const struct tree *t, size_t most, struct span *beyond);

#endif
