/* Text on its way out: what must be escaped for each kind of reader.
 *
 * Everything that Lede prints came from outside (documents, file names, queries) and may be hostile: terminal control sequences, markup,
 * spreadsheet formulas, bytes that are no UTF-8. Each printer calls the function of its kind on every string, last of all.
 * Input is any bytes; output is valid UTF-8, appended to `out`. Pure functions, any thread. */
#ifndef LEDE_COMMON_ESCAPE_H
#define LEDE_COMMON_ESCAPE_H

#include "common/buf.h"

/* For a terminal or a log line: C0 (but \n and \t when `multiline`), DEL and bad bytes become \xNN; C1, bidi controls, line and
 * paragraph separators, U+FEFF and the invisible tag characters become \u202E or \U000E0041. A backslash stays as it is. */
void escape_terminal(struct view text, bool multiline, struct buf *out);

/* A JSON string with its quotes: \" \\ \b \f \n \r \t, other control characters (DEL and C1 too) as \u00XX, bad UTF-8 as U+FFFD,
 * U+2028 and U+2029 escaped (JavaScript), the rest as it is. */
void escape_json(struct view text, struct buf *out);

/* HTML text or attribute: & < > " ' as references; control characters but tab and newline, which HTML has no form for, and bad
 * UTF-8 as U+FFFD. */
void escape_html(struct view text, struct buf *out);

/* Markdown (CommonMark): as for a terminal, and what would be markup gets a backslash. A line of `text` may stand at the beginning of a line. */
void escape_markdown(struct view text, struct buf *out);

/* One CSV cell (RFC 4180): quoted where it has a comma, quote, CR, LF or a space at an end; a cell that begins with = + - @ tab or CR (also
 * behind spaces) gets an apostrophe before it, so that no spreadsheet takes it for a formula; NUL and bad UTF-8 as U+FFFD.
 * Numbers that Lede makes itself are printed without it. */
void escape_csv(struct view text, struct buf *out);

/* One TSV cell: tab, newline, CR and backslash as \t \n \r \\; bad UTF-8 as U+FFFD. */
void escape_tsv(struct view text, struct buf *out);

/* One word of a TREC run: white space (Unicode's too), control characters, % and bad bytes as %XX of each byte; never empty ("%" alone
 * stands for empty). */
void escape_trec(struct view text, struct buf *out);

/* The display width in terminal columns of valid UTF-8: East Asian wide and fullwidth 2, combining marks, format characters and
 * controls 0, everything else (ambiguous width too) 1. */
size_t escape_width(struct view text);

#endif
