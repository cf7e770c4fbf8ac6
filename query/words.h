/* The words of a command line as one query. Used by the commands that take WORDS... */
#ifndef LEDE_QUERY_WORDS_H
#define LEDE_QUERY_WORDS_H

#include "common/buf.h"

enum { WORDS_MAX = 4096 }; /* bytes */

/* Append the arguments with a space between them. STATUS_USAGE when nothing is left, or more than WORDS_MAX bytes. */
enum status words_join(const char *const *words, size_t count, struct buf *out, struct error *err) WARN_UNUSED;

#endif
