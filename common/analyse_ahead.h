/* Private to analyse_fast.c and analyse_ahead.c: the words of a sentence, found before they are taken. */
#ifndef LEDE_COMMON_ANALYSE_AHEAD_H
#define LEDE_COMMON_ANALYSE_AHEAD_H

#include "common/analyse_parts.h"

/* What a byte is to the loop over a sentence. */
enum byte_kind { BYTE_SKIP, BYTE_DIGIT, BYTE_LETTER, BYTE_HIGH, BYTE_SIGN };

/* Bytes that, right behind a plain word, ask for a closer look: the word may go on, or the number does when digits follow. */
enum { JOINS = 8, GROUPS = 16, KIND = 7 };

extern const uint8_t ahead_bytes[256];

/* A run of ASCII letters and digits, or a number, as far as it can be told from the bytes around it alone. */
enum { STEPS_AHEAD = 2, LEN_AHEAD = STEPS_AHEAD * WORD_STEP };
struct ahead {
    uint32_t start, end;
    uint32_t hash;               /* of the word in lower case */
    uint8_t len;                 /* of the term: 1,000 is "1000" */
    bool look;                   /* it needs a closer look, the rest but for the hash may be wrong */
    bool digits;                 /* it is a number */
    uint64_t steps[STEPS_AHEAD]; /* the term, zeros behind it */
};

/* Each word costs two waits for memory, for its slot in the dictionary and for its entry. So the words of a sentence are looked for together: first all
 * slots are asked for, then all entries, and then the words are taken one by one. */
enum { WINDOW = 64, AHEAD_MAX = 128 };
struct ahead_list {
    struct ahead words[AHEAD_MAX];
    unsigned count;
    bool whole; /* no word of the sentence stands behind them */
};

/* The words from s->at on, as many as are looked for together. */
void ahead_list(const struct scan *s, struct ahead_list *out);

#endif
