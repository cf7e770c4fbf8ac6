/* The codes that phrases.h writes in: tables from what is to be said to its bits. A part of `phrases`. */
#ifndef LEDE_INDEXER_BULK_PHRASE_CODE_H
#define LEDE_INDEXER_BULK_PHRASE_CODE_H

#include "indexer/bulk/huffman.h"

enum {
    PHRASE_LETTERS = 286,  /* bytes, the end, lengths */
    PHRASE_DISTANCES = 30, /* RFC 1951, section 3.2.5 */
    PHRASE_SYMBOLS = PHRASE_LETTERS + PHRASE_DISTANCES,
    PHRASE_SHORTEST = 3,
    PHRASE_LONGEST = 258,
    PHRASE_NEAR = 256,       /* distances that are told apart one by one; further ones have the same symbol for 128 of them */
    PHRASE_FAR_BITS = 7,     /* of the 128 */
    PHRASE_LETTER_BITS = 14, /* longest code of a letter: four fit beside the 7 bits that wait */
    PHRASE_REACH = 1 << 15
};

/* A distance less 1 as an index of the tables. */
static inline unsigned phrase_class(unsigned distance_less_1)
{
    return distance_less_1 < PHRASE_NEAR ? distance_less_1 : PHRASE_NEAR + (distance_less_1 >> PHRASE_FAR_BITS);
}

/* Which symbols stand for a length and for a class of distances, and how many bits of detail follow each symbol. */
struct phrase_symbols {
    uint16_t of_length[PHRASE_LONGEST + 1];
    uint8_t of_class[2 * PHRASE_NEAR];
    uint8_t detail[PHRASE_SYMBOLS]; /* distances behind the letters */
};
void phrase_symbols_init(struct phrase_symbols *s);

struct phrase_code {
    struct huffman_header header;
    uint32_t letters[HUFFMAN_END + 1];    /* huffman_entry */
    uint32_t lengths[PHRASE_LONGEST + 1]; /* with the detail */
    uint32_t distances[2 * PHRASE_NEAR];  /* the code's bits, and the detail's bits above four of those */
};

/* The code for most records; the one that every reader knows (RFC 1951, section 3.2.6), which needs no header; and one for what was counted: `counts` of all
 * symbols, distances behind the letters. */
void phrase_code_of_news(struct phrase_code *c, const struct phrase_symbols *s);
void phrase_code_plain(struct phrase_code *c, const struct phrase_symbols *s);
void phrase_code_make(struct phrase_code *c, const struct phrase_symbols *s, const uint32_t *counts);

#endif
