/* Drawing for a terminal: bold, dim, indent, wrapped lines, and the line that says where an article comes from. Used by the printers for people. Without colour no
 * escape code is printed at all. They only append to a buffer. */
#ifndef LEDE_QUERY_PRESENT_PAINT_H
#define LEDE_QUERY_PRESENT_PAINT_H

#include "query/present/printer.h"

#define PAINT_BOLD "\033[1m"
#define PAINT_DIM "\033[2m"
#define PAINT_RESET "\033[0m"
#define PAINT_UNDERLINE "\033[4m"
#define PAINT_MARK PAINT_BOLD /* a word that matches */
#define PAINT_BAR "\033[36m"  /* of a chart: cyan can be read on black and on white */
#define PAINT_DOT " \xc2\xb7 "

/* Append an escape sequence, if there is colour. */
void paint_light(const struct print_settings *settings, const char *sequence, struct buf *out);

/* Columns of a line of text: long lines tire the eye, so at most 100 however wide the terminal is. */
size_t paint_line_width(const struct print_settings *settings);

void paint_indent(size_t columns, struct buf *out);

/* One paragraph or heading in the colour of `sequence` (may be ""), lines but the first indented; the text is escaped, a newline ends it. */
void paint_wrapped(struct view text, const char *sequence, size_t indent, const struct print_settings *settings, struct buf *out);

/* Append text on one line, escaped, and cut with an ellipsis to `most` columns; returns how many columns it takes. */
size_t paint_label(struct view text, size_t most, struct buf *out);

/* Append `part` to a line of parts with a dot between them; an empty part adds nothing. */
void paint_add_part(struct view part, struct buf *line);

/* Append what is known of an article's origin to such a line: "Reuters · 2024-07-11 · Washington". */
void paint_add_origin(const struct article *a, struct buf *line);

#endif
