/* The number and string encodings that Xapian's glass tables are made of, beside the varints of common/buf.h.
 * Format described in Xapian's glass backend (version 2016-03-14); checked against libxapian's own output in test_glass_*.c. Pure functions, any thread. */
#ifndef LEDE_INDEXER_BULK_PACK_H
#define LEDE_INDEXER_BULK_PACK_H

#include "common/bits.h"
#include "common/buf.h"

#include <string.h>

/* Copy a few bytes (keys and tags mostly have less than 16) without a call; not one byte beyond `len` is touched. */
static inline void pack_bytes(unsigned char *to, const void *from, size_t len)
{
    const unsigned char *p = (const unsigned char *)from; /* the tests in C++ want it said */
    if (len > 16) {
        memcpy(to, p, len);
    } else if (len >= 8) {
        uint64_t first, last;
        memcpy(&first, p, 8);
        memcpy(&last, p + len - 8, 8);
        memcpy(to, &first, 8);
        memcpy(to + len - 8, &last, 8);
    } else if (len >= 4) {
        uint32_t first, last;
        memcpy(&first, p, 4);
        memcpy(&last, p + len - 4, 4);
        memcpy(to, &first, 4);
        memcpy(to + len - 4, &last, 4);
    } else if (len) {
        to[0] = p[0];
        to[len / 2] = p[len / 2];
        to[len - 1] = p[len - 1];
    }
}

/* Big-endian numbers of blocks. */
static inline void pack_be16(unsigned char *at, unsigned n)
{
    at[0] = (unsigned char)(n >> 8);
    at[1] = (unsigned char)n;
}

static inline void pack_be32(unsigned char *at, uint32_t n)
{
    pack_be16(at, n >> 16);
    pack_be16(at + 2, n & 0xFFFF);
}

static inline uint32_t unpack_be16(const unsigned char *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static inline uint32_t unpack_be32(const unsigned char *at)
{
    return unpack_be16(at) << 16 | unpack_be16(at + 2);
}

/* Eight bytes, the lowest first: of a stream of bits. */
static inline void pack_le64(unsigned char *at, uint64_t n)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    n = __builtin_bswap64(n);
#endif
    memcpy(at, &n, sizeof n);
}

/* A number whose bytes sort as the numbers do: 2 to 5 bytes. */
enum { PACK_SORTABLE_UINT_MAX = 5 };
static inline size_t pack_sortable_uint(unsigned char *at, uint32_t n)
{
    if (n < 0x8000) {
        pack_be16(at, n);
        return 2;
    }
    if (n < 0x400000) {
        at[0] = (unsigned char)(0x80 | n >> 16);
        pack_be16(at + 1, n & 0xFFFF);
        return 3;
    }
    if (n < 0x20000000) {
        pack_be32(at, n | 0xC0000000U);
        return 4;
    }
    at[0] = 0xE0;
    pack_be32(at + 1, n);
    return 5;
}

static inline size_t pack_sortable_uint_len(uint32_t n)
{
    return n < 0x8000 ? 2 : n < 0x400000 ? 3 : n < 0x20000000 ? 4 : 5;
}

/* Whether one of the bytes is zero; eight are looked at together. */
static inline bool pack_has_zero(const char *bytes, size_t len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    for (; len >= 8; bytes += 8, len -= 8) {
        uint64_t eight = bits_le64(bytes);
        if ((eight - ones) & ~eight & ones << 7)
            return true;
    }
    bool zero = false;
    for (; len; len--)
        zero |= bytes[len - 1] == '\0';
    return zero;
}

/* A string whose bytes sort as the string does even when something follows it: 00 becomes 00 FF, and 00 ends it unless
 * it is the last thing of its key. `at` must have room for 2 * len + 1 bytes. */
static inline size_t pack_sortable_string(unsigned char *at, struct view s, bool last)
{
    size_t len = s.len;
    pack_bytes(at, s.ptr, s.len);
    if (pack_has_zero(s.ptr, s.len)) /* hardly ever */
        for (size_t i = len = 0; i < s.len; i++) {
            at[len++] = (unsigned char)s.ptr[i];
            if (s.ptr[i] == '\0')
                at[len++] = 0xFF;
        }
    if (!last)
        at[len++] = 0;
    return len;
}

/* A varint (7 bits a byte, low first) into fixed memory with room for 10 bytes. */
static inline size_t pack_varint(unsigned char *at, uint64_t n)
{
    size_t len = 0;
    while (n >= 0x80) {
        at[len++] = (unsigned char)(n | 0x80);
        n >>= 7;
    }
    at[len++] = (unsigned char)n;
    return len;
}

static inline size_t pack_varint_len(uint64_t n)
{
    size_t len = 1;
    for (; n >= 0x80; n >>= 7)
        len++;
    return len;
}

#endif
