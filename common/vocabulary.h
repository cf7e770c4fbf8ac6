/* The distinct words and stems of one segment, numbered 0, 1, 2 … in the order in which they are first seen there.
 *
 * What else is kept of a segment's words (their places, their weights, their names in the outline) then lies in small arrays by these numbers; only making the
 * numbers goes through tables as large as the analyser's dictionary. A maker belongs to the thread of its analyser. */
#ifndef LEDE_COMMON_VOCABULARY_H
#define LEDE_COMMON_VOCABULARY_H

#include "common/analyse.h"

struct vocabulary_word {
    const struct word *word;
    uint32_t stem;  /* its number */
    uint32_t count; /* of the tokens that are this word */
};

struct vocabulary_stem {
    const struct word *word; /* the first one that has it */
    uint32_t hash;           /* outline_hash */
    bool kept;               /* one of its words is no stop word */
};

/* Zeroed: empty. */
struct vocabulary {
    struct vocabulary_word *words;
    struct vocabulary_stem *stems;
    uint32_t word_count, stem_count;
    uint32_t title_words, title_stems; /* how many of them the title has: these come first */
    uint32_t *numbers;                 /* of the word of each token of the title, then of the text */
    size_t word_cap, stem_cap, number_cap;
};
void vocabulary_release(struct vocabulary *v);

struct vocabulary_maker;
struct vocabulary_maker *vocabulary_maker_new(struct analyser *a); /* borrowed: it made the tokens */
void vocabulary_maker_free(struct vocabulary_maker *m);            /* NULL is allowed */
/* The analyser has forgotten its words: the tables begin anew, small. */
void vocabulary_maker_forget(struct vocabulary_maker *m);
/* Bytes of the tables, which grow with the analyser's dictionary. */
size_t vocabulary_maker_memory(const struct vocabulary_maker *m);

/* Replaces what `out` has, but keeps its memory. Words are borrowed from the analyser. */
void vocabulary_make(struct vocabulary_maker *m, const struct tokens *title, const struct tokens *text, struct vocabulary *out);

#endif
