/* Plain text: a title, perhaps header lines ("Date: …"), a byline and a dateline, then paragraphs. */
#include "indexer/formats/draft.h"
#include "indexer/formats/text_layout.h"

#include "indexer/formats/dateline.h"

#include <string.h>

enum { TITLE_MAX = 250, BYLINE_MAX = 120 };

static struct view first_line(struct view text)
{
    const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    return end ? view_sub(text, 0, (size_t)(end - text.ptr)) : text;
}

/* Blank lines at the beginning, gone; the indent of the first other line stays. */
static struct view skip_blank_lines(struct view text)
{
    while (text.len) {
        struct view line = first_line(text);
        if (view_trim(line).len)
            break;
        text = view_sub(text, line.len + 1, text.len);
    }
    return text;
}

static struct view take_line(struct view *text)
{
    *text = skip_blank_lines(*text);
    struct view line = first_line(*text);
    *text = view_sub(*text, line.len + 1, text->len);
    return view_trim(line);
}

enum header {
    HEADER_ID,
    HEADER_TITLE,
    HEADER_DATE,
    HEADER_MODIFIED,
    HEADER_SOURCE,
    HEADER_AUTHOR,
    HEADER_URL,
    HEADER_LANGUAGE,
    HEADER_TOPICS,
    HEADER_PLACE,
    HEADER_NONE
};

static enum header header_of(struct view line, struct view *value)
{
    static const struct {
        const char *name;
        enum header header;
    } names[] = {
        {"id", HEADER_ID},           {"title", HEADER_TITLE},       {"headline", HEADER_TITLE}, {"date", HEADER_DATE},
        {"published", HEADER_DATE},  {"updated", HEADER_MODIFIED},  {"source", HEADER_SOURCE},  {"publisher", HEADER_SOURCE},
        {"author", HEADER_AUTHOR},   {"authors", HEADER_AUTHOR},    {"byline", HEADER_AUTHOR},  {"url", HEADER_URL},
        {"link", HEADER_URL},        {"language", HEADER_LANGUAGE}, {"lang", HEADER_LANGUAGE},  {"topics", HEADER_TOPICS},
        {"keywords", HEADER_TOPICS}, {"tags", HEADER_TOPICS},       {"place", HEADER_PLACE},    {"location", HEADER_PLACE},
    };
    const char *colon = line.len ? memchr(line.ptr, ':', line.len < 12 ? line.len : 12) : NULL;
    if (!colon)
        return HEADER_NONE;
    struct view name = view_trim(view_sub(line, 0, (size_t)(colon - line.ptr)));
    *value = view_trim(view_sub(line, (size_t)(colon - line.ptr) + 1, line.len));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_equal_ignoring_case(name, view_of(names[i].name)))
            return names[i].header;
    return HEADER_NONE;
}

static void set_header(struct draft *d, enum header header, struct view value)
{
    switch (header) {
    case HEADER_ID:
        draft_set(d, DRAFT_ID, value);
        break;
    case HEADER_TITLE:
        draft_set(d, DRAFT_TITLE, value);
        break;
    case HEADER_DATE:
        draft_set_published(d, value);
        break;
    case HEADER_MODIFIED:
        draft_set_modified(d, value);
        break;
    case HEADER_SOURCE:
        draft_set(d, DRAFT_SOURCE, value);
        break;
    case HEADER_AUTHOR:
        draft_add_author(d, value);
        break;
    case HEADER_URL:
        draft_set(d, DRAFT_URL, value);
        break;
    case HEADER_LANGUAGE:
        draft_set_language(d, value);
        break;
    case HEADER_TOPICS:
        draft_add_topics(d, value);
        break;
    case HEADER_PLACE:
        draft_set(d, DRAFT_PLACE, value);
        break;
    case HEADER_NONE:
        break;
    }
}

/* Header lines at the beginning of *text; blank lines before them are passed only when one follows. */
static void take_headers(struct draft *d, struct view *text)
{
    for (;;) {
        struct view rest = *text;
        struct view line = take_line(&rest);
        struct view value = {0};
        enum header header = header_of(line, &value);
        bool rule = view_equal(line, VIEW("---"));
        if (header == HEADER_NONE && !rule)
            return;
        set_header(d, header, value);
        *text = rest;
    }
}

static void take_title(struct draft *d, struct view *text)
{
    struct view rest = *text;
    struct view line = take_line(&rest);
    struct dateline ignored;
    if (draft_has(d, DRAFT_TITLE) || line.len > TITLE_MAX || (dateline_parse(line, &ignored) && view_trim(rest).len))
        return;
    while (line.len && line.ptr[0] == '#') /* a Markdown heading */
        line = view_sub(line, 1, line.len);
    draft_set(d, DRAFT_TITLE, line);
    *text = rest;
}

/* "By Anna Example": a short line of its own with a name that begins with a capital. */
static void take_byline(struct draft *d, struct view *text)
{
    struct view rest = *text;
    struct view line = take_line(&rest);
    if (line.len < 6 || line.len > BYLINE_MAX || !view_equal_ignoring_case(view_sub(line, 0, 3), VIEW("by ")) || line.ptr[0] != 'B')
        return;
    char first = line.ptr[3];
    char last = line.ptr[line.len - 1];
    bool name = (first >= 'A' && first <= 'Z') || (unsigned char)first >= 0x80;
    if (!name || strchr(".!?:;", last) || draft_has(d, DRAFT_AUTHOR))
        return;
    draft_add_author(d, line);
    *text = rest;
}

static enum status parse_text(const struct source *source, const struct article_sink *sink, struct error *err)
{
    (void)err;
    struct draft d;
    struct buf unixed = {0};
    struct buf body = {0};
    draft_init(&d, source, sink);
    draft_begin(&d, 0);
    struct view text = text_unix_lines(source->bytes, &unixed);
    take_headers(&d, &text);
    take_title(&d, &text);
    take_headers(&d, &text);
    take_byline(&d, &text);
    take_headers(&d, &text);
    draft_set(&d, DRAFT_TEXT, text_mark_paragraphs(skip_blank_lines(text), &body));
    draft_deliver(&d);
    buf_release(&body);
    buf_release(&unixed);
    draft_release(&d);
    return STATUS_OK;
}

static const char *const text_extensions[] = {"txt", "text", "md", "markdown", NULL};

const struct format format_text = {
    .name = "text",
    .summary = "plain text: title in the first line, then header lines, byline and dateline if any, then paragraphs",
    .extensions = text_extensions,
    .parse = parse_text,
};
