#include "indexer/formats/text_layout.h"

#include <stdlib.h>
#include <string.h>

/* Lines longer than this are paragraphs of their own where blank lines are missing: no screen or wire wraps so late. */
enum { LONG_LINE = 200, INDENT = 4 };

struct view text_unix_lines(struct view text, struct buf *room)
{
    if (text.len == 0 || !memchr(text.ptr, '\r', text.len))
        return text;
    buf_clear(room);
    if (!buf_reserve(room, text.len))
        return text;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\r')
            room->data[room->len++] = text.ptr[i];
        else if (i + 1 == text.len || text.ptr[i + 1] != '\n')
            room->data[room->len++] = '\n';
    }
    room->data[room->len] = '\0';
    return view_of_buf(room);
}

static struct view next_line(struct view text, size_t *at)
{
    const char *end = memchr(text.ptr + *at, '\n', text.len - *at);
    size_t stop = end ? (size_t)(end - text.ptr) : text.len;
    struct view line = {text.ptr + *at, stop - *at};
    *at = stop + 1;
    return line;
}

static bool is_indented(struct view line)
{
    size_t spaces = 0;
    while (spaces < line.len && line.ptr[spaces] == ' ')
        spaces++;
    return line.len && (spaces >= INDENT || line.ptr[0] == '\t');
}

struct layout {
    size_t lines, blank, indented, longer; /* longer: lines above LONG_LINE */
};

static struct layout layout_of(struct view text)
{
    struct layout l = {0};
    for (size_t at = 0; at < text.len;) {
        struct view line = next_line(text, &at);
        if (view_trim(line).len == 0) {
            l.blank++;
            continue;
        }
        l.lines++;
        l.indented += is_indented(line);
        l.longer += line.len > LONG_LINE;
    }
    return l;
}

struct view text_mark_paragraphs(struct view text, struct buf *room)
{
    struct view trimmed = view_trim(text);
    /* White space before the first word is its indent: it stays. */
    text.len = trimmed.len ? (size_t)(trimmed.ptr + trimmed.len - text.ptr) : 0;
    struct layout l = layout_of(text);
    if (l.blank || l.lines < 2)
        return text;
    bool by_line = l.longer * 2 > l.lines; /* their median is long */
    bool by_indent = !by_line && l.indented >= 1 && l.indented * 10 <= l.lines * 7;
    if (!by_line && !by_indent)
        return text;
    buf_clear(room);
    for (size_t at = 0; at < text.len;) {
        struct view line = next_line(text, &at);
        if (room->len && (by_line || is_indented(line)))
            buf_add_char(room, '\n');
        buf_add_view(room, line);
        buf_add_char(room, '\n');
    }
    return view_of_buf(room);
}
