/* What other formats need of HTML: plain text out of a piece of markup. Internal to the formats; any thread. */
#ifndef LEDE_INDEXER_FORMATS_HTML_H
#define LEDE_INDEXER_FORMATS_HTML_H

#include "common/buf.h"

/* Whether a text is markup: it begins with a tag of a paragraph, heading, list … ("<3 years" is not). */
bool html_looks_like_markup(struct view text);

/* A text without its character references (&amp; &#8217;), which headlines that were made for a page have: made in `room`, whose content it replaces; the text itself
 * when it has none, or nothing is left of it. */
struct view html_without_references(struct view text, struct buf *room);

/* Append the text of a piece of HTML: tags and scripts dropped, entities resolved, block ends as blank lines. Never fails: broken markup gives
 * what can be read. */
void html_fragment_text(struct view html, struct buf *out);

#endif
