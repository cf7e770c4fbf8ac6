/* Text on its way out: what must be escaped for each kind of reader. Input is any bytes; output is valid UTF-8. All append to `out`. Pure, any thread. */
#ifndef LEDE_COMMON_ESCAPE_H
#define LEDE_COMMON_ESCAPE_H

#include "common/buf.h"

/* For a terminal or a log line: C0 (but \n and \t when `multiline`), DEL, C1, bidi controls and bad bytes become visible (\x1b, \u202e). */
void escape_terminal(struct view text, bool multiline, struct buf *out);
/* A JSON string with its quotes: control characters as \u00XX, bad UTF-8 as U+FFFD, the rest as it is; U+2028/2029 escaped. */
void escape_json(struct view text, struct buf *out);
/* HTML text or attribute: & < > " '. */
void escape_html(struct view text, struct buf *out);
/* One CSV cell (RFC 4180); a cell that begins with = + - @ tab or CR gets an apostrophe before it. */
void escape_csv(struct view text, struct buf *out);
/* One TSV cell: tab, newline, CR and backslash as \t \n \r \\. */
void escape_tsv(struct view text, struct buf *out);
/* One word of a TREC run: white space, control characters and % as %XX; never empty ("%" alone stands for empty). */
void escape_trec(struct view text, struct buf *out);
/* The display width in terminal columns of valid UTF-8 (East Asian wide = 2, combining = 0). */
size_t escape_width(struct view text);

#endif
