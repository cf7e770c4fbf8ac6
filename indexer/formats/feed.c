/* Web feeds: RSS 0.9 to 2.0, RSS 1.0 and Atom, an article an item. */
#include "indexer/formats/draft.h"
#include "indexer/formats/html.h"
#include "indexer/formats/html_page.h"
#include "indexer/formats/xml_items.h"

#include <string.h>

/* What an item says; of several elements for one thing the best counts (the lowest rank, from 1), of equals the first. */
enum part { PART_ID, PART_TITLE, PART_TEXT, PART_LINK, PART_SOURCE, PART_PUBLISHED, PART_MODIFIED, PART_LANGUAGE, PARTS };

struct feed {
    struct draft draft;
    struct buf values[PARTS];
    unsigned ranks[PARTS];     /* 0: not said */
    struct buf name, language; /* of the whole feed */
    struct buf room, text;
    bool is_text; /* at hand, of `choose`: not a record, but the feed's own title or language */
};

/* Namespaces by a part of their names, for they have changed from version to version. */
enum space { SPACE_PLAIN, SPACE_DC, SPACE_CONTENT, SPACE_OTHER };

static enum space space_of(struct view name)
{
    static const struct {
        const char *part;
        enum space space;
    } known[] = {{"purl.org/dc/", SPACE_DC},     {"/modules/content", SPACE_CONTENT}, {"w3.org/2005/Atom", SPACE_PLAIN},
                 {"purl.org/atom", SPACE_PLAIN}, {"purl.org/rss/1.0", SPACE_PLAIN},   {"netscape.com/rdf", SPACE_PLAIN},
                 {"/rss2", SPACE_PLAIN},         {"backend.userland", SPACE_PLAIN}};
    if (name.len == 0)
        return SPACE_PLAIN;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (memmem(name.ptr, name.len, known[i].part, strlen(known[i].part)))
            return known[i].space;
    return SPACE_OTHER;
}

/* ---- an item ---- */

static const struct element {
    const char *name;
    enum space space;
    enum part part;
    unsigned rank;
    bool is_markup;
} elements[] = {
    {"guid", SPACE_PLAIN, PART_ID, 1, false},           {"id", SPACE_PLAIN, PART_ID, 1, false},
    {"identifier", SPACE_DC, PART_ID, 2, false},        {"title", SPACE_PLAIN, PART_TITLE, 1, true},
    {"title", SPACE_DC, PART_TITLE, 2, true},           {"encoded", SPACE_CONTENT, PART_TEXT, 1, true},
    {"content", SPACE_PLAIN, PART_TEXT, 2, true},       {"description", SPACE_PLAIN, PART_TEXT, 3, true},
    {"summary", SPACE_PLAIN, PART_TEXT, 4, true},       {"description", SPACE_DC, PART_TEXT, 5, true},
    {"source", SPACE_PLAIN, PART_SOURCE, 1, false},     {"publisher", SPACE_DC, PART_SOURCE, 2, false},
    {"pubDate", SPACE_PLAIN, PART_PUBLISHED, 1, false}, {"published", SPACE_PLAIN, PART_PUBLISHED, 1, false},
    {"issued", SPACE_PLAIN, PART_PUBLISHED, 2, false},  {"date", SPACE_DC, PART_PUBLISHED, 3, false},
    {"created", SPACE_DC, PART_PUBLISHED, 4, false},    {"updated", SPACE_PLAIN, PART_MODIFIED, 1, false},
    {"modified", SPACE_PLAIN, PART_MODIFIED, 2, false}, {"modified", SPACE_DC, PART_MODIFIED, 3, false},
    {"language", SPACE_DC, PART_LANGUAGE, 1, false},
};

/* The text of an element as the draft wants it: markup, which titles and texts of feeds are (in quotes or as it is), becomes plain text. */
static struct view value_of(struct feed *f, const xmlNode *node, bool is_markup)
{
    struct view type = html_attribute(node, "type"), mode = html_attribute(node, "mode");
    bool is_tree = view_equal(type, VIEW("xhtml")) || view_equal(mode, VIEW("xml"));
    buf_clear(&f->room);
    if (is_tree)
        xml_markup(node, &f->room);
    else
        xml_text(node, &f->room);
    struct view value = view_trim(view_of_buf(&f->room));
    if (!is_markup || view_equal(type, VIEW("text")) || value.len == 0 ||
        (!memchr(value.ptr, '<', value.len) && !memchr(value.ptr, '&', value.len)))
        return value;
    buf_clear(&f->text);
    html_fragment_text(value, &f->text);
    return view_trim(view_of_buf(&f->text));
}

static void set_value(struct feed *f, enum part part, unsigned rank, struct view value)
{
    if (value.len == 0 || (f->ranks[part] && f->ranks[part] <= rank))
        return;
    f->ranks[part] = rank;
    buf_clear(&f->values[part]);
    buf_add_view(&f->values[part], value);
}

/* The page of the item: in Atom the link that is no other one (rel), in RSS the text. */
static void take_link(struct feed *f, const xmlNode *node)
{
    struct view href = html_attribute(node, "href"), rel = html_attribute(node, "rel");
    if (href.len && (rel.len == 0 || view_equal(rel, VIEW("alternate"))))
        set_value(f, PART_LINK, rel.len ? 1 : 2, href);
    else if (href.len == 0)
        set_value(f, PART_LINK, 1, value_of(f, node, false));
}

static const xmlNode *child_named(const xmlNode *node, const char *name)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (html_is(child, name))
            return child;
    return NULL;
}

/* RSS: "name@example.org (Anna Example)"; else a name, or an address, which names nobody. */
static void take_author(struct feed *f, const xmlNode *node)
{
    const xmlNode *name = child_named(node, "name");
    struct view value = value_of(f, name ? name : node, false);
    const char *open = value.len && !name ? memchr(value.ptr, '(', value.len) : NULL;
    if (open && value.ptr[value.len - 1] == ')')
        value = view_sub(value, (size_t)(open - value.ptr) + 1, value.len - 1);
    if (value.len && !memchr(value.ptr, '@', value.len))
        draft_add_author(&f->draft, value);
}

static void take_topic(struct feed *f, const xmlNode *node)
{
    struct view label = html_attribute(node, "label"), term = html_attribute(node, "term");
    draft_add_topic(&f->draft, label.len ? label : term.len ? term : value_of(f, node, false));
}

static void take_child(struct feed *f, const xmlNode *node)
{
    enum space space = space_of(xml_space(node));
    if (space == SPACE_PLAIN && html_is(node, "link"))
        take_link(f, node);
    else if ((space == SPACE_PLAIN && html_is(node, "author")) || (space == SPACE_DC && html_is(node, "creator")))
        take_author(f, node);
    else if ((space == SPACE_PLAIN && html_is(node, "category")) || (space == SPACE_DC && html_is(node, "subject")))
        take_topic(f, node);
    for (const struct element *e = elements; e < elements + sizeof elements / sizeof *elements; e++) {
        if (e->space != space || !html_is(node, e->name))
            continue;
        const xmlNode *title = e->part == PART_SOURCE ? child_named(node, "title") : NULL; /* Atom's source is a feed of its own */
        set_value(f, e->part, e->rank, value_of(f, title ? title : node, e->is_markup));
    }
}

/* An id is good for the whole world or for nothing: many feeds number their items from 1. */
static bool is_universal(struct view id)
{
    return id.len && (memmem(id.ptr, id.len, "://", 3) || view_starts_with(id, VIEW("tag:")) || view_starts_with(id, VIEW("urn:")));
}

static void set_identity(struct feed *f)
{
    struct view id = view_of_buf(&f->values[PART_ID]), link = view_of_buf(&f->values[PART_LINK]);
    bool is_address = view_starts_with(id, VIEW("http://")) || view_starts_with(id, VIEW("https://"));
    draft_set(&f->draft, DRAFT_URL, link.len || !is_address ? link : id);
    if (is_universal(id))
        draft_set(&f->draft, DRAFT_ID, id);
}

/* RSS alone says no day of publication where it says when an item was changed. */
static void set_dates(struct feed *f)
{
    struct view published = view_of_buf(&f->values[PART_PUBLISHED]), modified = view_of_buf(&f->values[PART_MODIFIED]);
    draft_set_published(&f->draft, published.len ? published : modified);
    draft_set_modified(&f->draft, published.len ? modified : (struct view){0});
}

static void take_item(void *context, const xmlNode *node, uint64_t line)
{
    struct feed *f = context;
    if (f->is_text) {
        struct buf *out = html_is(node, "language") ? &f->language : &f->name;
        struct view value = value_of(f, node, true);
        if (out->len == 0)
            buf_add_view(out, value);
        return;
    }
    for (int i = 0; i < PARTS; i++)
        buf_clear(&f->values[i]);
    memset(f->ranks, 0, sizeof f->ranks);
    draft_begin(&f->draft, line);
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            take_child(f, child);
    set_identity(f);
    set_dates(f);
    draft_set(&f->draft, DRAFT_TITLE, view_of_buf(&f->values[PART_TITLE]));
    draft_set(&f->draft, DRAFT_TEXT, view_of_buf(&f->values[PART_TEXT]));
    draft_set(&f->draft, DRAFT_SOURCE, view_of_buf(f->ranks[PART_SOURCE] ? &f->values[PART_SOURCE] : &f->name));
    xml_language(node, &f->room);
    draft_set_language(&f->draft, view_of_buf(&f->language));
    draft_set_language(&f->draft, view_of_buf(&f->room));
    draft_set_language(&f->draft, view_of_buf(&f->values[PART_LANGUAGE])); /* the nearest counts */
    draft_deliver(&f->draft);
}

/* ---- a feed ---- */

/* Items stand in the channel (RSS 2.0) or beside it (RSS 1.0), entries in the root (Atom); so do the feed's own title and language. */
static enum xml_step choose(void *context, struct view name, struct view space, int depth)
{
    struct feed *f = context;
    bool plain = space_of(space) == SPACE_PLAIN;
    f->is_text = false;
    if (depth == 0 || (depth == 1 && plain && view_equal(name, VIEW("channel"))))
        return XML_ENTER;
    if (depth > 2)
        return XML_PASS;
    if (plain && (view_equal(name, VIEW("item")) || view_equal(name, VIEW("entry"))))
        return XML_TAKE;
    f->is_text = (plain && view_equal(name, VIEW("title"))) || view_equal(name, VIEW("language"));
    return f->is_text ? XML_TAKE : XML_PASS;
}

static enum status parse_feed(const struct source *source, const struct article_sink *sink, struct error *err)
{
    struct feed f = {0};
    const struct xml_items items = {choose, take_item, &f};
    draft_init(&f.draft, source, sink);
    enum status status = xml_items_read(source->bytes, &items, &f.draft, err);
    draft_release(&f.draft);
    for (int i = 0; i < PARTS; i++)
        buf_release(&f.values[i]);
    buf_release(&f.name);
    buf_release(&f.language);
    buf_release(&f.room);
    buf_release(&f.text);
    return status;
}

static int recognise_feed(struct view head)
{
    struct view root = xml_root_name(head);
    bool is_rdf = view_equal(root, VIEW("RDF")) &&
                  (memmem(head.ptr, head.len, "purl.org/rss/", 13) || memmem(head.ptr, head.len, "netscape.com/rdf/", 17));
    return view_equal(root, VIEW("rss")) || view_equal(root, VIEW("feed")) || is_rdf ? 95 : 0;
}

static const char *const feed_extensions[] = {"rss", "atom", NULL};

const struct format format_feed = {
    .name = "feed",
    .summary = "web feeds, RSS and Atom: an article an item",
    .extensions = feed_extensions,
    .recognise = recognise_feed,
    .parse = parse_feed,
};
