#include "indexer/bulk/phrase_code.h"

/* Bits of each symbol's code, distances behind the letters. Huffman's algorithm over what phrases_count() counted in the records of corpus/, of Reuters news of
 * 1987, of encyclopedia articles in English and, at a twentieth, of news in eight other languages; then 20 million random exchanges that keep the Kraft sum at 1
 * (two symbols change lengths; one gets a bit more, which pays for two that get one less) by simulated annealing, towards the fewest bits for a record of
 * 2,500 bytes with its header. That makes runs of equal lengths, and the header 53 bytes instead of 108, for 1.2 % more behind it. Records of other news than these are
 * within 3 % of what a code of their own makes of them. */
static const uint8_t code_lengths[PHRASE_SYMBOLS] = {
    7,  9,  9,  9,  9,  9,  13, 13, 13, 13, 7,  12, 12, 12, 12, 12, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    3,  13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 7,  7,  7,  7,  7,  7,  7,  9,  9,  9,  9,  9,  9,  9,  13, 13, 13, 13, 13, 13,
    13, 7,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  13, 13, 13, 13, 13, 13,
    13, 4,  7,  6,  5,  4,  6,  7,  6,  5,  9,  7,  5,  6,  4,  4,  6,  9,  5,  5,  4,  6,  7,  7,  7,  7,  13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 5,  7,  7,  7,  7,  7,  9,  9,  9,  9,  9,  13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 7,  11,
    11, 11, 11, 11, 9,  7,  5,  7,  4,  4,  4,  4,  4,  3,  3,  3,  3,  5,  5,  5,  5,  11, 11, 11, 11, 11, 11, 11};

/* The same for the code that the lengths themselves are written in. */
static const uint8_t length_lengths[HUFFMAN_LENGTH_CODES] = {0, 0, 0, 6, 4, 4, 4, 3, 0, 4, 0, 5, 6, 4, 0, 0, 1, 0, 0};

/* Bits of detail of a symbol, counted from the first of its kind: twice `each` symbols have none, then `each` have 1, `each` 2 … */
static unsigned detail_of(unsigned symbol, unsigned each)
{
    unsigned step = symbol / each;
    return step > 1 ? step - 1 : 0;
}

void phrase_symbols_init(struct phrase_symbols *s)
{
    enum { LENGTH_STEP = 4, DISTANCE_STEP = 2, LAST = PHRASE_LETTERS - 1 };
    *s = (struct phrase_symbols){0};
    unsigned length = PHRASE_SHORTEST, distance = 0;
    for (unsigned symbol = HUFFMAN_END + 1; symbol < LAST; symbol++) {
        s->detail[symbol] = (uint8_t)detail_of(symbol - HUFFMAN_END - 1, LENGTH_STEP);
        for (unsigned i = 0; i < 1U << s->detail[symbol] && length < PHRASE_LONGEST; i++)
            s->of_length[length++] = (uint16_t)symbol;
    }
    s->of_length[PHRASE_LONGEST] = LAST;
    for (unsigned symbol = 0; symbol < PHRASE_DISTANCES; symbol++) {
        unsigned detail = s->detail[PHRASE_LETTERS + symbol] = (uint8_t)detail_of(symbol, DISTANCE_STEP);
        for (unsigned i = 0; i < 1U << detail; i++)
            s->of_class[phrase_class(distance++)] = (uint8_t)symbol;
    }
}

/* The tables; lengths and codes of all symbols, distances behind the letters. */
static void fill(struct phrase_code *c, const struct phrase_symbols *s, const uint8_t *lengths, const uint16_t *codes)
{
    for (unsigned i = 0; i <= HUFFMAN_END; i++)
        c->letters[i] = huffman_entry(codes[i], lengths[i]);
    unsigned first = 0;
    for (unsigned i = PHRASE_SHORTEST; i <= PHRASE_LONGEST; i++) {
        unsigned symbol = s->of_length[i];
        first = symbol == s->of_length[i - 1] ? first : i;
        c->lengths[i] = huffman_entry(codes[symbol] | (i - first) << lengths[symbol], lengths[symbol] + s->detail[symbol]);
    }
    for (unsigned i = 0; i < 2 * PHRASE_NEAR; i++) {
        unsigned symbol = PHRASE_LETTERS + s->of_class[i];
        c->distances[i] = huffman_entry(codes[symbol], lengths[symbol] | (unsigned)s->detail[symbol] << 4);
    }
}

static void make(struct phrase_code *c, const struct phrase_symbols *s, const uint8_t *lengths, const uint8_t *their_lengths)
{
    uint16_t codes[PHRASE_SYMBOLS];
    huffman_codes(lengths, PHRASE_LETTERS, codes);
    huffman_codes(lengths + PHRASE_LETTERS, PHRASE_DISTANCES, codes + PHRASE_LETTERS);
    huffman_header(&c->header, lengths, PHRASE_LETTERS, PHRASE_DISTANCES, their_lengths);
    fill(c, s, lengths, codes);
}

void phrase_code_of_news(struct phrase_code *c, const struct phrase_symbols *s)
{
    make(c, s, code_lengths, length_lengths);
}

void phrase_code_plain(struct phrase_code *c, const struct phrase_symbols *s)
{
    enum { ALL = 288, FIRST_9 = 144, FIRST_7 = 256, FIRST_8 = 280, DISTANCE = 5 }; /* two symbols have codes, but no meaning */
    uint8_t lengths[ALL + PHRASE_DISTANCES];
    uint16_t codes[ALL + PHRASE_DISTANCES];
    for (unsigned i = 0; i < ALL; i++)
        lengths[i] = i < FIRST_9 ? 8 : i < FIRST_7 ? 9 : i < FIRST_8 ? 7 : 8;
    huffman_codes(lengths, ALL, codes);
    memset(lengths + PHRASE_LETTERS, DISTANCE, PHRASE_DISTANCES);
    huffman_codes(lengths + PHRASE_LETTERS, PHRASE_DISTANCES, codes + PHRASE_LETTERS);
    huffman_plain_header(&c->header);
    fill(c, s, lengths, codes);
}

void phrase_code_make(struct phrase_code *c, const struct phrase_symbols *s, const uint32_t *counts)
{
    uint8_t lengths[PHRASE_SYMBOLS];
    huffman_lengths(counts, PHRASE_LETTERS, PHRASE_LETTER_BITS, lengths);
    huffman_lengths(counts + PHRASE_LETTERS, PHRASE_DISTANCES, HUFFMAN_LONGEST, lengths + PHRASE_LETTERS);
    make(c, s, lengths, NULL);
}
