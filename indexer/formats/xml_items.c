#include "indexer/formats/xml_items.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
#include <limits.h>
#include <pthread.h>
#include <string.h>

/* ---- libxml2 made safe ---- */

static xmlParserInputPtr load_nothing(const char *url, const char *id, xmlParserCtxtPtr context)
{
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

static void init_libxml(void)
{
    xmlInitParser();
    xmlSetExternalEntityLoader(load_nothing);
}

void xml_make_safe(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, init_libxml);
}

/* ---- nodes ---- */

static struct view view_of_xml(const xmlChar *text)
{
    return view_of(text ? (const char *)text : "");
}

bool xml_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

struct view xml_space(const xmlNode *node)
{
    return node->ns ? view_of_xml(node->ns->href) : VIEW("");
}

struct view xml_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node->type == XML_ELEMENT_NODE ? node->properties : NULL; a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0)
            return a->children ? view_of_xml(a->children->content) : VIEW("");
    return (struct view){0};
}

void xml_text(const xmlNode *node, struct buf *out)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            buf_add_view(out, view_of_xml(child->content));
        else if (child->type == XML_ELEMENT_NODE)
            xml_text(child, out); /* libxml2 allows no more than 256 levels */
    }
}

void xml_markup(const xmlNode *node, struct buf *out)
{
    xmlBufferPtr dumped = xmlBufferCreate();
    for (xmlNode *child = node->children; dumped && child; child = child->next)
        xmlNodeDump(dumped, node->doc, child, 0, 0);
    if (dumped)
        buf_add_view(out, view_of_xml(xmlBufferContent(dumped)));
    xmlBufferFree(dumped);
}

void xml_language(const xmlNode *node, struct buf *out)
{
    xmlChar *language = xmlNodeGetLang(node);
    buf_clear(out);
    buf_add_view(out, view_of_xml(language));
    if (language)
        xmlFree(language);
}

/* ---- the stream ---- */

/* The tree of the element at which the reader stands. */
static void take_item(xmlTextReaderPtr reader, const struct xml_items *items)
{
    const xmlNode *node = xmlTextReaderExpand(reader);
    long line = node ? xmlGetLineNo(node) : 0;
    if (node)
        items->item(items->context, node, line > 0 ? (uint64_t)line : 1);
}

/* Handles the element at which the reader stands and moves on; as xmlTextReaderRead. */
static int take_element(xmlTextReaderPtr reader, const struct xml_items *items)
{
    struct view name = view_of_xml(xmlTextReaderConstLocalName(reader));
    struct view space = view_of_xml(xmlTextReaderConstNamespaceUri(reader));
    enum xml_step step = items->choose(items->context, name, space, xmlTextReaderDepth(reader));
    if (step == XML_ENTER)
        return xmlTextReaderRead(reader);
    if (step == XML_TAKE)
        take_item(reader, items);
    return xmlTextReaderNext(reader);
}

/* The first thing that is wrong: what follows it is seldom the cause. */
struct fault {
    uint64_t line; /* 0: none */
    char why[160];
};

static void note_fault(void *fault, xmlErrorPtr error)
{
    struct fault *f = fault;
    if (f->line || error->level < XML_ERR_FATAL)
        return;
    f->line = error->line > 0 ? (uint64_t)error->line : 1;
    if (error->code == XML_ERR_DOCUMENT_END) /* libxml2 calls both so */
        return;
    snprintf(f->why, sizeof f->why, "%.*s", (int)strcspn(error->message, "\n"), error->message);
}

static void read_repaired(struct view xml, const struct xml_items *items)
{
    const int options =
        XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES;
    if (xml.len > INT_MAX) {
        items->broken(items->context, 1, "it is larger than 2 GB");
        return;
    }
    xmlTextReaderPtr reader = xmlReaderForMemory(xml.len ? xml.ptr : "", (int)xml.len, NULL, "UTF-8", options);
    if (!reader) {
        items->broken(items->context, 1, "libxml2 has no memory");
        return;
    }
    struct fault fault = {.why = "the document ends too early, or something follows its end"};
    xmlTextReaderSetStructuredErrorHandler(reader, note_fault, &fault);
    int more = xmlTextReaderRead(reader);
    while (more == 1)
        more = xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT ? take_element(reader, items) : xmlTextReaderRead(reader);
    if (more < 0)
        items->broken(items->context, fault.line ? fault.line : 1, fault.why);
    xmlFreeTextReader(reader);
}

void xml_items_read(struct view xml, const struct xml_items *items)
{
    struct buf room = {.max = SIZE_MAX};
    xml_make_safe();
    read_repaired(xml_repair(xml, &room), items);
    buf_release(&room);
}

/* ---- the beginning of a file ---- */

/* Behind "<?…?>", "<!--…-->" or "<!…>" at the start; the same when there is none; empty when it does not end. */
static struct view pass_declaration(struct view text)
{
    const char *end = view_starts_with(text, VIEW("<?"))     ? "?>"
                      : view_starts_with(text, VIEW("<!--")) ? "-->"
                      : view_starts_with(text, VIEW("<!"))   ? ">"
                                                             : NULL;
    if (!end || !text.len)
        return text;
    const char *found = memmem(text.ptr, text.len, end, strlen(end));
    return found ? view_trim(view_sub(text, (size_t)(found - text.ptr) + strlen(end), text.len)) : (struct view){0};
}

struct view xml_root_name(struct view head)
{
    if (view_starts_with(head, VIEW("\xEF\xBB\xBF")))
        head = view_sub(head, 3, head.len);
    head = view_trim(head);
    for (struct view before = {0}; head.len != before.len;) {
        before = head;
        head = pass_declaration(head);
    }
    if (head.len < 2 || head.ptr[0] != '<')
        return (struct view){0};
    size_t end = 1, start = 1;
    for (; end < head.len && !strchr(" \t\r\n/>", head.ptr[end]); end++)
        if (head.ptr[end] == ':')
            start = end + 1;
    return view_sub(head, start, end);
}
