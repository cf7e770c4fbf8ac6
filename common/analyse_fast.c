#include "common/analyse_parts.h"

#include "common/chars.h"

/* What a byte is to the loop over a sentence. */
enum byte_kind { BYTE_SKIP, BYTE_DIGIT, BYTE_LETTER, BYTE_HIGH, BYTE_SIGN };

/* Bytes that, right behind a plain word, ask for a closer look: the word may go on. */
enum { JOINS = 8, KIND = 7 };

static const uint8_t bytes[256] = {
    ['0' ... '9'] = BYTE_DIGIT,
    ['A' ... 'Z'] = BYTE_LETTER,
    ['a' ... 'z'] = BYTE_LETTER,
    [0x80 ... 0xFF] = BYTE_HIGH | JOINS,
    ['$'] = BYTE_SIGN,
    ['%'] = BYTE_SIGN,
    ['.'] = BYTE_SIGN | JOINS,
    ['\''] = JOINS,
    ['-'] = JOINS,
    ['_'] = JOINS,
    ['&'] = JOINS,
};

static bool is_alnum(unsigned char c)
{
    uint8_t kind = bytes[c];
    return kind == BYTE_DIGIT || kind == BYTE_LETTER;
}

/* Does the full stop behind the word of `len` letters leave it alone? An acronym has groups of one or two letters. */
static bool dot_is_end(const struct scan *s, uint32_t dot, uint32_t len)
{
    return len > 2 || dot + 1 >= s->end || (!is_alnum(s->text[dot + 1]) && s->text[dot + 1] < 0x80);
}

/* A word of plain ASCII letters and digits that nothing is joined to: one look into the dictionary. False, with nothing done, for others. */
static bool scan_plain(struct scan *s)
{
    const unsigned char *p = s->text;
    uint32_t start = s->at;
    uint32_t limit = s->end - start > ANALYSE_MAX_TERM ? start + ANALYSE_MAX_TERM : s->end;
    uint32_t at = start;
    char lower[ANALYSE_MAX_TERM];
    uint64_t hash = hash_seed(s->a->language);
    do {
        unsigned char c = p[at] | 0x20;
        lower[at - start] = (char)c;
        hash = hash_byte(hash, c);
        at++;
    } while (at < limit && is_alnum(p[at]));
    if (at < s->end) {
        if (bytes[p[at]] & JOINS && !(p[at] == '.' && dot_is_end(s, at, at - start)))
            return false;
        if (at == limit && is_alnum(p[at]))
            return false;
    }
    const struct entry *e = entry_find_hashed(s->a, hash_end(hash), lower, at - start);
    const struct entry *variant = NULL;
    if (e->special == SPECIAL_COLLISION)
        e = acronym_decide(s, e, start, at, &variant);
    scan_emit(s, e, start, at, p[start] < 'a');
    if (variant)
        scan_add_variant(s, variant, start, at, s->position - 1);
    s->at = at;
    return true;
}

static uint8_t currency_of(uint32_t c)
{
    switch (c) {
    case '$':
    case 0xFF04:
        return CURRENCY_DOLLAR;
    case 0x20AC:
        return CURRENCY_EURO;
    case 0xA3:
    case 0xFFE1:
        return CURRENCY_POUND;
    default:
        return CURRENCY_YEN;
    }
}

/* A currency sign belongs to the digits behind it, or to the number before it. */
static void scan_currency(struct scan *s, uint32_t c, uint32_t next)
{
    bool taken = s->number.active && number_sign(s, s->at, next, currency_of(c));
    s->currency = taken ? CURRENCY_NONE : currency_of(c);
    s->currency_end = next;
    s->at = next;
}

/* A character that is no ASCII letter: the begin of a word, a sign, or nothing. */
static void scan_other(struct scan *s)
{
    size_t next;
    uint32_t c = char_decode(s->text, s->at, s->end, &next);
    enum char_kind kind = char_kind(c);
    if (kind == CHAR_COMPLEX) {
        scan_complex(s);
    } else if (char_is_word(kind)) {
        scan_run(s);
    } else if (kind == CHAR_CURRENCY) {
        scan_currency(s, c, (uint32_t)next);
    } else {
        if (kind == CHAR_PERCENT && s->number.active)
            number_sign(s, s->at, (uint32_t)next, CURRENCY_NONE);
        s->at = (uint32_t)next;
    }
}

/* ".5": digits behind a full stop that stands free. */
static bool is_decimal_without_zero(const struct scan *s)
{
    if (s->text[s->at] != '.' || s->at + 1 >= s->end || bytes[s->text[s->at + 1]] != BYTE_DIGIT)
        return false;
    unsigned char before = s->at > s->start ? s->text[s->at - 1] : ' ';
    return before == ' ' || before == '\n' || before == '(' || before == '$';
}

void scan_sentence(struct scan *s)
{
    bool fast = !s->a->no_fast_path;
    while (s->at < s->end) {
        switch ((enum byte_kind)(bytes[s->text[s->at]] & KIND)) {
        case BYTE_SKIP:
            s->at++;
            break;
        case BYTE_LETTER:
            if (!fast || !scan_plain(s))
                scan_run(s);
            break;
        case BYTE_DIGIT:
            scan_run(s);
            break;
        case BYTE_SIGN:
            if (is_decimal_without_zero(s))
                scan_run(s);
            else
                scan_other(s);
            break;
        case BYTE_HIGH:
            scan_other(s);
            break;
        }
    }
}
