/* "Did you mean": the words of the index that a word which it does not have was probably meant to be. Used by the diagnosis of empty answers and the commands terms
 * and why. No state; a thread each for reader and analyser. */
#ifndef LEDE_QUERY_NEAREST_H
#define LEDE_QUERY_NEAREST_H

#include "common/analyse.h"
#include "common/store.h"

/* Replace `out` by at most `most` words, the likeliest first: within one edit, from five letters on two (Damerau-Levenshtein); an edit is outweighed by a frequency 32
 * times as high. None for a word with a digit or of less than three letters. */
enum status nearest_words(struct store_reader *r, struct analyser *a, struct view word, size_t most, struct store_term_list *out,
                          struct error *err) WARN_UNUSED;

#endif
