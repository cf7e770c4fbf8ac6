/* Text as the source of a man page, ASCII only. Used by the pages of the programs and of the query language. Pure, any thread. */
#ifndef LEDE_COMMON_ROFF_H
#define LEDE_COMMON_ROFF_H

#include "common/buf.h"

/* Append text so that it stands in the page as it is; a dot at the start of a line does not become a request. */
void roff_text(struct view text, struct buf *out);
void roff_line(struct view text, struct buf *out);

/* A request or macro with one argument: `.B "lede\-query"`. */
void roff_macro(const char *macro, struct view text, struct buf *out);

/* Paragraphs between blank lines; one that begins with a space stays as it stands. `first_is_fresh`: a heading stands before them. */
void roff_paragraphs(const char *paragraphs, bool first_is_fresh, struct buf *out);

/* Lines "name\ttext" as tagged paragraphs under a heading; nothing when there are none. */
void roff_table(const char *title, const char *rows, struct buf *out);

#endif
