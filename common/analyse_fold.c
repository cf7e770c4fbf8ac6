#include "common/analyse_icu.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* Letters with strokes and ligatures have no decomposition, but are typed without them all the same. */
static const struct {
    UChar32 letter;
    const char *plain;
} letters[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"}, {0x0127, "h"}, {0x0131, "i"},
    {0x0138, "q"},  {0x0142, "l"}, {0x014B, "n"}, {0x0153, "oe"}, {0x0167, "t"}, {0x0180, "b"}, {0x0188, "c"},
    {0x0192, "f"},  {0x0199, "k"}, {0x01B6, "z"}, {0x0237, "j"},  {0x0253, "b"}, {0x0256, "d"}, {0x0257, "d"},
    {0x0259, "e"},  {0x0260, "g"}, {0x0268, "i"}, {0x0289, "u"},
};

static const char *plain_letter(UChar32 c)
{
    if (c < 0xE6 || c > 0x0289)
        return NULL;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].letter == c)
            return letters[i].plain;
    }
    return NULL;
}

/* Arabic: hamza and madda on alef, and the final ya, are written or left out at will; vowel signs and tatweel spell nothing. */
static UChar32 fold_arabic(UChar32 c, UChar32 base)
{
    if ((c >= 0x064B && c <= 0x0652) || c == 0x0640 || c == 0x0670 || (c >= 0x0610 && c <= 0x061A) || (c >= 0x06D6 && c <= 0x06ED))
        return 0;
    if (c >= 0x0653 && c <= 0x0655)
        return base == 0x0627 ? 0 : c;
    if (c == 0x0671)
        return 0x0627;
    return c == 0x0649 || c == 0x06CC ? 0x064A : c == 0x06A9 ? 0x0643 : c;
}

/* Cyrillic: the stress marks go and ё is е; й, ї, ў, ѓ, ќ are letters of their own. */
static bool is_dropped_in_cyrillic(UChar32 mark, UChar32 base)
{
    if (mark == 0x0308)
        return base == 0x0435;
    return mark == 0x0300 || (mark == 0x0301 && base != 0x0433 && base != 0x043A);
}

static bool is_dropped(UChar32 mark, UChar32 base)
{
    UErrorCode code = U_ZERO_ERROR;
    switch (uscript_getScript(base, &code)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
        return true;
    case USCRIPT_CYRILLIC:
        return is_dropped_in_cyrillic(mark, base);
    case USCRIPT_HEBREW:
        return mark >= 0x0591 && mark <= 0x05C7;
    default:
        return false;
    }
}

void icu_fold_marks(const UChar *in, const int32_t *in_len, UChar *out, int32_t cap, int32_t *out_len)
{
    UChar32 base = 0;
    int32_t len = 0;
    for (int32_t i = 0; i < *in_len;) {
        UChar32 c = icu_next(in, &i, *in_len);
        if (u_charType(c) == U_NON_SPACING_MARK) {
            if (is_dropped(c, base))
                continue;
            c = fold_arabic(c, base);
        } else {
            c = fold_arabic(c, base);
            base = c ? c : base;
        }
        const char *plain = plain_letter(c);
        for (; plain && *plain && len < cap; plain++)
            out[len++] = (UChar)*plain;
        if (!plain_letter(c) && c && len + 2 <= cap)
            icu_append(out, &len, c);
    }
    *out_len = len;
}
