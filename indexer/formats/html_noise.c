/* What of a page is no part of its article: navigation, scripts, advertising, comments … */
#include "indexer/formats/html_page.h"

#include <string.h>

enum { WORD_MAX = 24 };

static bool word_in(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (**words == word[0] && strcmp(*words, word) == 0)
            return true;
    return false;
}

/* The lower-case word of `names` that begins at *at, parted at anything but letters and at capitals. False at the end. */
static bool next_word(struct view names, size_t *at, char word[WORD_MAX + 1])
{
    size_t len = 0;
    for (; *at < names.len; ++*at) {
        char c = names.ptr[*at];
        bool upper = c >= 'A' && c <= 'Z';
        bool letter = upper || (c >= 'a' && c <= 'z');
        bool after_lower = *at > 0 && names.ptr[*at - 1] >= 'a' && names.ptr[*at - 1] <= 'z';
        if (len && (!letter || (upper && after_lower)))
            break;
        if (!letter)
            continue;
        if (len < WORD_MAX)
            word[len] = (char)(c | 0x20);
        len++;
    }
    word[len < WORD_MAX ? len : WORD_MAX] = '\0';
    return len != 0;
}

static bool names_have_word(struct view names, const char *const *words)
{
    /* "has-sidebar", "no-comments" speak about the page, not about the element. */
    static const char *const about[] = {"has", "no", "with", "without", "is", "not", NULL};
    char word[WORD_MAX + 1];
    bool skip = false;
    for (size_t at = 0; next_word(names, &at, word);) {
        if (!skip && word_in(word, words))
            return true;
        skip = word_in(word, about);
    }
    return false;
}

bool html_has_word(const xmlNode *node, const char *const *words)
{
    return names_have_word(html_attribute(node, "class"), words) || names_have_word(html_attribute(node, "id"), words);
}

static bool is_hidden(const xmlNode *node)
{
    struct view style = html_attribute(node, "style");
    if (html_attribute(node, "hidden").ptr || view_equal_ignoring_case(html_attribute(node, "aria-hidden"), VIEW("true")))
        return true;
    return style.len && (memmem(style.ptr, style.len, "display:none", 12) || memmem(style.ptr, style.len, "display: none", 13));
}

/* A header of the page; that of an article or section holds its headline and standfirst. */
static bool is_page_header(const xmlNode *node)
{
    static const char *const inner[] = {"article", "main", "section", NULL};
    if (!html_is(node, "header"))
        return false;
    for (const xmlNode *up = node->parent; up; up = up->parent)
        if (html_is_any(up, inner))
            return false;
    return true;
}

bool html_is_structural_noise(const xmlNode *node)
{
    static const char *const names[] = {"script", "style", "noscript", "nav",    "footer", "aside",  "form",  "button",
                                        "iframe", "svg",   "template", "dialog", "canvas", "object", "embed", "select",
                                        "audio",  "video", "textarea", "menu",   "head",   "map",    NULL};
    static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary", "search",
                                        "dialog",     "alert",  "menu",        "menubar",       NULL};
    if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE)
        return true;
    if (node->type != XML_ELEMENT_NODE)
        return false;
    struct view role = html_attribute(node, "role");
    for (const char *const *r = roles; role.len && *r; r++)
        if (view_equal_ignoring_case(role, view_of(*r)))
            return true;
    return html_is_any(node, names) || is_page_header(node) || (node->properties && !html_is(node, "body") && is_hidden(node));
}

static bool holds_the_article(const xmlNode *top)
{
    static const char *const marks[] = {"article", "main", "h1", NULL};
    for (xmlNode *node = top->children; node; node = html_next(top, node, true))
        if (html_is_any(node, marks) || view_equal_ignoring_case(html_attribute(node, "itemprop"), VIEW("articleBody")))
            return true;
    return false;
}

bool html_is_noise(const struct html_page *page, const xmlNode *node)
{
    static const char *const words[] = {"cookie",          "cookies",     "consent",      "gdpr",          "nav",
                                        "navbar",          "navigation",  "menu",         "sidebar",       "related",
                                        "share",           "sharing",     "sharebar",     "sharetools",    "social",
                                        "promo",           "promos",      "promoted",     "promotion",     "newsletter",
                                        "newsletters",     "subscribe",   "subscription", "advert",        "adverts",
                                        "advertisement",   "advertising", "ad",           "ads",           "sponsored",
                                        "comment",         "comments",    "disqus",       "breadcrumb",    "breadcrumbs",
                                        "footer",          "paywall",     "recirc",       "recirculation", "recommended",
                                        "recommendations", "trending",    "mostread",     "popular",       "signup",
                                        "taboola",         "outbrain",    "masthead",     "modal",         "popup",
                                        "pagination",      "byline",      "timestamp",    "meta",          "credit",
                                        "copyright",       "toolbar",     "skiplink",     "screen",        NULL};
    static const char *const kept[] = {"html", "body", "article", "main", "p", "h1", NULL};
    static const char *const read_more[] = {"mostread", "readmore", "mostpopular", "morenews", NULL};
    if (html_is_structural_noise(node))
        return true;
    if (node->type != XML_ELEMENT_NODE || !node->properties)
        return false;
    bool plain = html_is(node, "p") && html_size(node) > 120; /* a long paragraph is text whatever it is called */
    if ((html_is_any(node, kept) && !html_is(node, "p")) || plain)
        return false;
    struct view class_name = html_attribute(node, "class");
    bool named = html_has_word(node, words) || html_has_word(node, read_more) ||
                 (class_name.len && memmem(class_name.ptr, class_name.len, "most-read", 9));
    return named && html_size(node) * 4 <= page->size * 3 && !holds_the_article(node);
}
