/* Plain text out of markup without a tree: for pieces of HTML in other formats, and for pages that libxml2 gives up on. */
#include "indexer/formats/html.h"

#include "common/utf8.h"
#include "indexer/formats/html_out.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { NAME_MAX_BYTES = 12, ENTITY_MAX = 32 };

struct strip {
    struct view in;
    size_t at;
    struct html_out out;
    unsigned preformatted;
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alnum(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

/* The lower-case name of the tag that begins at text.ptr[0] == '<' (after a '/'); its length, 0 when it is no tag. */
static size_t tag_name(struct view text, char name[NAME_MAX_BYTES + 1], bool *closing)
{
    size_t at = 1;
    *closing = text.len > 1 && text.ptr[1] == '/';
    at += *closing;
    size_t len = 0;
    if (at >= text.len || !is_letter(text.ptr[at]))
        return 0;
    for (; at < text.len && is_alnum(text.ptr[at]); at++, len++)
        if (len < NAME_MAX_BYTES)
            name[len] = (char)(text.ptr[at] >= 'A' && text.ptr[at] <= 'Z' ? text.ptr[at] | 0x20 : text.ptr[at]);
    name[len < NAME_MAX_BYTES ? len : NAME_MAX_BYTES] = '\0';
    return len;
}

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (**list == name[0] && strcmp(*list, name) == 0)
            return true;
    return false;
}

static bool is_block(const char *name)
{
    static const char *const blocks[] = {
        "p",   "div",        "section", "article", "header",     "footer", "aside", "main", "nav",  "h1", "h2",    "h3",
        "h4",  "h5",         "h6",      "ul",      "ol",         "li",     "dl",    "dt",   "dd",   "tr", "table", "caption",
        "pre", "blockquote", "hr",      "figure",  "figcaption", "form",   "title", "body", "head", NULL};
    return is_one_of(name, blocks);
}

/* Elements whose content is never text. */
static bool is_opaque(const char *name)
{
    static const char *const opaque[] = {"script", "style", "noscript", "template", "svg",
                                         "iframe", "head",  "textarea", "select",   NULL};
    return is_one_of(name, opaque);
}

/* The end of the tag at `at`: past '>', quotes respected only where they are closed before another line of tags begins. */
static size_t tag_end(struct view in, size_t at)
{
    const char *end = memchr(in.ptr + at, '>', in.len - at);
    if (!end)
        return in.len;
    size_t close = (size_t)(end - in.ptr);
    char quote = 0;
    for (size_t i = at; i < close; i++) {
        char c = in.ptr[i];
        if (quote ? c == quote : (c == '"' || c == '\'') && in.ptr[i - 1] == '=')
            quote = quote ? 0 : c;
    }
    if (quote) { /* '>' inside an attribute */
        const char *closed = memchr(end, quote, in.len - close);
        const char *after = closed ? memchr(closed, '>', in.len - (size_t)(closed - in.ptr)) : NULL;
        if (after && (size_t)(after - end) < 4096)
            close = (size_t)(after - in.ptr);
    }
    return close + 1;
}

/* Move past </name>; to the end when it never comes. */
static void skip_element(struct strip *s, const char *name)
{
    char found[NAME_MAX_BYTES + 1];
    while (s->at < s->in.len) {
        const char *open = memchr(s->in.ptr + s->at, '<', s->in.len - s->at);
        if (!open)
            break;
        s->at = (size_t)(open - s->in.ptr);
        bool closing = false;
        size_t len = tag_name(view_sub(s->in, s->at, s->in.len), found, &closing);
        if (len && closing && strcmp(found, name) == 0) {
            s->at = tag_end(s->in, s->at);
            return;
        }
        s->at++;
    }
    s->at = s->in.len;
}

static size_t skip_to(struct view in, size_t at, const char *mark)
{
    const char *found = memmem(in.ptr + at, in.len - at, mark, strlen(mark));
    return found ? (size_t)(found - in.ptr) + strlen(mark) : in.len;
}

/* A tag, comment or declaration at s->at; a '<' that begins none is text. */
static void take_markup(struct strip *s)
{
    struct view rest = view_sub(s->in, s->at, s->in.len);
    char name[NAME_MAX_BYTES + 1];
    bool closing = false;
    if (view_starts_with(rest, VIEW("<!--"))) {
        s->at = skip_to(s->in, s->at + 4, "-->");
        return;
    }
    if (rest.len > 1 && (rest.ptr[1] == '!' || rest.ptr[1] == '?')) {
        s->at = skip_to(s->in, s->at, ">");
        return;
    }
    if (tag_name(rest, name, &closing) == 0) {
        html_out_text(&s->out, VIEW("<"));
        s->at++;
        return;
    }
    s->at = tag_end(s->in, s->at);
    if (!closing && is_opaque(name))
        skip_element(s, name);
    else if (strcmp(name, "br") == 0)
        html_out_break(&s->out);
    else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0)
        html_out_space(&s->out);
    else if (is_block(name))
        html_out_block(&s->out);
    if (strcmp(name, "pre") == 0)
        s->preformatted = closing ? 0 : 1;
}

/* Numeric references in 0x80-0x9F mean windows-1252, as every browser reads them. */
static uint32_t from_windows_1252(uint32_t code)
{
    static const uint16_t table[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return code >= 0x80 && code < 0xA0 ? table[code - 0x80] : code;
}

static uint32_t numeric_entity(const char *name)
{
    uint32_t code = 0;
    bool hex = name[1] == 'x' || name[1] == 'X';
    for (name += hex ? 2 : 1; *name; name++) {
        uint32_t digit = (uint32_t)(*name <= '9' ? *name - '0' : (*name | 0x20) - 'a' + 10);
        if (digit > (hex ? 15u : 9u) || code > 0x110000)
            return UTF8_REPLACEMENT;
        code = code * (hex ? 16 : 10) + digit;
    }
    return code ? from_windows_1252(code) : UTF8_REPLACEMENT;
}

/* The entity at s->at ('&'): its character is written; an '&' that begins none is text. */
static void take_entity(struct strip *s)
{
    char name[ENTITY_MAX + 1];
    size_t len = 0;
    size_t at = s->at + 1;
    while (at < s->in.len && len < ENTITY_MAX && (is_alnum(s->in.ptr[at]) || (len == 0 && s->in.ptr[at] == '#')))
        name[len++] = s->in.ptr[at++];
    name[len] = '\0';
    bool ended = at < s->in.len && s->in.ptr[at] == ';';
    uint32_t code = 0;
    if (len > 1 && name[0] == '#')
        code = numeric_entity(name);
    else if (len && ended) {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        code = entity ? entity->value : strcmp(name, "apos") == 0 ? '\'' : 0;
    }
    if (code == 0) {
        html_out_text(&s->out, VIEW("&"));
        s->at++;
        return;
    }
    char room[8];
    struct buf character = {0};
    utf8_add(code, &character);
    size_t bytes = character.len < sizeof room ? character.len : sizeof room;
    memcpy(room, character.data, bytes);
    buf_release(&character);
    html_out_text(&s->out, (struct view){room, bytes});
    s->at = at + ended;
}

void html_fragment_text(struct view html, struct buf *out)
{
    struct strip s = {.in = html};
    html_out_init(&s.out, out);
    while (s.at < html.len) {
        size_t start = s.at;
        while (s.at < html.len && html.ptr[s.at] != '<' && html.ptr[s.at] != '&')
            s.at++;
        if (s.preformatted)
            html_out_preformatted(&s.out, view_sub(html, start, s.at));
        else
            html_out_text(&s.out, view_sub(html, start, s.at));
        if (s.at == html.len)
            break;
        if (html.ptr[s.at] == '<')
            take_markup(&s);
        else
            take_entity(&s);
    }
}

static bool has_reference(struct view text)
{
    for (size_t at = 0; at < text.len; at++) {
        const char *mark = memchr(text.ptr + at, '&', text.len - at);
        if (!mark)
            return false;
        at = (size_t)(mark - text.ptr);
        size_t end = at + 1 + (at + 1 < text.len && text.ptr[at + 1] == '#');
        const size_t name = end;
        while (end < text.len && end < at + ENTITY_MAX && is_alnum(text.ptr[end]))
            end++;
        if (end > name && end < text.len && text.ptr[end] == ';')
            return true;
    }
    return false;
}

struct view html_without_references(struct view text, struct buf *room)
{
    buf_clear(room);
    if (has_reference(text))
        html_fragment_text(text, room);
    return room->len ? view_of_buf(room) : text;
}

bool html_looks_like_markup(struct view text)
{
    static const char *const inlines[] = {"a",    "b",    "strong", "em",     "i",     "span",  "br",      "img",
                                          "html", "font", "u",      "center", "small", "video", "picture", NULL};
    char name[NAME_MAX_BYTES + 1];
    bool closing = false;
    text = view_trim(text);
    if (text.len < 3 || text.ptr[0] != '<')
        return false;
    if (view_starts_with(text, VIEW("<!--")) || view_equal_ignoring_case(view_sub(text, 0, 9), VIEW("<!doctype")))
        return true;
    size_t len = tag_name(text, name, &closing);
    if (len == 0 || closing || !memchr(text.ptr, '>', text.len))
        return false;
    char after = text.ptr[1 + len];
    return (after == '>' || after == ' ' || after == '/' || after == '\n') &&
           (is_block(name) || is_opaque(name) || is_one_of(name, inlines));
}
