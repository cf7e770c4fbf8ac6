#include "common/analyse_icu.h"

#include "common/analyse_parts.h"
#include "common/chars.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ustring.h>

struct icu *icu_new(void)
{
    return mem_alloc(sizeof(struct icu));
}

void icu_free(struct icu *icu)
{
    if (!icu)
        return;
    ubrk_close(icu->words);
    free(icu);
}

/* A word in UTF-16. Words whose source is longer have no term: even fully composed they would pass ANALYSE_MAX_TERM. */
enum { UNITS_MAX = 8 * ANALYSE_MAX_TERM, RAW_MAX = 4 * ANALYSE_MAX_TERM };

struct units {
    UChar text[UNITS_MAX];
    int32_t len;
};

/* *form is had from `get` when it is first used: for texts in plain ASCII no data of ICU's is read. The data is part of its library:
 * without it nothing here can work, and no caller could do better than stop. */
static bool normalise(const UNormalizer2 **form, const UNormalizer2 *(*get)(UErrorCode *), const struct units *in,
                      struct units *out)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!*form)
        *form = get(&code);
    if (U_FAILURE(code)) {
        fprintf(stderr, "lede: the Unicode data of ICU cannot be loaded: %s\n", u_errorName(code));
        abort();
    }
    out->len = unorm2_normalize(*form, in->text, in->len, out->text, UNITS_MAX, &code);
    return U_SUCCESS(code);
}

static bool from_utf8(const char *text, size_t len, struct units *out)
{
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(out->text, UNITS_MAX, &out->len, text, (int32_t)len, 0xFFFD, NULL, &code);
    return U_SUCCESS(code);
}

static size_t to_utf8(const struct units *in, char *out, size_t cap)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t len = 0;
    u_strToUTF8(out, (int32_t)cap, &len, in->text, in->len, &code);
    return U_SUCCESS(code) ? (size_t)len : 0;
}

static void add_unit(struct units *out, UChar32 c)
{
    if (out->len + 2 <= UNITS_MAX)
        icu_append(out->text, &out->len, c);
}

/* One apostrophe, ASCII digits; what stands in Hebrew abbreviations and between the letters of soft-hyphenated words goes. */
static void unify(struct units *word)
{
    struct units out = {.len = 0};
    for (int32_t i = 0; i < word->len;) {
        UChar32 c = icu_next(word->text, &i, word->len);
        enum char_kind kind = char_kind((uint32_t)c);
        int digit = char_digit((uint32_t)c);
        if (kind == CHAR_APOSTROPHE)
            add_unit(&out, '\'');
        else if (digit >= 0)
            add_unit(&out, '0' + digit);
        else if (char_is_word(kind) || (kind == CHAR_MARK && u_charType(c) != U_FORMAT_CHAR && c != 0x05F3 && c != 0x05F4))
            add_unit(&out, c);
    }
    u_memcpy(word->text, out.text, out.len);
    word->len = out.len;
}

size_t icu_fold(struct analyser *a, const char *text, size_t len, char *out, size_t cap)
{
    struct units word, decomposed;
    if (len > RAW_MAX || !from_utf8(text, len, &word) || !normalise(&a->icu->nfd, unorm2_getNFDInstance, &word, &decomposed))
        return 0;
    icu_fold_marks(decomposed.text, &decomposed.len, word.text, UNITS_MAX, &word.len);
    if (!normalise(&a->icu->nfc, unorm2_getNFCInstance, &word, &decomposed))
        return 0;
    return to_utf8(&decomposed, out, cap);
}

/* Case and width folded, in `out`; 0 when nothing is left or it is too long. */
static size_t fold_case(struct analyser *a, const char *raw, size_t len, char *out, size_t cap)
{
    struct units source, folded;
    if (len > RAW_MAX || !from_utf8(raw, len, &source) ||
        !normalise(&a->icu->nfkc_cf, unorm2_getNFKCCasefoldInstance, &source, &folded))
        return 0;
    unify(&folded);
    return to_utf8(&folded, out, cap);
}

static void fill_surface(struct analyser *a, struct surface *surface, const char *raw, size_t len)
{
    char accented[RAW_MAX], folded[RAW_MAX];
    size_t next;
    surface->capital = len && char_is_upper(char_decode((const unsigned char *)raw, 0, len, &next));
    size_t accented_len = fold_case(a, raw, len, accented, sizeof accented);
    size_t folded_len = accented_len ? icu_fold(a, accented, accented_len, folded, sizeof folded) : 0;
    surface->folded = entry_of(a, folded, folded_len);
    bool differs = folded_len != accented_len || memcmp(folded, accented, folded_len) != 0;
    surface->accented = surface->folded && differs ? entry_of(a, accented, accented_len) : NULL;
}

const struct surface *icu_surface(struct analyser *a, const char *raw, size_t len)
{
    static const struct surface none = {0};
    if (len > RAW_MAX)
        return &none;
    uint32_t hash = hash_text(a->language, raw, len);
    for (uint32_t i = hash & a->surfaces.mask; a->surfaces.slots[i].item; i = (i + 1) & a->surfaces.mask) {
        const struct surface *s = a->surfaces.slots[i].item;
        if (s->hash == hash && s->len == len && s->language == a->language && memcmp(s->raw, raw, len) == 0)
            return s;
    }
    struct surface *made = arena_take(a, sizeof *made + len, _Alignof(struct surface));
    *made = (struct surface){.hash = hash, .len = (uint16_t)len, .language = a->language};
    memcpy(made->raw, raw, len);
    fill_surface(a, made, raw, len);
    table_add(&a->surfaces, hash, made);
    return made;
}
