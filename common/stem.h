/* Xapian's Snowball stemmers, in C. Used by analyse_word.c alone; one stemmer belongs to one thread at a time. */
#ifndef LEDE_COMMON_STEM_H
#define LEDE_COMMON_STEM_H

#include <stddef.h>

struct stemmer;

/* `language`: Xapian's name, e.g. "english". NULL when there is no such stemmer. stemmer_free takes NULL. */
struct stemmer *stemmer_new(const char *language);
void stemmer_free(struct stemmer *s);

/* Write the stem of `text` (`len` bytes, lower case) to `out` (not NUL-terminated) and return its length; 0 when it is empty,
 * longer than `cap`, or the stemmer failed. */
size_t stemmer_apply(struct stemmer *s, const char *text, size_t len, char *out, size_t cap);

#endif
