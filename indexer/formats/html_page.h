/* A parsed HTML page (libxml2's tree) and the questions asked of its elements. Internal to the HTML format; one thread a page. */
#ifndef LEDE_INDEXER_FORMATS_HTML_PAGE_H
#define LEDE_INDEXER_FORMATS_HTML_PAGE_H

#include "common/buf.h"

#include <libxml/tree.h>

struct html_page {
    xmlDoc *doc;
    xmlNode *root; /* the html element; NULL for an empty page */
    size_t size;   /* bytes of text outside of links and noise */
};

/* Parse UTF-8. False when libxml2 lost a part of the page (nesting above 256, a text above 10 MB): `*why` says so, the page is empty then. Release in any case. */
bool html_page_parse(struct view html, struct html_page *out, const char **why);
void html_page_release(struct html_page *page);

/* Of the trees of XML, too (xml_items.h); a name is without its prefix there. */
bool html_is(const xmlNode *node, const char *name);               /* an element of this name */
bool html_is_any(const xmlNode *node, const char *const *names);   /* NULL-terminated */
struct view html_attribute(const xmlNode *node, const char *name); /* trimmed; empty when absent; lives as long as the page */

/* The next node in document order below `top`, or NULL; `down` false passes over node's children. */
xmlNode *html_next(const xmlNode *top, xmlNode *node, bool down);

/* Append the text of a subtree as one run, scripts left out. */
void html_text_of(const xmlNode *node, struct buf *out);

/* Whether one of the words of an element's class and id (parted at - _ and capitals) is in the list. */
bool html_has_word(const xmlNode *node, const char *const *words);

/* Elements that are no part of an article: by name, role or being hidden; the second also by class and id. */
bool html_is_structural_noise(const xmlNode *node);
bool html_is_noise(const struct html_page *page, const xmlNode *node);

/* Text bytes outside of links and structural noise below a node (counted once by html_page_parse). */
size_t html_size(const xmlNode *node);

/* The element that holds the article: never NULL when there is a root. */
xmlNode *html_main(const struct html_page *page);

/* Append the text of the article below `top`, paragraphs parted by blank lines. */
void html_write_text(const struct html_page *page, const xmlNode *top, struct buf *out);

#endif
