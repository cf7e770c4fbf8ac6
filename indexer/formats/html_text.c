/* The text of an article out of the tree of its page. */
#include "indexer/formats/html_out.h"
#include "indexer/formats/html_page.h"

#include <string.h>

struct text_writer {
    const struct html_page *page;
    struct html_out out;
    unsigned preformatted;
};

static bool is_block(const xmlNode *node)
{
    static const char *const names[] = {"p",      "div", "section",    "article", "main",       "header",  "h1",       "h2",
                                        "h3",     "h4",  "h5",         "h6",      "ul",         "ol",      "li",       "dl",
                                        "dt",     "dd",  "blockquote", "figure",  "figcaption", "pre",     "table",    "caption",
                                        "center", "hr",  "address",    "body",    "details",    "summary", "fieldset", NULL};
    return html_is_any(node, names);
}

/* Bytes of text below a node, in all and inside links. */
static void measure_links(const xmlNode *top, size_t *all, size_t *linked, size_t *links)
{
    *all = *linked = *links = 0;
    for (xmlNode *node = top->children; node; node = html_next(top, node, true)) {
        *links += html_is(node, "a");
        if (node->type != XML_TEXT_NODE || !node->content)
            continue;
        size_t len = view_trim(view_of((const char *)node->content)).len;
        *all += len;
        for (const xmlNode *up = node->parent; up && up != top; up = up->parent)
            if (html_is(up, "a")) {
                *linked += len;
                break;
            }
    }
}

/* Lists of links and "Read more: …" lines lead away from the article. */
static bool leads_away(const xmlNode *node)
{
    static const char *const phrases[] = {"read more", "related",   "see also", "more on", "also read",
                                          "read also", "read next", "watch:",   NULL};
    size_t all;
    size_t linked;
    size_t links;
    bool list = html_is(node, "ul") || html_is(node, "ol");
    if (!list && !html_is(node, "p") && !html_is(node, "div"))
        return false;
    if (!list && html_size(node) > 30)
        return false;
    measure_links(node, &all, &linked, &links);
    if (links == 0 || linked * 10 < all * 7)
        return false;
    if (list)
        return links >= 3;
    struct buf text = {0};
    html_text_of(node, &text);
    struct view line = view_trim(view_of_buf(&text));
    bool found = false;
    for (const char *const *p = phrases; *p && !found; p++)
        found = view_equal_ignoring_case(view_sub(line, 0, strlen(*p)), view_of(*p));
    buf_release(&text);
    return found;
}

/* "By the culture desk, 6 October 2024": a short line with the time of publication, which the metadata tell already. */
static bool is_time_line(const xmlNode *node)
{
    if ((!html_is(node, "p") && !html_is(node, "div")) || html_size(node) > 100 || html_size(node) == 0)
        return false;
    bool has_time = false;
    for (xmlNode *inner = node->children; inner && !has_time; inner = html_next(node, inner, true))
        has_time = html_is(inner, "time");
    if (!has_time)
        return false;
    struct buf text = {0};
    html_text_of(node, &text);
    struct view line = view_trim(view_of_buf(&text));
    bool sentence = line.len && strchr(".!?", line.ptr[line.len - 1]);
    buf_release(&text);
    return !sentence;
}

static void open_element(struct text_writer *w, const xmlNode *node)
{
    if (html_is(node, "br"))
        html_out_break(&w->out);
    else if (html_is(node, "tr"))
        html_out_break(&w->out);
    else if (html_is(node, "td") || html_is(node, "th"))
        html_out_cell(&w->out);
    else if (is_block(node))
        html_out_block(&w->out);
    w->preformatted += html_is(node, "pre");
}

static void close_element(struct text_writer *w, const xmlNode *node)
{
    if (is_block(node))
        html_out_block(&w->out);
    w->preformatted -= html_is(node, "pre");
}

static void write_text_node(struct text_writer *w, const xmlNode *node)
{
    if (node->content && w->preformatted)
        html_out_preformatted(&w->out, view_of((const char *)node->content));
    else if (node->content)
        html_out_text(&w->out, view_of((const char *)node->content));
}

/* Depth first without recursion: an element is opened on the way down and closed on the way up. */
void html_write_text(const struct html_page *page, const xmlNode *top, struct buf *out)
{
    struct text_writer w = {.page = page, .preformatted = html_is(top, "pre")};
    html_out_init(&w.out, out);
    const xmlNode *node = top->children;
    while (node) {
        bool element = node->type == XML_ELEMENT_NODE;
        bool entered = element && !html_is_noise(page, node) && !leads_away(node) && !is_time_line(node);
        if (node->type == XML_TEXT_NODE)
            write_text_node(&w, node);
        if (entered)
            open_element(&w, node);
        else if (element && is_block(node))
            html_out_block(&w.out);
        if (entered && node->children) {
            node = node->children;
            continue;
        }
        if (entered)
            close_element(&w, node);
        while (!node->next && node->parent != top) {
            node = node->parent;
            close_element(&w, node);
        }
        node = node->next;
    }
}
