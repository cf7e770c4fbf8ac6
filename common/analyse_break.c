#include "common/analyse_parts.h"

#include "common/analyse_icu.h"
#include "common/chars.h"

#include <stdio.h>
#include <stdlib.h>

/* So many characters go to the break iterator at once; a longer run goes in slices that overlap by the last word. */
enum { SLICE_MAX = 1000 };

struct slice {
    UChar text[2 * SLICE_MAX];
    uint32_t offsets[2 * SLICE_MAX + 1]; /* where each unit begins in the source; the last: where the slice ends */
    int32_t len;
    bool goes_on; /* the run is longer */
};

static void fill_slice(const struct scan *s, struct slice *slice)
{
    size_t at = s->at;
    slice->len = 0;
    slice->goes_on = false;
    while (at < s->end) {
        size_t next;
        uint32_t c = char_decode(s->text, at, s->end, &next);
        enum char_kind kind = char_kind(c);
        if (kind != CHAR_COMPLEX && kind != CHAR_MARK)
            break;
        if (slice->len + 2 > 2 * SLICE_MAX) {
            slice->goes_on = true;
            break;
        }
        slice->offsets[slice->len] = (uint32_t)at;
        if (c >= 0x10000)
            slice->offsets[slice->len + 1] = (uint32_t)at;
        icu_append(slice->text, &slice->len, (UChar32)c);
        at = next;
    }
    slice->offsets[slice->len] = (uint32_t)at;
}

static UBreakIterator *iterator_on(struct icu *icu, const struct slice *slice)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!icu->words)
        icu->words = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    else
        code = U_ZERO_ERROR;
    if (U_SUCCESS(code))
        ubrk_setText(icu->words, slice->text, slice->len, &code);
    if (U_FAILURE(code)) {
        fprintf(stderr, "lede: the word break data of ICU cannot be loaded: %s\n", u_errorName(code));
        abort();
    }
    return icu->words;
}

static void emit_piece(struct scan *s, const struct slice *slice, int32_t from, int32_t to)
{
    uint32_t start = slice->offsets[from];
    uint32_t end = slice->offsets[to];
    const struct surface *surface = icu_surface(s->a, (const char *)s->text + start, end - start);
    scan_emit(s, surface->folded, start, end, false);
    scan_add_variant(s, surface->accented, start, end, s->position - 1);
}

void scan_complex(struct scan *s)
{
    struct slice slice;
    do {
        fill_slice(s, &slice);
        UBreakIterator *words = iterator_on(s->a->icu, &slice);
        int32_t from = ubrk_first(words);
        for (int32_t to = ubrk_next(words); to != UBRK_DONE; to = ubrk_next(words)) {
            if (slice.goes_on && to == slice.len && from > 0)
                break; /* perhaps half a word: it begins the next slice */
            emit_piece(s, &slice, from, to);
            from = to;
        }
        s->at = slice.offsets[from];
    } while (slice.goes_on);
}
