/* Articles as news agencies and archives exchange them in XML: NITF (also the New York Times Annotated Corpus), the news items of RCV1, and
 * NewsML-G2, which holds the text as NITF or HTML. An article a <nitf>, <newsitem> or <newsItem>. */
#include "indexer/formats/draft.h"
#include "indexer/formats/html_out.h"
#include "indexer/formats/html_page.h"
#include "indexer/formats/xml_items.h"

#include <string.h>

/* Where a field stands: names of elements from the article's own downwards, and the attribute that has it (NULL: the text). Of several places the first that says
 * something counts; of topics all. */
struct place {
    enum draft_field field;
    const char *path, *attribute;
};
struct date_place {
    bool modified;
    const char *path, *attribute;
};

static const struct place places[] = {
    {DRAFT_ID, "head/docdata/doc-id", "id-string"},
    {DRAFT_ID, "", "itemid"},
    {DRAFT_ID, "", "guid"},
    {DRAFT_TITLE, "body/body.head/hedline/hl1", NULL},
    {DRAFT_TITLE, "headline", NULL},
    {DRAFT_TITLE, "contentMeta/headline", NULL},
    {DRAFT_TITLE, "itemMeta/title", NULL},
    {DRAFT_TITLE, "head/title", NULL},
    {DRAFT_TITLE, "title", NULL},
    {DRAFT_URL, "head/pubdata", "ex-ref"},
    {DRAFT_SOURCE, "head/pubdata", "name"},
    {DRAFT_SOURCE, "body/body.head/distributor/org", NULL},
    {DRAFT_SOURCE, "body/body.head/distributor", NULL},
    {DRAFT_SOURCE, "head/docdata/doc.copyright", "holder"},
    {DRAFT_SOURCE, "itemMeta/provider/name", NULL},
    {DRAFT_SOURCE, "itemMeta/provider", "literal"},
    {DRAFT_PLACE, "body/body.head/dateline/location", NULL},
    {DRAFT_PLACE, "contentMeta/located/name", NULL},
    {DRAFT_AUTHOR, "body/body.head/byline/person", NULL},
    {DRAFT_AUTHOR, "body/body.head/byline", NULL},
    {DRAFT_AUTHOR, "byline", NULL},
    {DRAFT_AUTHOR, "contentMeta/by", NULL},
    {DRAFT_AUTHOR, "contentMeta/creator/name", NULL},
    {DRAFT_TOPICS, "head/docdata/key-list/keyword", "key"},
    {DRAFT_TOPICS, "head/docdata/identified-content/classifier", NULL},
    {DRAFT_TOPICS, "metadata/codes/code", "code"},
    {DRAFT_TOPICS, "contentMeta/subject/name", NULL},
};

static const struct date_place dates[] = {
    {false, "head/docdata/date.issue", "norm"},
    {false, "head/docdata/date.release", "norm"},
    {false, "body/body.head/dateline/story.date", "norm"},
    {false, "head/pubdata", "date.publication"},
    {false, "", "date"},
    {false, "contentMeta/contentCreated", NULL},
    {false, "itemMeta/firstCreated", NULL},
    {true, "contentMeta/contentModified", NULL},
    {true, "itemMeta/versionCreated", NULL},
};

struct nitf_file {
    struct draft draft;
    struct buf text;
};

/* ---- finding ---- */

/* f(context, value) for each place of a path, until it says that it has enough. True: it has. */
static bool each_value(struct nitf_file *f, const xmlNode *node, const char *path, const char *attribute,
                       bool (*take)(struct nitf_file *f, struct view value, const void *context), const void *context)
{
    size_t len = strcspn(path, "/");
    if (len == 0) {
        if (attribute)
            return take(f, html_attribute(node, attribute), context);
        buf_clear(&f->text);
        xml_text(node, &f->text);
        return take(f, view_trim(view_of_buf(&f->text)), context);
    }
    for (const xmlNode *child = node->children; child; child = child->next) {
        bool here =
            child->type == XML_ELEMENT_NODE && strlen((const char *)child->name) == len && memcmp(child->name, path, len) == 0;
        if (here && each_value(f, child, path + len + (path[len] == '/'), attribute, take, context))
            return true;
    }
    return false;
}

static bool take_field(struct nitf_file *f, struct view value, const void *context)
{
    enum draft_field field = ((const struct place *)context)->field;
    if (value.len == 0)
        return false;
    if (field == DRAFT_TOPICS)
        draft_add_topic(&f->draft, value);
    else if (field == DRAFT_AUTHOR)
        draft_add_author(&f->draft, value);
    else
        draft_set(&f->draft, field, value);
    return field != DRAFT_TOPICS && field != DRAFT_AUTHOR;
}

static bool take_date(struct nitf_file *f, struct view value, const void *context)
{
    if (value.len == 0)
        return false;
    (((const struct date_place *)context)->modified ? draft_set_modified : draft_set_published)(&f->draft, value);
    return true;
}

static void fill_fields(struct nitf_file *f, const xmlNode *article)
{
    for (const struct place *p = places; p < places + sizeof places / sizeof *places; p++)
        if (p->field == DRAFT_TOPICS || !draft_has(&f->draft, p->field))
            each_value(f, article, p->path, p->attribute, take_field, p);
    bool found[2] = {false, false};
    for (const struct date_place *d = dates; d < dates + sizeof dates / sizeof *dates; d++)
        if (!found[d->modified])
            found[d->modified] = each_value(f, article, d->path, d->attribute, take_date, d);
}

/* ---- the text ---- */

static void write_text(const xmlNode *node, struct html_out *out)
{
    static const char *const blocks[] = {"p",  "hl2", "h1",    "h2",    "h3", "h4", "ul", "ol", "li",  "dl",      "dt",
                                         "dd", "bq",  "block", "table", "tr", "fn", "hr", "br", "pre", "caption", NULL};
    static const char *const passed[] = {"media", "figure", "script", "style", NULL};
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            html_out_text(out, view_of(child->content ? (const char *)child->content : ""));
        if (child->type != XML_ELEMENT_NODE || html_is_any(child, passed))
            continue;
        bool block = html_is_any(child, blocks);
        if (block)
            html_out_block(out);
        write_text(child, out);
        if (block)
            html_out_block(out);
    }
}

/* The first element of that name inside of a node. */
static const xmlNode *find(const xmlNode *node, const char *name)
{
    const xmlNode *found = NULL;
    for (const xmlNode *child = node->children; child && !found; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            found = html_is(child, name) ? child : find(child, name);
    return found;
}

/* The New York Times repeats the first paragraphs of a text in a block of their own. */
static const xmlNode *full_text(const xmlNode *body)
{
    for (const xmlNode *child = body->children; child; child = child->next)
        if (html_is(child, "block") && view_equal(html_attribute(child, "class"), VIEW("full_text")))
            return child;
    return body;
}

static void fill_text(struct nitf_file *f, const xmlNode *article)
{
    static const char *const names[] = {"body.content", "text", "body", "contentSet", NULL};
    const xmlNode *body = NULL;
    struct html_out out;
    for (const char *const *name = names; *name && !body; name++)
        body = find(article, *name);
    buf_clear(&f->text);
    html_out_init(&out, &f->text);
    if (body)
        write_text(full_text(body), &out);
    draft_set(&f->draft, DRAFT_TEXT, view_of_buf(&f->text));
}

/* ---- a file ---- */

static void take_article(void *context, const xmlNode *node, uint64_t line)
{
    struct nitf_file *f = context;
    const xmlNode *inner = html_is(node, "nitf") ? NULL : find(node, "nitf");
    draft_begin(&f->draft, line);
    fill_fields(f, node);
    if (inner) /* what the envelope does not say */
        fill_fields(f, inner);
    xml_language(node, &f->text);
    draft_set_language(&f->draft, view_of_buf(&f->text));
    fill_text(f, node);
    draft_deliver(&f->draft);
}

/* An article may be the root, or stand in envelopes. */
static enum xml_step choose(void *context, struct view name, struct view space, int depth)
{
    (void)context;
    (void)space;
    if (view_equal(name, VIEW("nitf")) || view_equal_ignoring_case(name, VIEW("newsitem")))
        return XML_TAKE;
    return depth < 4 ? XML_ENTER : XML_PASS;
}

static enum status parse_nitf(const struct source *source, const struct article_sink *sink, struct error *err)
{
    struct nitf_file f = {0};
    const struct xml_items items = {choose, take_article, &f};
    draft_init(&f.draft, source, sink);
    enum status status = xml_items_read(source->bytes, &items, &f.draft, err);
    draft_release(&f.draft);
    buf_release(&f.text);
    return status;
}

static int recognise_nitf(struct view head)
{
    struct view root = xml_root_name(head);
    static const char *const roots[] = {"nitf", "newsitem", "newsItem", "newsMessage", "nitfs", "newsitems", NULL};
    for (const char *const *name = roots; *name; name++)
        if (view_equal(root, view_of(*name)))
            return 95;
    return 0;
}

static const char *const nitf_extensions[] = {"nitf", "newsml", NULL};

const struct format format_nitf = {
    .name = "nitf",
    .summary = "news agencies' XML: NITF, RCV1, NewsML-G2: an article an item",
    .extensions = nitf_extensions,
    .recognise = recognise_nitf,
    .parse = parse_nitf,
};
