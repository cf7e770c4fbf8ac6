/* Sixteen bytes of text at once: which of them are white space, which may end or part a sentence, which need cleaning. A bit a byte, the first one lowest.
 * SSE2 where the processor has it, else byte for byte. Used by segment*.c and article.c, whose passes over every text they shorten. Pure functions, any thread. */
#ifndef LEDE_COMMON_BLOCK16_H
#define LEDE_COMMON_BLOCK16_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK16 = 16 };

/* `at` has BLOCK16 bytes. White space: blanks and 9 to 13. */
static inline unsigned block16_spaces(const unsigned char *at)
{
#ifdef __SSE2__
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i controls = _mm_sub_epi8(bytes, _mm_set1_epi8('\t'));
    controls = _mm_cmpeq_epi8(_mm_min_epu8(controls, _mm_set1_epi8('\r' - '\t')), controls);
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(controls, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '))));
#else
    unsigned spaces = 0;
    for (unsigned i = 0; i < BLOCK16; i++)
        spaces |= (unsigned)(at[i] == ' ' || (at[i] >= '\t' && at[i] <= '\r')) << i;
    return spaces;
#endif
}

/* The bytes , ; : . ! ? and all that are not ASCII. */
static inline unsigned block16_marks(const unsigned char *at)
{
#ifdef __SSE2__
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i marks = _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(',' ^ '.')), _mm_set1_epi8('.'));
    marks = _mm_or_si128(marks, _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(':' ^ ';')), _mm_set1_epi8(';')));
    marks = _mm_or_si128(marks, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('!')));
    marks = _mm_or_si128(marks, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('?')));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(marks, bytes));
#else
    unsigned marks = 0;
    for (unsigned i = 0; i < BLOCK16; i++)
        marks |= (unsigned)(at[i] >= 0x80 || at[i] == ',' || at[i] == ';' || at[i] == ':' || at[i] == '.' || at[i] == '!' ||
                            at[i] == '?')
                 << i;
    return marks;
#endif
}

/* ASCII letters and digits. */
static inline unsigned block16_alnums(const unsigned char *at)
{
#ifdef __SSE2__
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i letters = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    __m128i digits = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    letters = _mm_cmpeq_epi8(_mm_min_epu8(letters, _mm_set1_epi8('z' - 'a')), letters);
    digits = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8('9' - '0')), digits);
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(letters, digits));
#else
    unsigned found = 0;
    for (unsigned i = 0; i < BLOCK16; i++) {
        unsigned char lower = at[i] | 0x20;
        found |= (unsigned)((lower >= 'a' && lower <= 'z') || (at[i] >= '0' && at[i] <= '9')) << i;
    }
    return found;
#endif
}

/* The bytes that are no printable ASCII: control characters, 127 and all above. */
static inline unsigned block16_unprintable(const unsigned char *at)
{
#ifdef __SSE2__
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')); /* as signed numbers, those above 127 too */
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(low, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F))));
#else
    unsigned found = 0;
    for (unsigned i = 0; i < BLOCK16; i++)
        found |= (unsigned)(at[i] < ' ' || at[i] >= 0x7F) << i;
    return found;
#endif
}

/* Is there a byte that leads a character of three or four bytes? */
static inline bool block16_has_wide(const unsigned char *at)
{
#ifdef __SSE2__
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    return _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8((char)0xE0)), bytes)) != 0;
#else
    for (unsigned i = 0; i < BLOCK16; i++)
        if (at[i] >= 0xE0)
            return true;
    return false;
#endif
}

#endif
