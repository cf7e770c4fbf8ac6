/* Whether words of the index fit what is looked for: a pattern with stars, or a word with so many mistakes. Words are offered in byte order,
 * so that neighbours share their work and whole stretches of the word list can be jumped over.
 * Used by store_words.cc; one thread an object. */
#ifndef LEDE_COMMON_WORD_MATCH_H
#define LEDE_COMMON_WORD_MATCH_H

#include "common/edit_rows.h"

struct word_match {
    struct view text;      /* the pattern, or the word; the caller's */
    struct view beginning; /* what every fitting word begins with */
    size_t distance;       /* 0: text is a pattern */
    struct edit_rows rows;
};

/* `*` stands for any number of letters, also for none. */
void word_match_pattern(struct word_match *m, struct view pattern);
/* Words within `distance` (at least 1) edits; the word itself is one. */
void word_match_near(struct word_match *m, struct view word, size_t distance);

/* Does the word fit? When not, *dead gets the length of a beginning that no fitting word has; 0 where nothing is known. */
bool word_match_fits(struct word_match *m, struct view word, size_t *dead);

#endif
