/* Where the text of HTML is written: white space runs become one space, blocks become paragraphs. Used by html_text.c and html_strip.c. */
#ifndef LEDE_INDEXER_FORMATS_HTML_OUT_H
#define LEDE_INDEXER_FORMATS_HTML_OUT_H

#include "common/buf.h"

struct html_out {
    struct buf *buf;
    size_t start;                      /* of what this writer appends */
    bool space, cell, line, paragraph; /* what stands between the last text and the next */
};

void html_out_init(struct html_out *o, struct buf *buf);
void html_out_text(struct html_out *o, struct view text);
void html_out_preformatted(struct html_out *o, struct view text); /* line ends and indents stay */
void html_out_space(struct html_out *o);
void html_out_cell(struct html_out *o);  /* a table cell: a tab, where something of its row comes before it */
void html_out_break(struct html_out *o); /* a <br>: a line end, a second one ends the paragraph */
void html_out_block(struct html_out *o); /* the paragraph ends */

#endif
