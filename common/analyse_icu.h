/* Private to analyse_icu.c, analyse_fold.c and analyse_break.c, the only files of the analysis that know ICU's types. */
#ifndef LEDE_COMMON_ANALYSE_ICU_H
#define LEDE_COMMON_ANALYSE_ICU_H

#include <unicode/ubrk.h>
#include <unicode/unorm2.h>

struct icu {
    /* Made when first needed, each by itself. */
    const UNormalizer2 *nfkc_cf, *nfd, *nfc; /* ICU's own, shared */
    UBreakIterator *words;
};

/* The code point at text[*i], below `len`; moves on. (ICU's macro of this mixes signs, which -Wconversion does not let pass.) */
static inline UChar32 icu_next(const UChar *text, int32_t *i, int32_t len)
{
    UChar32 c = text[(*i)++];
    if (c >= 0xD800 && c < 0xDC00 && *i < len && text[*i] >= 0xDC00 && text[*i] < 0xE000)
        c = 0x10000 + ((c - 0xD800) << 10) + (text[(*i)++] - 0xDC00);
    return c;
}

/* Append a code point; there must be room for two units. */
static inline void icu_append(UChar *text, int32_t *len, UChar32 c)
{
    if (c >= 0x10000) {
        text[(*len)++] = (UChar)(0xD7C0 + (c >> 10));
        c = 0xDC00 | (c & 0x3FF);
    }
    text[(*len)++] = (UChar)c;
}

/* Copy decomposed text (NFD, case-folded) without the marks that spell the same letter; `out` has room for `cap` units. */
void icu_fold_marks(const UChar *in, const int32_t *in_len, UChar *out, int32_t cap, int32_t *out_len);

#endif
