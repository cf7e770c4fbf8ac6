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
        {"id", HEADER_ID},           {"title", HEADER_TITLE},       {"headline", HEADER_TITLE},    {"date", HEADER_DATE},
        {"published", HEADER_DATE},  {"updated", HEADER_MODIFIED},  {"source", HEADER_SOURCE},     {"publisher", HEADER_SOURCE},
        {"author", HEADER_AUTHOR},   {"authors", HEADER_AUTHOR},    {"byline", HEADER_AUTHOR},     {"url", HEADER_URL},
        {"link", HEADER_URL},        {"language", HEADER_LANGUAGE}, {"lang", HEADER_LANGUAGE},     {"topics", HEADER_TOPICS},
        {"keywords", HEADER_TOPICS}, {"tags", HEADER_TOPICS},       {"categories", HEADER_TOPICS}, {"place", HEADER_PLACE},
        {"location", HEADER_PLACE},
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

/* Header lines at the beginning of *text; blank lines before them are passed only when one follows. A line whose header was there already
 * belongs to the text, which only begins like one. `seen` has a bit a header. */
static void take_headers(struct draft *d, struct view *text, unsigned *seen)
{
    for (;;) {
        struct view rest = *text;
        struct view line = take_line(&rest);
        struct view value = {0};
        enum header header = header_of(line, &value);
        bool rule = view_equal(line, VIEW("---"));
        if (header == HEADER_NONE ? !rule : (*seen >> header & 1))
            return;
        *seen |= header == HEADER_NONE ? 0 : 1U << header;
        set_header(d, header, value);
        *text = rest;
    }
}

static bool is_key_letter(char c)
{
    const char lower = (char)(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || c == '_' || c == '-';
}

/* "key: value", an item of a list, a comment or what goes on from the line before. */
static bool is_yaml(struct view line)
{
    size_t at = 0;
    if (view_trim(line).len == 0 || strchr(" \t-#", line.ptr[0]))
        return true;
    while (at < line.len && is_key_letter(line.ptr[at]))
        at++;
    return at && at < line.len && line.ptr[at] == ':';
}

/* What stands in the front matter of Markdown: YAML between two rules at the very beginning. Empty when there is none. */
static struct view front_matter(struct view text, struct view *behind)
{
    enum { MOST_LINES = 200 };
    struct view first = first_line(text);
    struct view inside = view_sub(text, first.len + 1, text.len);
    struct view rest = inside;
    if (!view_equal(view_trim(first), VIEW("---")))
        return (struct view){0};
    for (int i = 0; rest.len && i < MOST_LINES; i++) {
        struct view line = first_line(rest);
        *behind = view_sub(rest, line.len + 1, rest.len);
        if (view_equal(view_trim(line), VIEW("---")))
            return view_sub(inside, 0, inside.len - rest.len);
        if (!is_yaml(line))
            break;
        rest = *behind;
    }
    return (struct view){0};
}

/* Without the quotes of a text, or the brackets of a list. */
static struct view bare_value(struct view value)
{
    static const char pairs[][2] = {{'"', '"'}, {'\'', '\''}, {'[', ']'}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (value.len > 1 && value.ptr[0] == pairs[i][0] && value.ptr[value.len - 1] == pairs[i][1])
            return view_trim(view_sub(value, 1, value.len - 1));
    return value;
}

static void take_front_matter(struct draft *d, struct view *text, unsigned *seen)
{
    struct view behind = {0};
    struct view inside = front_matter(*text, &behind);
    enum header last = HEADER_NONE;
    if (inside.len == 0)
        return;
    while (inside.len) {
        struct view line = first_line(inside);
        struct view trimmed = view_trim(line);
        struct view value = {0};
        inside = view_sub(inside, line.len + 1, inside.len);
        if (trimmed.len && trimmed.ptr[0] == '-') { /* an item of the list that the last key begins */
            value = bare_value(view_trim(view_sub(trimmed, 1, trimmed.len)));
            if (last == HEADER_TOPICS)
                draft_add_topic(d, value);
            else if (last == HEADER_AUTHOR)
                draft_add_author(d, value);
        } else if (trimmed.len && line.ptr[0] != ' ') {
            last = header_of(line, &value);
            *seen |= last == HEADER_NONE ? 0 : 1U << last;
            set_header(d, last, bare_value(value));
        }
    }
    *text = behind;
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

/* A line that is a date and nothing else, as it stands under a headline. */
static void take_date_line(struct draft *d, struct view *text)
{
    enum { DATE_LINE_MAX = 60 };
    struct view rest = *text;
    struct view line = take_line(&rest);
    struct date date;
    if (line.len > DATE_LINE_MAX || d->published.precision != DATE_NONE || !date_parse(line, &date) || date.precision < DATE_DAY)
        return;
    d->published = date;
    *text = rest;
}

static enum status parse_text(const struct source *source, const struct article_sink *sink, struct error *err)
{
    (void)err;
    struct draft d;
    struct buf unixed = {0};
    struct buf body = {0};
    unsigned seen = 0;
    draft_init(&d, source, sink);
    draft_begin(&d, 0);
    struct view text = text_unix_lines(source->bytes, &unixed);
    take_front_matter(&d, &text, &seen);
    take_headers(&d, &text, &seen);
    take_title(&d, &text);
    take_headers(&d, &text, &seen);
    take_date_line(&d, &text);
    take_byline(&d, &text);
    take_date_line(&d, &text);
    take_headers(&d, &text, &seen);
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
