/* A text laid into lines of a terminal: words kept whole where they fit, Chinese and Japanese broken between characters, nothing wider
 * than the width, control characters visible, matched words lit. Used by the text printer. Pure, any thread. */
#ifndef LEDE_QUERY_PRESENT_WRAP_H
#define LEDE_QUERY_PRESENT_WRAP_H

#include "common/buf.h"

/* A stretch to light: byte offsets in the text, ascending by start; they may overlap. */
struct wrap_mark {
    uint32_t start, end;
};

struct wrap_style {
    size_t width;         /* of the terminal, columns */
    size_t indent;        /* spaces before every line but the first, whose beginning the caller has printed */
    bool color;           /* without it no escape code is printed at all */
    const char *text_on;  /* the sequence that begins the plain text (may be ""), and */
    const char *mark_on;  /* that of a marked stretch; both end with a reset */
    bool keep_paragraphs; /* begin a new line where the text has a blank line */
};

/* Append `text` with a newline at its end. At least one column is used a line, however narrow. */
void wrap_text(struct view text, const struct wrap_mark *marks, size_t count, const struct wrap_style *style, struct buf *out);

#endif
