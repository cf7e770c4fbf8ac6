/* How plain text shows its paragraphs: by blank lines, by one long line each, or by indented first lines. Pure functions, any thread. */
#ifndef LEDE_INDEXER_FORMATS_TEXT_LAYOUT_H
#define LEDE_INDEXER_FORMATS_TEXT_LAYOUT_H

#include "common/buf.h"

/* `text` with CR LF and lone CR as LF; itself when it has no CR, else a view of `room`. */
struct view text_unix_lines(struct view text, struct buf *room);

/* `text` with a blank line between all its paragraphs; itself when it has blank lines already or shows no paragraphs, else a view of `room`. */
struct view text_mark_paragraphs(struct view text, struct buf *room);

#endif
