/* Which charset bytes are in. Used by charset.c. Any thread. */
#ifndef LEDE_INDEXER_CHARSET_GUESS_H
#define LEDE_INDEXER_CHARSET_GUESS_H

#include "common/buf.h"

/* Write a name that ICU knows ("UTF-8" for UTF-8) to `name`, and how many bytes of byte order mark come first. */
void charset_guess(struct view bytes, char *name, size_t size, size_t *mark);

/* UTF-16 or UTF-32 without a mark, by where the NULs are: its name, or NULL. */
const char *charset_wide_pattern(struct view bytes);

/* The byte order mark at the beginning: its charset and length, or NULL. */
const char *charset_mark(struct view bytes, size_t *length);

#endif
