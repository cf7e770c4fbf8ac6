/* XML that holds one record after another, read as a stream: each record comes as a small tree, so that memory does not grow with the file.
 *
 * libxml2 loads nothing from outside and replaces no entities. Broken XML is read as far as it can be; what is lost is told. Internal to the formats; any thread. */
#ifndef LEDE_INDEXER_FORMATS_XML_ITEMS_H
#define LEDE_INDEXER_FORMATS_XML_ITEMS_H

#include "indexer/formats/draft.h"

#include <libxml/tree.h>

/* How to go on after an element was shown. */
enum xml_step {
    XML_ENTER, /* with what is inside of it */
    XML_TAKE,  /* give the whole of it to `item` */
    XML_PASS,  /* it holds nothing of interest */
};

struct xml_items {
    /* Asked at the beginning of each element outside of records: its local name, its namespace ("" for none) and how deep it stands (0: the root). */
    enum xml_step (*choose)(void *context, struct view name, struct view space, int depth);
    /* The tree lasts during the call. `line`: where it begins, from 1. */
    void (*item)(void *context, const xmlNode *node, uint64_t line);
    void *context;
};

/* `xml` is UTF-8, whatever its declaration says; it is repaired before. Where it cannot be read any more the draft's sink hears so; STATUS_INPUT: that was before the first
 * record. */
enum status xml_items_read(struct view xml, const struct xml_items *items, struct draft *draft, struct error *err) WARN_UNUSED;

/* xml_repair.c: the same without what publishers often get wrong: a "&" that begins no reference becomes "&amp;", references of HTML (&nbsp;) their characters, those that
 * nobody knows their own text, a character that XML forbids a space. Made in `room` where there is such a thing; lines stay where they are. */
struct view xml_repair(struct view xml, struct buf *room);

/* The name of the root element without its prefix, as far as `head` shows it; empty when it does not begin as XML does. */
struct view xml_root_name(struct view head);

struct view xml_space(const xmlNode *node); /* its namespace */

/* The language that holds inside of a node (xml:lang), its own or of what it stands in; replaces out's content. */
void xml_language(const xmlNode *node, struct buf *out);

/* Append the text inside a node. */
void xml_text(const xmlNode *node, struct buf *out);
/* Append what is inside of it as markup. */
void xml_markup(const xmlNode *node, struct buf *out);

/* Before any use of libxml2, once is enough: it will never load anything. */
void xml_make_safe(void);

#endif
