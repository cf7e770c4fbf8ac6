/* What other formats need of HTML: plain text out of a piece of markup. Internal to the formats; any thread. */
#ifndef LEDE_INDEXER_FORMATS_HTML_H
#define LEDE_INDEXER_FORMATS_HTML_H

#include "common/buf.h"

/* Whether a text is markup: it begins with a tag of a paragraph, heading, list … ("<3 years" is not). */
bool html_looks_like_markup(struct view text);

/* Whether there is a character reference in it (&amp; &#8217;), as in headlines that were made for a page. */
bool html_has_reference(struct view text);

/* Append the text of a piece of HTML: tags and scripts dropped, entities resolved, block ends as blank lines. Never fails: broken markup gives
 * what can be read. */
void html_fragment_text(struct view html, struct buf *out);

#endif
