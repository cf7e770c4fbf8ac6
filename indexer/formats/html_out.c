#include "indexer/formats/html_out.h"

#include <string.h>

void html_out_init(struct html_out *o, struct buf *buf)
{
    *o = (struct html_out){.buf = buf, .start = buf->len};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void flush(struct html_out *o)
{
    if (o->buf->len > o->start) {
        if (o->paragraph)
            buf_add_text(o->buf, "\n\n");
        else if (o->line)
            buf_add_char(o->buf, '\n');
        else if (o->cell)
            buf_add_char(o->buf, '\t');
        else if (o->space)
            buf_add_char(o->buf, ' ');
    }
    o->cell = o->paragraph = o->line = o->space = false;
}

void html_out_text(struct html_out *o, struct view text)
{
    for (size_t at = 0; at < text.len;) {
        if (is_space(text.ptr[at])) {
            o->space = true;
            at++;
            continue;
        }
        size_t end = at + 1;
        /* A single space between words is what most text has: it goes with the run. */
        while (end < text.len &&
               (!is_space(text.ptr[end]) || (text.ptr[end] == ' ' && end + 1 < text.len && !is_space(text.ptr[end + 1]))))
            end++;
        flush(o);
        buf_add_view(o->buf, view_sub(text, at, end));
        at = end;
    }
}

void html_out_preformatted(struct html_out *o, struct view text)
{
    if (view_trim(text).len == 0) {
        o->line = true;
        return;
    }
    flush(o);
    buf_add_view(o->buf, text);
}

void html_out_space(struct html_out *o)
{
    o->space = true;
}

void html_out_cell(struct html_out *o)
{
    o->cell = true;
}

void html_out_break(struct html_out *o)
{
    if (o->line)
        o->paragraph = true;
    o->line = true;
}

void html_out_block(struct html_out *o)
{
    o->paragraph = true;
}
