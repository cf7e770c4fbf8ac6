/* UTF-8, one code point at a time and by the kilobyte. Pure functions, any thread. */
#ifndef LEDE_COMMON_UTF8_H
#define LEDE_COMMON_UTF8_H

#include "common/buf.h"

enum { UTF8_REPLACEMENT = 0xFFFD };

/* Decode the code point at `text.ptr[*at]` and move *at on; an ill-formed sequence gives UTF8_REPLACEMENT and moves over its maximal subpart (Unicode 3.9, W3C). *at must be below len. */
uint32_t utf8_next(struct view text, size_t *at);
/* Append a code point; surrogates and values above 0x10FFFF as U+FFFD. */
void utf8_add(uint32_t code, struct buf *out);
bool utf8_valid(struct view text);
bool utf8_is_ascii(struct view text);
/* Append `text` with ill-formed parts as U+FFFD; returns how many there were. */
size_t utf8_repair(struct view text, struct buf *out);

#endif
