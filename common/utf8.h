/* UTF-8, one code point at a time and by the kilobyte: the only decoder of the project.
 *
 * Well-formed is what table 3-7 of the Unicode standard lists: no overlong forms, no surrogates, nothing above U+10FFFF. An
 * ill-formed sequence is replaced by its maximal subpart (Unicode 3.9, "U+FFFD Substitution of Maximal Subparts"; the same as
 * the WHATWG decoder), so the number of replacements is the same as in ICU, Python and browsers.
 * ASCII, most of all news, is passed 8 bytes at a time. Pure functions, any thread. Used by everything that touches text. */
#ifndef LEDE_COMMON_UTF8_H
#define LEDE_COMMON_UTF8_H

#include "common/buf.h"

enum { UTF8_REPLACEMENT = 0xFFFD, UTF8_MAX_BYTES = 4 };

/* Decode the code point at `text.ptr[*at]` and move *at on (by at least 1, never past len). An ill-formed sequence gives
 * UTF8_REPLACEMENT and moves over its maximal subpart. *at must be below len. */
uint32_t utf8_next(struct view text, size_t *at);

/* Append a code point; surrogates and values above 0x10FFFF as U+FFFD. */
void utf8_add(uint32_t code, struct buf *out);

/* Whether the whole text is well-formed; the empty text is. */
bool utf8_valid(struct view text);

/* Whether no byte is above 0x7F; the empty text has none. */
bool utf8_is_ascii(struct view text);

/* The text without a byte order mark in front of it. */
struct view utf8_without_mark(struct view text);

/* Append `text` with each ill-formed part as U+FFFD; returns how many there were. */
size_t utf8_repair(struct view text, struct buf *out);

#endif
