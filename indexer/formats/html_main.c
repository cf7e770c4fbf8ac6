/* Which element of a page holds the article. */
#include "indexer/formats/html_page.h"

#include <string.h>

/* What says that an element is the article, the surest first. */
static int mark_of(const xmlNode *node)
{
    static const char *const bodies[] = {"articlebody", "storybody", NULL};
    static const char *const first[] = {"article", "story", "post", "entry", "news", "content", NULL};
    static const char *const second[] = {"body", "content", "text", NULL};
    if (view_equal_ignoring_case(html_attribute(node, "itemprop"), VIEW("articleBody")))
        return 4;
    if (html_is(node, "article"))
        return 3;
    if (html_is(node, "main") || view_equal_ignoring_case(html_attribute(node, "role"), VIEW("main")))
        return 1;
    if ((html_is(node, "div") || html_is(node, "section")) && node->properties &&
        (html_has_word(node, bodies) || (html_has_word(node, first) && html_has_word(node, second))))
        return 2;
    return 0;
}

/* Whether a paragraph stands before `child` in its parent: the first one is often set apart. */
static bool follows_paragraph(const xmlNode *child)
{
    enum { LEAST = 60 };
    for (const xmlNode *before = child->prev; before; before = before->prev)
        if (html_is(before, "p") && html_size(before) >= LEAST)
            return true;
    return false;
}

/* From `node` down as long as one child holds nearly all of the text. */
static xmlNode *descend(xmlNode *node)
{
    for (;;) {
        xmlNode *next = NULL;
        for (xmlNode *child = node->children; child; child = child->next)
            if (child->type == XML_ELEMENT_NODE && html_size(child) * 10 > html_size(node) * 8)
                next = child;
        if (!next || html_is(next, "p") || html_is(next, "blockquote") || follows_paragraph(next))
            return node;
        node = next;
    }
}

xmlNode *html_main(const struct html_page *page)
{
    enum { MARKS = 5 };
    xmlNode *best[MARKS] = {NULL};
    bool down = true;
    for (xmlNode *node = page->root; node; node = html_next(page->root, node, down)) {
        down = !html_is_noise(page, node);
        int mark = down && node->type == XML_ELEMENT_NODE ? mark_of(node) : 0;
        if (mark && (!best[mark] || html_size(node) > html_size(best[mark])))
            best[mark] = node;
    }
    /* A marked element is believed when it holds a fair part of the text; teasers are marked up as articles too. */
    for (int mark = MARKS - 1; mark > 0; mark--)
        if (best[mark] && html_size(best[mark]) * 10 >= page->size * 3)
            return best[mark];
    for (int mark = MARKS - 1; mark > 0; mark--)
        if (best[mark] && html_size(best[mark]) > 400 && html_size(best[mark]) * 10 >= page->size)
            return best[mark];
    return page->root ? descend(page->root) : NULL;
}
