/* How many bits of a word are set. The compiler's own count is a call into its library where the processor is not known to have an instruction for it. */
#ifndef LEDE_COMMON_BITS_H
#define LEDE_COMMON_BITS_H

#include <stdint.h>

/* Sums of 2, 4 and 8 bits side by side, then of all bytes by one product (Warren, Hacker's Delight, section 5-1). */
static inline unsigned bits_count(uint64_t word)
{
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (unsigned)(word * UINT64_C(0x0101010101010101) >> 56);
}

#endif
