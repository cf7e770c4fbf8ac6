#include "indexer/formats/html_meta.h"

#include "indexer/formats/html_meta_names.h"

#include <string.h>

enum { BYLINE_MAX = 100 };

void html_meta_release(struct html_meta *m)
{
    for (size_t i = 0; i < HTML_FIELDS; i++)
        buf_release(&m->values[i]);
    buf_release(&m->bad_date);
}

static bool is_acceptable(struct html_meta *m, enum html_field field, struct view value)
{
    struct date ignored;
    if (field == HTML_PUBLISHED || field == HTML_MODIFIED) {
        if (date_parse(value, &ignored))
            return true;
        if (field == HTML_PUBLISHED && m->bad_date.len == 0)
            buf_add_view(&m->bad_date, value);
        return false;
    }
    if (field == HTML_AUTHOR) /* a profile page is no name */
        return !view_starts_with(value, VIEW("http://")) && !view_starts_with(value, VIEW("https://"));
    return true;
}

static bool has_line(const struct buf *list, struct view value)
{
    for (size_t at = 0; at < list->len;) {
        const char *end = memchr(list->data + at, '\n', list->len - at);
        size_t stop = end ? (size_t)(end - list->data) : list->len;
        if (view_equal_ignoring_case((struct view){list->data + at, stop - at}, value))
            return true;
        at = stop + 1;
    }
    return false;
}

void html_meta_offer(struct html_meta *m, enum html_field field, enum html_rank rank, struct view value)
{
    struct buf *slot = &m->values[field];
    value = view_trim(value);
    bool better = m->ranks[field] == RANK_NONE || rank < m->ranks[field];
    bool list = field == HTML_AUTHOR || field == HTML_TOPICS;
    if (value.len == 0 || (!better && (!list || rank > m->ranks[field])) || !is_acceptable(m, field, value))
        return;
    if (better)
        buf_clear(slot);
    if (list && has_line(slot, value))
        return;
    if (slot->len)
        buf_add_char(slot, '\n');
    buf_add_view(slot, value);
    m->ranks[field] = (uint8_t)rank;
}

static void offer_text_of(struct html_meta *m, enum html_field field, enum html_rank rank, const xmlNode *node, size_t max)
{
    struct buf text = {0};
    html_text_of(node, &text);
    struct view v = view_trim(view_of_buf(&text));
    if (max == 0 || v.len <= max)
        html_meta_offer(m, field, rank, v);
    buf_release(&text);
}

static void read_meta_element(const xmlNode *node, struct html_meta *m)
{
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv", NULL};
    struct view content = html_attribute(node, "content");
    for (const char *const *key = keys; content.len && *key; key++) {
        enum html_field field;
        enum html_rank rank = html_meta_name(html_attribute(node, *key), &field);
        if (rank != RANK_NONE)
            html_meta_offer(m, field, rank, content);
    }
}

static void read_script(const xmlNode *node, struct html_meta *m)
{
    struct view type = html_attribute(node, "type");
    if (!view_equal_ignoring_case(view_sub(type, 0, 19), VIEW("application/ld+json")))
        return;
    struct buf script = {0};
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->content)
            buf_add_text(&script, (const char *)child->content);
    html_jsonld_read(view_of_buf(&script), m);
    buf_release(&script);
}

/* What stands in the head, or anywhere: meta elements, links, scripts. */
static void read_head_element(const xmlNode *node, struct html_meta *m)
{
    if (html_is(node, "meta"))
        read_meta_element(node, m);
    else if (html_is(node, "script"))
        read_script(node, m);
    else if (html_is(node, "title") && m->ranks[HTML_TITLE] != RANK_TITLE)
        offer_text_of(m, HTML_TITLE, RANK_TITLE, node, 0);
    else if (html_is(node, "link") && view_equal_ignoring_case(html_attribute(node, "rel"), VIEW("canonical")))
        html_meta_offer(m, HTML_URL, RANK_JSONLD, html_attribute(node, "href"));
    else if (html_is(node, "html"))
        html_meta_offer(m, HTML_LANGUAGE, RANK_OPEN_GRAPH, html_attribute(node, "lang"));
}

/* A byline as readers see it: the name after "By", up to a line end, bar or comma. */
static void offer_byline(struct html_meta *m, const xmlNode *node, enum html_rank rank, bool needs_by)
{
    struct buf text = {0};
    html_text_of(node, &text);
    struct view v = view_trim(view_of_buf(&text));
    bool by = view_equal_ignoring_case(view_sub(v, 0, 3), VIEW("by "));
    if (by)
        v = view_trim(view_sub(v, 3, v.len));
    size_t end = 0;
    while (end < v.len && !strchr("\n|,;(", v.ptr[end]) && !view_starts_with(view_sub(v, end, v.len), VIEW("\xC2\xB7")) &&
           !view_starts_with(view_sub(v, end, v.len), VIEW("\xE2\x80")))
        end++;
    if ((by || !needs_by) && end && end <= BYLINE_MAX)
        html_meta_offer(m, HTML_AUTHOR, rank, view_sub(v, 0, end));
    buf_release(&text);
}

/* A time that says what it is of counts for more than one that merely stands there. */
static void read_time(const xmlNode *node, struct html_meta *m)
{
    static const char *const changed[] = {"updated", "modified", NULL};
    static const char *const first[] = {"published", "pubdate", NULL};
    struct view property = html_attribute(node, "itemprop");
    bool published = view_equal_ignoring_case(property, VIEW("datePublished")) || html_attribute(node, "pubdate").ptr;
    bool modified = view_equal_ignoring_case(property, VIEW("dateModified")) ||
                    (!published && html_has_word(node, changed) && !html_has_word(node, first));
    html_meta_offer(m, modified ? HTML_MODIFIED : HTML_PUBLISHED, published ? RANK_META : RANK_ELEMENT,
                    html_attribute(node, "datetime"));
}

static void read_body_element(const xmlNode *node, struct html_meta *m)
{
    static const char *const bylines[] = {"byline", "author", NULL};
    static const char *const dates[] = {"published", "pubdate", "timestamp", "dateline", "date", NULL};
    struct view property = html_attribute(node, "itemprop");
    enum html_field field;
    if (html_is(node, "time"))
        read_time(node, m);
    if (property.len && html_meta_name(property, &field) != RANK_NONE && !html_is(node, "meta")) {
        struct view content = html_attribute(node, "content");
        if (content.len)
            html_meta_offer(m, field, RANK_META, content);
        else if (field == HTML_AUTHOR)
            offer_byline(m, node, RANK_ELEMENT, false);
        else
            offer_text_of(m, field, RANK_ELEMENT, node, 300);
    }
    if (!node->properties || html_size(node) > 200)
        return;
    if (view_equal_ignoring_case(html_attribute(node, "rel"), VIEW("author")))
        offer_byline(m, node, RANK_ELEMENT, false);
    else if (html_has_word(node, bylines))
        offer_byline(m, node, RANK_WEAK, !html_has_word(node, bylines + 1));
    if (html_has_word(node, dates) && m->ranks[HTML_PUBLISHED] == RANK_NONE) {
        size_t bad = m->bad_date.len;
        offer_text_of(m, HTML_PUBLISHED, RANK_WEAK, node, 60);
        buf_truncate(&m->bad_date, bad);
    }
}

/* "Thu 11 July | by …" and the like: a page that shows its date in words only. */
static void read_body(const struct html_page *page, const xmlNode *main, struct html_meta *m)
{
    static const char *const away[] = {"nav", "footer", "aside", NULL};
    static const char *const others[] = {"comment", "comments", "disqus", "related", "recommended", "trending", "mostread", NULL};
    static const char *const lists[] = {"div", "section", "ul", "ol", "li", NULL};
    const xmlNode *scopes[] = {main, page->root};
    for (size_t i = 0; i < 2; i++) {
        bool down = true;
        for (xmlNode *node = scopes[i] ? scopes[i]->children : NULL; node; node = html_next(scopes[i], node, down)) {
            down = !html_is_any(node, away) && !(node->type == XML_ELEMENT_NODE && html_is(node, "head")) &&
                   !(html_is_any(node, lists) && html_has_word(node, others) && html_size(node) * 2 < page->size);
            if (down && node->type == XML_ELEMENT_NODE)
                read_body_element(node, m);
        }
    }
}

static void read_headline(const struct html_page *page, const xmlNode *main, struct html_meta *m)
{
    const xmlNode *scopes[] = {main, page->root};
    for (size_t i = 0; i < 2; i++)
        for (xmlNode *node = scopes[i] ? scopes[i]->children : NULL; node; node = html_next(scopes[i], node, true))
            if (html_is(node, "h1") && m->ranks[HTML_TITLE] != RANK_ELEMENT)
                offer_text_of(m, HTML_TITLE, RANK_ELEMENT, node, 400);
}

void html_meta_read(const struct html_page *page, const xmlNode *main, struct html_meta *m)
{
    for (xmlNode *node = page->root; node; node = html_next(page->root, node, true))
        if (node->type == XML_ELEMENT_NODE)
            read_head_element(node, m);
    read_body(page, main, m);
    if (m->ranks[HTML_TITLE] == RANK_NONE || m->ranks[HTML_TITLE] > RANK_ELEMENT)
        read_headline(page, main, m);
}
