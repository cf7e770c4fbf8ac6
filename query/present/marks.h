/* The stretches of a unit's text that are lit: what all printers that light words have in common. */
#ifndef LEDE_QUERY_PRESENT_MARKS_H
#define LEDE_QUERY_PRESENT_MARKS_H

#include "query/present/wrap.h"
#include "query/results.h"

/* The highlights of a result that lie in its text, as offsets of that text, ascending and without overlap. Returns an array of *count that the caller frees. */
struct wrap_mark *marks_of(const struct result *item, size_t *count);

/* Append `text` with the marks between `on` and `off`, every stretch through `escape`. */
void marks_add(struct view text, const struct wrap_mark *marks, size_t count, void (*escape)(struct view text, struct buf *out),
               const char *on, const char *off, struct buf *out);

#endif
