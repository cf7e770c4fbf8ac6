/* What the words of a tree stand for, so that the index and texts can be asked for them: the words of the query language, analysed.
 *
 *   leaf      a word or phrase of the tree and its alternatives: rows, any of which will do
 *   row       what must stand in a row: elements, one a typed word
 *   element   a typed word: forms, any of which will do (cease-fire: "cease" "fire", or "ceasefire")
 *   form      places, one behind the other
 *   place     words, any of which will do (o'neill, oneill)
 * A word of a row is compared by its stem, or as it is written (row.exact). Of a number with a unit ($3.5bn) and of an acronym that is also a common word (IT)
 * only the full form counts.
 *
 * Used by narrow, reading, occur and rank_words; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_SYNTAX_PLAN_H
#define LEDE_QUERY_SYNTAX_PLAN_H

#include "common/analyse.h"
#include "query/results.h"
#include "query/syntax/tree.h"

/* A stretch of one of the plan's arrays. */
struct plan_range {
    uint32_t first, count;
};

struct plan_word {
    struct view text, stem; /* live in the analyser or in the tree */
    bool is_number;
};

struct plan_row {
    struct plan_range elements;
    enum match_kind kind;
    bool exact;
};

struct plan_leaf {
    struct plan_range rows;
    bool is_stop; /* a single stop word: does not count where a bag asks for any or all of its words */
};

struct plan {
    struct plan_word *words;
    struct plan_range *places, *forms, *elements;
    struct plan_row *rows;
    struct plan_leaf *leaves; /* by tree.leaf */
    size_t word_count, word_cap, place_count, place_cap, form_count, form_cap, element_count, element_cap, row_count, row_cap,
        leaf_count, leaf_cap;
    bool *place_exact; /* of each place, what its row says */
    size_t place_exact_cap;
    struct tokens tokens; /* scratch */
};

/* Read the words of the tree, whose leaves get their numbers. The analyser must be set to the language of the query; tree and analyser's dictionary
 * must outlive the plan. Replaces p's content. */
void plan_make(struct plan *p, struct analyser *a, struct tree *tree);
void plan_release(struct plan *p);

#endif
