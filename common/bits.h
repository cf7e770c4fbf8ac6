/* Words of 64 bits: eight bytes read as one, and how many bits of one are set. Pure functions, any thread. */
#ifndef LEDE_COMMON_BITS_H
#define LEDE_COMMON_BITS_H

#include <stdint.h>
#include <string.h>

/* Eight bytes from anywhere as a number, the first one lowest, whatever the processor's order. */
static inline uint64_t bits_le64(const void *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The compiler's own count is a call into its library where the processor is not known to have an instruction for it. Sums of 2, 4 and 8 bits side by side, then of
 * all bytes by one product (Warren, Hacker's Delight, section 5-1). */
static inline unsigned bits_count(uint64_t word)
{
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (unsigned)(word * UINT64_C(0x0101010101010101) >> 56);
}

#endif
