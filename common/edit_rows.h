/* Damerau-Levenshtein distance, one letter of a candidate at a time: the rows of the letters that neighbours in a sorted word list share
 * are computed once, and a beginning that is too far already rules out all words that begin so.
 *
 * Optimal string alignment: insert, delete or replace a code point, or swap two adjacent ones, each 1; a stretch is edited once
 * (Boytsov 2011, section 2.1). Used by word_match and the suggestions of options; one thread an object. */
#ifndef LEDE_COMMON_EDIT_ROWS_H
#define LEDE_COMMON_EDIT_ROWS_H

#include "common/buf.h"

enum { EDIT_LETTERS_MAX = 64 }; /* longer words are cut there; as many bytes as a term has at most (ANALYSE_MAX_TERM) */

struct edit_rows {
    uint32_t target[EDIT_LETTERS_MAX], candidate[EDIT_LETTERS_MAX];
    size_t target_len, depth; /* letters; rows[0..depth] are valid */
    uint8_t rows[EDIT_LETTERS_MAX + 1][EDIT_LETTERS_MAX + 1];
    uint8_t least[EDIT_LETTERS_MAX + 1]; /* the smallest number of each row */
};

void edit_rows_begin(struct edit_rows *e, struct view target);

/* The candidate's first letters up to `depth` (at most e->depth) stay. */
void edit_rows_keep(struct edit_rows *e, size_t depth);

/* One more letter of the candidate; false when there are EDIT_LETTERS_MAX already. */
bool edit_rows_push(struct edit_rows *e, uint32_t letter);

/* Between the target and the candidate so far. */
static inline size_t edit_rows_distance(const struct edit_rows *e)
{
    return e->rows[e->depth][e->target_len];
}

/* No word that begins as the candidate does is within `most` edits. */
static inline bool edit_rows_dead(const struct edit_rows *e, size_t most)
{
    return e->least[e->depth] > most && (e->depth == 0 || e->least[e->depth - 1] >= most);
}

#endif
