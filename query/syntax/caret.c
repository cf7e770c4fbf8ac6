#include "query/syntax/caret.h"

#include "common/escape.h"
#include "common/utf8.h"

enum { INDENT = 2, LEAST_WIDTH = 20 };

static size_t shown_width(struct view text)
{
    struct buf shown = {0};
    escape_terminal(text, false, &shown);
    size_t width = escape_width(view_of_buf(&shown));
    buf_release(&shown);
    return width;
}

/* Move to the code point boundary at or before `at`. */
static size_t boundary(struct view text, size_t at)
{
    while (at > 0 && at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at--;
    return at > text.len ? text.len : at;
}

/* The longest part of `text` from `start` on that is at most `width` columns wide. */
static size_t fitting_end(struct view text, size_t start, size_t width)
{
    size_t end = start, used = 0;
    while (end < text.len) {
        size_t next = end;
        utf8_next(text, &next);
        used += shown_width(view_sub(text, end, next));
        if (used > width)
            break;
        end = next;
    }
    return end;
}

static void add_repeated(char c, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++)
        buf_add_char(out, c);
}

void caret_add(struct view query, struct span place, size_t width, struct buf *out)
{
    static const struct view dots = {"...", 3};
    size_t room = (width < LEAST_WIDTH ? LEAST_WIDTH : width) - INDENT;
    size_t start = boundary(query, place.start), stop = boundary(query, place.end), from = 0;
    if (shown_width(query) > room) {
        room -= 2 * dots.len;
        while (shown_width(view_sub(query, from, start)) > room / 2)
            utf8_next(query, &from);
    }
    size_t to = fitting_end(query, from, room);
    if (stop > to)
        stop = to;
    add_repeated(' ', INDENT, out);
    if (from > 0)
        buf_add_view(out, dots);
    escape_terminal(view_sub(query, from, to), false, out);
    if (to < query.len)
        buf_add_view(out, dots);
    buf_add_char(out, '\n');
    add_repeated(' ', INDENT + (from > 0 ? dots.len : 0) + shown_width(view_sub(query, from, start)), out);
    size_t carets = stop > start ? shown_width(view_sub(query, start, stop)) : 0;
    add_repeated('^', carets > 0 ? carets : 1, out);
    buf_add_char(out, '\n');
}
