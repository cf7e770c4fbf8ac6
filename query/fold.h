/* Near-identical passages: copies of one wire report in several papers, or of one paragraph in several articles.
 *
 * Two texts are copies when they share FOLD_SHARED of the runs of three words (any three in a row, case and punctuation left out) of the shorter one;
 * texts of fewer than FOLD_LEAST runs only when all are shared. (Broder 1997, On the resemblance and containment of documents: containment over
 * w-shingles, here all of them, no sample.) Used by answers; pure, any thread. */
#ifndef LEDE_QUERY_FOLD_H
#define LEDE_QUERY_FOLD_H

#include "common/buf.h"

#define FOLD_SHARED 0.6
enum { FOLD_LEAST = 12 };

/* leader[i] gets the index of the first text, in the order given, that text i is a copy of and that is no copy itself; i where there is none. What
 * stands further behind never changes what stands before. */
void fold_copies(const struct view *texts, size_t count, size_t *leader);

/* The next word of a text from *at on, as a hash of its lower-case ASCII letters and other bytes; ideographs and kana are words each. False at the end. */
bool fold_next_word(struct view text, size_t *at, uint64_t *hash);

#endif
