#include "common/chars.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

uint32_t char_decode_beyond_ascii(const unsigned char *text, size_t at, size_t end, size_t *next)
{
    /* ICU's macro counts in int32_t; four bytes are enough for one character. */
    int32_t i = 0;
    int32_t length = end - at < U8_MAX_LENGTH ? (int32_t)(end - at) : U8_MAX_LENGTH;
    const unsigned char *p = text + at;
    UChar32 c;
    U8_NEXT_OR_FFFD(p, i, length, c);
    *next = at + (size_t)i;
    return (uint32_t)c;
}

uint32_t char_decode_before(const unsigned char *text, size_t start, size_t at, size_t *from)
{
    size_t first = at - 1;
    while (first > start && at - first < U8_MAX_LENGTH && (text[first] & 0xC0) == 0x80)
        first--;
    size_t next;
    uint32_t c = char_decode(text, first, at, &next);
    if (next == at) {
        *from = first;
        return c;
    }
    *from = at - 1; /* ill-formed */
    return 0xFFFD;
}

struct range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t c, const struct range *ranges, size_t count)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = (low + count) / 2;
        if (c < ranges[middle].first)
            count = middle;
        else if (c > ranges[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

/* Blocks of the scripts that ICU cuts by dictionary (line break class SA, and what CJK dictionaries hold). */
static const struct range southeast_asian[] = {
    {0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x1950, 0x19FF}, {0x1A20, 0x1AAF}, {0xA9E0, 0xA9FF}, {0xAA60, 0xAADF},
};
static const struct range east_asian[] = {
    {0x2E80, 0x2FDF}, {0x3005, 0x3007},   {0x3021, 0x3029},   {0x3031, 0x3035},   {0x3038, 0x303C}, {0x3041, 0x309F},
    {0x30A1, 0x30FA}, {0x30FC, 0x30FF},   {0x31F0, 0x31FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF}, {0xF900, 0xFAFF},
    {0xFF66, 0xFF9F}, {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B16F}, {0x20000, 0x3FFFF},
};

static bool is_southeast_asian(uint32_t c)
{
    return in_ranges(c, southeast_asian, sizeof southeast_asian / sizeof *southeast_asian);
}

static bool is_east_asian(uint32_t c)
{
    return in_ranges(c, east_asian, sizeof east_asian / sizeof *east_asian);
}

unsigned char_word_quarters(uint32_t c)
{
    if (c < 0x0E00)
        return 0;
    return is_east_asian(c) ? 2 : is_southeast_asian(c) ? 1 : 0;
}

/* The single characters whose kind their general category does not tell. */
static bool special_kind(uint32_t c, enum char_kind *out)
{
    switch (c) {
    case 0x2019: /* right single quote: the apostrophe of typeset text */
    case 0x02BC: /* Ukrainian and others */
    case 0xFF07:
        *out = CHAR_APOSTROPHE;
        return true;
    case 0x2010:
    case 0x2011:
        *out = CHAR_HYPHEN;
        return true;
    case 0xA3:
    case 0xA5:
    case 0x20AC:
    case 0xFF04:
    case 0xFFE1:
    case 0xFFE5:
        *out = CHAR_CURRENCY;
        return true;
    case 0x066A:
    case 0xFF05:
        *out = CHAR_PERCENT;
        return true;
    case 0x05F3: /* Hebrew geresh and gershayim stand inside abbreviations */
    case 0x05F4:
        *out = CHAR_MARK;
        return true;
    case 0x200B: /* zero width space: a word end that is not seen */
        *out = CHAR_SPACE;
        return true;
    default:
        return false;
    }
}

static enum char_kind letter_kind(uint32_t c)
{
    return char_word_quarters(c) ? CHAR_COMPLEX : CHAR_LETTER;
}

const uint8_t char_ascii_kinds[128] = {
    ['\t' ... '\r'] = CHAR_SPACE, [' '] = CHAR_SPACE,       ['0' ... '9'] = CHAR_DIGIT, ['A' ... 'Z'] = CHAR_LETTER,
    ['a' ... 'z'] = CHAR_LETTER,  ['\''] = CHAR_APOSTROPHE, ['-'] = CHAR_HYPHEN,        ['_'] = CHAR_HYPHEN,
    ['$'] = CHAR_CURRENCY,        ['%'] = CHAR_PERCENT,
};

enum char_kind char_kind_beyond_ascii(uint32_t c)
{
    enum char_kind kind;
    if (special_kind(c, &kind))
        return kind;
    switch (u_charType((UChar32)c)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
        return letter_kind(c);
    case U_DECIMAL_DIGIT_NUMBER:
        return CHAR_DIGIT;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
        return CHAR_MARK;
    case U_OTHER_NUMBER: /* ½ ² ① : digits after compatibility mapping */
        return CHAR_DIGIT;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return CHAR_SPACE;
    case U_CONTROL_CHAR:
        return c == 0x85 ? CHAR_SPACE : CHAR_OTHER;
    default:
        return CHAR_OTHER;
    }
}

bool char_is_upper(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    return u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

bool char_is_lower(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower((UChar32)c);
}

bool char_is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c);
}

int char_digit(uint32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    return u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue((UChar32)c) : -1;
}

bool char_ends_sentence(uint32_t c)
{
    switch (c) {
    case '!':
    case '?':
    case 0x0589: /* Armenian full stop */
    case 0x061F: /* Arabic question mark */
    case 0x06D4: /* Urdu full stop */
    case 0x0964: /* danda */
    case 0x0965:
    case 0x104A: /* Burmese */
    case 0x104B:
    case 0x1362: /* Ethiopic */
    case 0x17D4: /* Khmer */
    case 0x2026: /* ellipsis */
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return true;
    default:
        return false;
    }
}

bool char_ends_sentence_bare(uint32_t c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61;
}

bool char_is_closer(uint32_t c)
{
    if (c < 0x80)
        return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}';
    if (c == 0x201C) /* closes „German“ quotes */
        return true;
    int8_t type = u_charType((UChar32)c);
    return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION;
}

bool char_is_opener(uint32_t c)
{
    if (c < 0x80)
        return c == '"' || c == '\'' || c == '(' || c == '[' || c == '{';
    int8_t type = u_charType((UChar32)c);
    return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION || c == 0xBB || c == 0xBF || c == 0xA1;
}

bool char_is_comma(uint32_t c)
{
    return c == ',' || c == ';' || c == ':' || c == 0x060C || c == 0x061B || c == 0x3001 || c == 0xFF0C || c == 0xFF1B ||
           c == 0xFF1A || c == 0x2014 || c == 0x2013;
}
