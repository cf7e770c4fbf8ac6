/* What kind of character a code point is, as far as words and sentences care. ASCII by a table, the rest by ICU's properties.
 * Shared by analyse*.c and segment*.c so that both see the same words. Pure functions, any thread. */
#ifndef LEDE_COMMON_CHARS_H
#define LEDE_COMMON_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum char_kind {
    CHAR_OTHER, /* punctuation, symbols, controls: ends a word */
    CHAR_SPACE,
    CHAR_LETTER,     /* a letter of a script that writes spaces between words */
    CHAR_DIGIT,      /* a decimal digit of any script, and fractions such as ½ */
    CHAR_MARK,       /* belongs to the letter before it: combining marks, soft hyphen, joiners */
    CHAR_COMPLEX,    /* a letter of a script without spaces: Han, kana, Thai, Lao, Khmer, Burmese */
    CHAR_APOSTROPHE, /* ' and its typographic forms */
    CHAR_HYPHEN,     /* - and U+2010, U+2011: joins the parts of a compound; the underscore does the same */
    CHAR_CURRENCY,   /* $ € £ ¥ */
    CHAR_PERCENT,
};

/* The code point at `at` (below `end`); *next is set behind it. Ill-formed bytes give U+FFFD and move on by at least one. */
uint32_t char_decode_beyond_ascii(const unsigned char *text, size_t at, size_t end, size_t *next);

static inline uint32_t char_decode(const unsigned char *text, size_t at, size_t end, size_t *next)
{
    if (text[at] >= 0x80)
        return char_decode_beyond_ascii(text, at, end, next);
    *next = at + 1;
    return text[at];
}

/* The code point that ends right before `at` (above `start`); *from is set to its first byte. */
uint32_t char_decode_before(const unsigned char *text, size_t start, size_t at, size_t *from);

extern const uint8_t char_ascii_kinds[128];
enum char_kind char_kind_beyond_ascii(uint32_t c);

static inline enum char_kind char_kind(uint32_t c)
{
    return c < 0x80 ? (enum char_kind)char_ascii_kinds[c] : char_kind_beyond_ascii(c);
}

static inline bool char_is_word(enum char_kind kind)
{
    return kind == CHAR_LETTER || kind == CHAR_DIGIT || kind == CHAR_COMPLEX;
}

/* For single bytes of UTF-8 text, where the functions below would take a lead byte for a letter of Latin-1. */
static inline bool char_is_ascii_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool char_is_ascii_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool char_is_upper(uint32_t c); /* upper or title case */
bool char_is_lower(uint32_t c);
bool char_is_letter(uint32_t c); /* a letter of any script */
int char_digit(uint32_t c);      /* value of a decimal digit of any script; -1 for others */

/* Sentence marks: . ! ? and their like in other scripts. */
bool char_ends_sentence(uint32_t c);      /* … ؟ । and the like: before white space, as ! and ? */
bool char_ends_sentence_bare(uint32_t c); /* 。 ！ ？: whatever follows */
bool char_is_closer(uint32_t c);          /* closing quotes and brackets, straight quotes too */
bool char_is_opener(uint32_t c);
bool char_is_comma(uint32_t c); /* , ; : and their like: where an overlong sentence may be cut */

/* How much of a word a letter of a script without spaces counts for, in quarters: a Han or kana character 2, a Thai one 1. */
unsigned char_word_quarters(uint32_t c);

#endif
