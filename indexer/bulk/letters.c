#include "indexer/bulk/letters.h"

#include "indexer/bulk/pack.h"

#include <string.h>

enum {
    LONGEST_CODE = 14,
    END_OF_BLOCK = 256,
    BLOCK_LAST = 1,
    BLOCK_DYNAMIC = 2,
    REPEAT = 16,
    LONGEST_REPEAT = 6,
    LENGTH_CODES = 19
};

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
static const uint8_t length_lengths[LENGTH_CODES] = {5, 0, 0, 0, 5, 4, 4, 4, 5, 4, 5, 3, 4, 3, 4, 0, 2, 0, 0};

/* Canonical codes (RFC 1951, section 3.2.2), turned round so that their first bit is the lowest. */
static void make_codes(const uint8_t *lengths, size_t count, uint16_t *codes)
{
    unsigned next = 0;
    for (unsigned len = 1; len <= LONGEST_CODE; len++, next <<= 1) {
        for (size_t i = 0; i < count; i++) {
            if (lengths[i] != len)
                continue;
            codes[i] = 0;
            for (unsigned bit = 0; bit < len; bit++)
                codes[i] = (uint16_t)(codes[i] | (next >> bit & 1) << (len - 1 - bit));
            next++;
        }
    }
}

static void put_header(struct letters *l, unsigned value, unsigned bits)
{
    for (unsigned i = 0; i < bits; i++, l->header_bits++)
        l->header[l->header_bits / 8] |= (unsigned char)((value >> i & 1) << l->header_bits % 8);
}

/* The lengths of all codes, runs of equal ones as "the last one 3 to 6 times more". */
static void put_lengths(struct letters *l, const uint8_t *lengths, size_t count)
{
    uint16_t codes[LENGTH_CODES] = {0};
    make_codes(length_lengths, LENGTH_CODES, codes);
    for (size_t i = 0; i < count;) {
        uint8_t length = lengths[i++];
        put_header(l, codes[length], length_lengths[length]);
        for (;;) {
            size_t run = 0;
            while (run < LONGEST_REPEAT && i + run < count && lengths[i + run] == length)
                run++;
            if (run < 3)
                break;
            put_header(l, codes[REPEAT], length_lengths[REPEAT]);
            put_header(l, (unsigned)run - 3, 2);
            i += run;
        }
    }
}

void letters_init(struct letters *l)
{
    static const uint8_t order[LENGTH_CODES] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint8_t lengths[LETTERS + 1] = {0}; /* the last one: no distances */
    *l = (struct letters){0};
    memcpy(l->lengths, code_lengths, LETTERS);
    memcpy(lengths, code_lengths, LETTERS);
    make_codes(code_lengths, LETTERS, l->codes);
    put_header(l, BLOCK_LAST | BLOCK_DYNAMIC << 1, 3);
    put_header(l, LETTERS - 257, 5);
    put_header(l, 0, 5); /* one distance code, which is not used */
    put_header(l, LENGTH_CODES - 4, 4);
    for (size_t i = 0; i < LENGTH_CODES; i++)
        put_header(l, length_lengths[order[i]], 3);
    put_lengths(l, lengths, sizeof lengths);
}

/* Bits on their way out, the first one lowest. */
struct bits {
    unsigned char *out;
    uint64_t pending;
    unsigned count; /* of pending; below 8 after flush */
};

static inline void put_letter(struct bits *b, const struct letters *l, unsigned letter)
{
    b->pending |= (uint64_t)l->codes[letter] << b->count;
    b->count += l->lengths[letter];
}

static inline void flush(struct bits *b)
{
    pack_le64(b->out, b->pending);
    b->out += b->count / 8;
    b->pending >>= b->count / 8 * 8;
    b->count %= 8;
}

void letters_add(const struct letters *l, struct view bytes, struct buf *out)
{
    enum { TOGETHER = 4 }; /* codes of at most 14 bits beside 7 that wait: below 64 */
    const unsigned char *p = (const unsigned char *)bytes.ptr, *end = p + bytes.len;
    if (!buf_reserve(out, LETTERS_HEADER + 2 * bytes.len + 2 * sizeof(uint64_t)))
        return;
    struct bits b = {.out = (unsigned char *)out->data + out->len};
    memcpy(b.out, l->header, LETTERS_HEADER);
    b.out += l->header_bits / 8;
    b.count = l->header_bits % 8;
    b.pending = l->header[l->header_bits / 8];
    for (; end - p >= TOGETHER; p += TOGETHER) {
        for (int i = 0; i < TOGETHER; i++)
            put_letter(&b, l, p[i]);
        flush(&b);
    }
    for (; p < end; p++) {
        put_letter(&b, l, *p);
        flush(&b);
    }
    put_letter(&b, l, END_OF_BLOCK);
    flush(&b);
    if (b.count)
        *b.out++ = (unsigned char)b.pending;
    out->len = (size_t)(b.out - (unsigned char *)out->data);
    out->data[out->len] = '\0';
}
