#include "indexer/formats/xml_items.h"

#include "common/utf8.h"

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

struct view xml_space(const xmlNode *node)
{
    return node->ns ? view_of_xml(node->ns->href) : VIEW("");
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
    if (error->code != XML_ERR_DOCUMENT_END) /* both of what stands there already */
        snprintf(f->why, sizeof f->why, "%.*s", (int)strcspn(error->message, "\n"), error->message);
}

struct stream {
    const struct xml_items *items;
    xmlTextReaderPtr reader;
    size_t taken; /* records */
};

static void take_item(struct stream *s)
{
    const xmlNode *node = xmlTextReaderExpand(s->reader);
    long line = node ? xmlGetLineNo(node) : 0;
    if (!node)
        return;
    s->items->item(s->items->context, node, line > 0 ? (uint64_t)line : 1);
    s->taken++;
}

/* Handles the element at which the reader stands and moves on; as xmlTextReaderRead. */
static int take_element(struct stream *s)
{
    struct view name = view_of_xml(xmlTextReaderConstLocalName(s->reader));
    struct view space = view_of_xml(xmlTextReaderConstNamespaceUri(s->reader));
    enum xml_step step = s->items->choose(s->items->context, name, space, xmlTextReaderDepth(s->reader));
    if (step == XML_ENTER)
        return xmlTextReaderRead(s->reader);
    if (step == XML_TAKE)
        take_item(s);
    return xmlTextReaderNext(s->reader);
}

/* Until the end, or what cannot be read; that is in *fault then. */
static bool read_all(struct view xml, struct stream *s, struct fault *fault)
{
    const int options =
        XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES;
    s->reader = xml.len > INT_MAX ? NULL : xmlReaderForMemory(xml.len ? xml.ptr : "", (int)xml.len, NULL, "UTF-8", options);
    snprintf(fault->why, sizeof fault->why, "%s",
             s->reader ? "it ends too early, or something follows its end" : "it is too large");
    if (!s->reader)
        return false;
    xmlTextReaderSetStructuredErrorHandler(s->reader, note_fault, fault);
    int more = xmlTextReaderRead(s->reader);
    while (more == 1)
        more = xmlTextReaderNodeType(s->reader) == XML_READER_TYPE_ELEMENT ? take_element(s) : xmlTextReaderRead(s->reader);
    xmlFreeTextReader(s->reader);
    return more == 0;
}

enum status xml_items_read(struct view xml, const struct xml_items *items, struct draft *draft, struct error *err)
{
    struct buf room = {.max = SIZE_MAX};
    struct stream stream = {.items = items};
    struct fault fault = {0};
    enum status status = STATUS_OK;
    xml_make_safe();
    bool whole = read_all(xml_repair(xml, &room), &stream, &fault);
    buf_release(&room);
    uint64_t line = fault.line ? fault.line : 1;
    if (!whole && stream.taken == 0)
        status = error_set(err, STATUS_INPUT, "line %llu: it cannot be read as XML: %s", (unsigned long long)line, fault.why);
    else if (!whole) {
        draft_begin(draft, line);
        draft_problem(draft, "the XML cannot be read from here on, the rest is left out: %s", fault.why);
    }
    return status;
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
    head = view_trim(utf8_without_mark(head));
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
