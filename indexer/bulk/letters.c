#include "indexer/bulk/letters.h"

/* Bits of each byte's code: package-merge (Larmore & Hirschberg 1990) over the frequencies in the term lists of a news index; the rarest bytes, and those
 * of other scripts, share one length each, which keeps the header short. The Kraft sum is 1. */
static const uint8_t code_lengths[LETTERS] = {
    9,  5,  5,  5,  5,  5,  5,  6,  6,  6,  7,  7,  7,  7,  7,  7,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,
    8,  8,  8,  10, 10, 10, 10, 10, 9,  10, 11, 13, 12, 11, 11, 11, 12, 7,  9,  6,  7,  7,  8,  8,  8,  8,  8,  8,  8,
    12, 12, 14, 14, 13, 13, 13, 12, 12, 13, 11, 13, 11, 13, 14, 11, 12, 13, 14, 11, 14, 13, 11, 11, 11, 10, 11, 14, 14,
    14, 12, 11, 11, 14, 14, 14, 14, 14, 12, 5,  7,  6,  5,  4,  7,  6,  6,  5,  9,  7,  5,  6,  5,  5,  6,  9,  4,  5,
    4,  6,  7,  8,  9,  7,  10, 14, 14, 14, 14, 14, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 11};

/* The same for the code that the lengths themselves are written in. */
static const uint8_t length_lengths[HUFFMAN_LENGTH_CODES] = {5, 0, 0, 0, 5, 4, 4, 4, 5, 4, 5, 3, 4, 3, 4, 0, 2, 0, 0};

void letters_init(struct letters *l)
{
    uint8_t lengths[LETTERS + 1] = {0}; /* the last one: no distances */
    uint16_t codes[LETTERS];
    memcpy(lengths, code_lengths, LETTERS);
    huffman_codes(lengths, LETTERS, codes);
    huffman_header(&l->header, lengths, LETTERS, 1, length_lengths);
    for (size_t i = 0; i < LETTERS; i++)
        l->entries[i] = huffman_entry(codes[i], lengths[i]);
}

void letters_add(const struct letters *l, struct view bytes, struct buf *out)
{
    enum { TOGETHER = 4 }; /* codes of at most 14 bits beside 7 that wait: below 64 */
    const unsigned char *p = (const unsigned char *)bytes.ptr, *end = p + bytes.len;
    if (!buf_reserve(out, HUFFMAN_HEADER + 2 * bytes.len + 2 * sizeof(uint64_t)))
        return;
    struct bits b = bits_begin(&l->header, out->data + out->len);
    for (; end - p >= TOGETHER; p += TOGETHER) {
        for (int i = 0; i < TOGETHER; i++)
            bits_put(&b, l->entries[p[i]]);
        bits_flush(&b);
    }
    for (; p < end; p++) {
        bits_put(&b, l->entries[*p]);
        bits_flush(&b);
    }
    bits_put(&b, l->entries[HUFFMAN_END]);
    out->len = (size_t)(bits_end(&b) - out->data);
    out->data[out->len] = '\0';
}
