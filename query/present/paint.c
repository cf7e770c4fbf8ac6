#include "query/present/paint.h"

#include "common/escape.h"
#include "query/present/wrap.h"

enum { DAY_LENGTH = 10, WIDTH_MIN = 40, LINE_MAX_WIDTH = 100 };

void paint_light(const struct print_settings *settings, const char *sequence, struct buf *out)
{
    if (settings->color)
        buf_add_text(out, sequence);
}

size_t paint_line_width(const struct print_settings *settings)
{
    size_t width = settings->width < WIDTH_MIN ? WIDTH_MIN : settings->width;
    return width > LINE_MAX_WIDTH ? LINE_MAX_WIDTH : width;
}

void paint_indent(size_t columns, struct buf *out)
{
    while (columns-- > 0)
        buf_add_char(out, ' ');
}

void paint_wrapped(struct view text, const char *sequence, size_t indent, const struct print_settings *settings, struct buf *out)
{
    const struct wrap_style style = {.width = paint_line_width(settings),
                                     .indent = indent,
                                     .color = settings->color,
                                     .text_on = sequence,
                                     .mark_on = PAINT_BOLD};
    wrap_text(text, NULL, 0, &style, out);
}

size_t paint_label(struct view text, size_t most, struct buf *out)
{
    struct buf shown = {0};
    escape_terminal(text, false, &shown);
    size_t width = escape_width(view_of_buf(&shown));
    bool cut = width > most;
    while (escape_width(view_of_buf(&shown)) > (cut ? most - 1 : most)) {
        do
            buf_truncate(&shown, shown.len - 1);
        while (shown.len > 0 && ((unsigned char)shown.data[shown.len] & 0xC0) == 0x80);
    }
    if (cut)
        buf_add_text(&shown, "\xe2\x80\xa6");
    buf_add_view(out, view_of_buf(&shown));
    width = escape_width(view_of_buf(&shown));
    buf_release(&shown);
    return width;
}

void paint_add_part(struct view part, struct buf *line)
{
    if (part.len == 0)
        return;
    if (line->len > 0)
        buf_add_text(line, PAINT_DOT);
    buf_add_view(line, part);
}

void paint_add_origin(const struct article *a, struct buf *line)
{
    paint_add_part(a->source, line);
    if (a->published.precision != DATE_NONE) {
        struct buf date = {0};
        date_format(a->published, &date);
        paint_add_part(view_sub(view_of_buf(&date), 0, DAY_LENGTH), line);
        buf_release(&date);
    }
    paint_add_part(a->place, line);
}
