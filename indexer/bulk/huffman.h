/* What the encoders of deflate streams share: Huffman codes, the header that tells a reader of them (RFC 1951, section 3.2.7), and bits on their way out.
 * Pure functions, any thread. Used by letters.h and phrases.h. */
#ifndef LEDE_INDEXER_BULK_HUFFMAN_H
#define LEDE_INDEXER_BULK_HUFFMAN_H

#include "indexer/bulk/pack.h"

enum {
    HUFFMAN_SYMBOLS = 286,     /* of the largest alphabet: bytes, the end of the block, lengths of repetitions */
    HUFFMAN_LENGTH_CODES = 19, /* of the code that lengths of codes are written in */
    HUFFMAN_LONGEST = 15,
    HUFFMAN_HEADER = 320, /* bytes; the longest has 17 + 57 + 316 * 7 bits */
    HUFFMAN_END = 256     /* the symbol that ends a block */
};

/* Bits of each symbol's code, none above `longest`, and 0 for symbols that do not occur: Huffman's algorithm, with counts halved until the longest code is
 * short enough. Of two symbols or more the code is complete, which zlib asks for. */
void huffman_lengths(const uint32_t *counts, size_t count, unsigned longest, uint8_t *lengths);

/* The codes that belong to the lengths, their first bit lowest. */
void huffman_codes(const uint8_t *lengths, size_t count, uint16_t *codes);

/* A table entry: a code, or a code and what follows it, above eight bits that say how many bits those are. */
static inline uint32_t huffman_entry(unsigned code, unsigned bits)
{
    return code << 8 | bits;
}

/* The beginning of a stream whose one block goes by these codes; `lengths` holds those of `letters` symbols (257 to 286) and of `distances` (1 to 30) one after
 * the other. `length_lengths`: the code that they are written in, or NULL to have the best. */
struct huffman_header {
    unsigned char bytes[HUFFMAN_HEADER];
    unsigned bits;
};
void huffman_header(struct huffman_header *h, const uint8_t *lengths, unsigned letters, unsigned distances,
                    const uint8_t *length_lengths);

/* The same with the fixed codes of section 3.2.6. */
void huffman_plain_header(struct huffman_header *h);

/* Bits on their way out, the first one lowest. Eight bytes are written at a time: so much room must be left behind the last. */
struct bits {
    unsigned char *out;
    uint64_t pending;
    unsigned count; /* of pending, in the six lowest bits; below 8 after bits_flush, never above 63 */
};

static inline struct bits bits_begin(const struct huffman_header *h, char *out)
{
    size_t whole = h->bits / 8;
    memcpy(out, h->bytes, whole);
    return (struct bits){.out = (unsigned char *)out + whole, .pending = h->bytes[whole], .count = h->bits % 8};
}

static inline void bits_put(struct bits *b, uint32_t entry)
{
    b->pending |= (uint64_t)(entry >> 8) << (b->count & 63);
    b->count += entry; /* the code above comes along, which is cheaper than to take it off */
}

static inline void bits_flush(struct bits *b)
{
    pack_le64(b->out, b->pending);
    b->out += b->count >> 3 & 7;
    b->pending >>= b->count & 56; /* whole bytes */
    b->count &= 7;
}

/* Where the stream ends. */
static inline char *bits_end(struct bits *b)
{
    bits_flush(b);
    if (b->count)
        *b->out++ = (unsigned char)b->pending;
    return (char *)b->out;
}

#endif
