#include "indexer/formats/html_page.h"

#include "indexer/formats/xml_items.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

/* Sizes are kept in the tree itself: _private is the application's. */
static void add_size(xmlNode *node, size_t bytes)
{
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
        node->_private = (void *)((uintptr_t)node->_private + bytes);
}

size_t html_size(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE ? (size_t)(uintptr_t)node->_private : 0;
}

static void count_sizes(struct html_page *page)
{
    bool down = true;
    for (xmlNode *node = page->root; node; node = html_next(page->root, node, down)) {
        down = !(html_is_structural_noise(node) || html_is(node, "a"));
        if (node->type == XML_TEXT_NODE && node->content)
            add_size(node->parent, view_trim(view_of((const char *)node->content)).len);
    }
    page->size = page->root ? html_size(page->root) : 0;
}

bool html_page_parse(struct view html, struct html_page *out, const char **why)
{
    xml_make_safe();
    *out = (struct html_page){0};
    if (html.len > INT_MAX) {
        *why = "the page is larger than 2 GB";
        return false;
    }
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (!context) {
        *why = "libxml2 has no memory";
        return false;
    }
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
    out->doc = htmlCtxtReadMemory(context, html.len ? html.ptr : "", (int)html.len, NULL, "UTF-8", options);
    bool lost =
        context->disableSAX != 0 || context->lastError.code == XML_ERR_INTERNAL_ERROR || context->errNo == XML_ERR_NO_MEMORY;
    htmlFreeParserCtxt(context);
    if (lost) {
        *why = "nested too deeply or too large for the HTML parser";
        html_page_release(out);
        return false;
    }
    out->root = out->doc ? xmlDocGetRootElement(out->doc) : NULL;
    count_sizes(out);
    return true;
}

void html_page_release(struct html_page *page)
{
    if (page->doc)
        xmlFreeDoc(page->doc);
    *page = (struct html_page){0};
}

bool html_is(const xmlNode *node, const char *name)
{
    /* Most names differ in their first letter: this is asked tens of times of every element. */
    return node->type == XML_ELEMENT_NODE && node->name[0] == (xmlChar)name[0] && strcmp((const char *)node->name, name) == 0;
}

bool html_is_any(const xmlNode *node, const char *const *names)
{
    if (node->type != XML_ELEMENT_NODE)
        return false;
    for (; *names; names++)
        if (html_is(node, *names))
            return true;
    return false;
}

struct view html_attribute(const xmlNode *node, const char *name)
{
    if (node->type != XML_ELEMENT_NODE)
        return (struct view){0};
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0)
            return a->children && a->children->content ? view_trim(view_of((const char *)a->children->content)) : VIEW("");
    return (struct view){0};
}

xmlNode *html_next(const xmlNode *top, xmlNode *node, bool down)
{
    if (down && node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node && node != top && !node->next)
        node = node->parent;
    return node && node != top ? node->next : NULL;
}

void html_text_of(const xmlNode *top, struct buf *out)
{
    bool down = true;
    xmlNode *node = top->children;
    for (; node; node = html_next(top, node, down)) {
        down = !html_is(node, "script") && !html_is(node, "style");
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
            buf_add_text(out, (const char *)node->content);
        else if (html_is(node, "br"))
            buf_add_char(out, ' ');
    }
}
