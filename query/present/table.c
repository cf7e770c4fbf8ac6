#include "query/present/table.h"

static const char *const columns[] = {"rank", "id", "score", "source", "date", "title", "text"};

static void add_cell(const struct table_format *format, struct view text, struct buf *out)
{
    buf_add_char(out, format->separator);
    format->escape(text, out);
}

static void print_row(const struct table_format *format, const struct results *r, size_t index, struct buf *out)
{
    const struct result *item = &r->items[index];
    const struct article *a = &item->fields.article;
    struct buf date = {0};
    if (a->published.precision != DATE_NONE)
        date_format(a->published, &date);
    buf_add_uint(out, r->offset + index + 1);
    add_cell(format, view_of_buf(&item->id), out);
    buf_printf(out, "%c%.6f", format->separator, item->score);
    add_cell(format, a->source, out);
    add_cell(format, view_of_buf(&date), out);
    add_cell(format, a->title, out);
    add_cell(format, item->text, out);
    buf_add_text(out, format->row_end);
    buf_release(&date);
}

void table_print_header(const struct table_format *format, const struct print_settings *settings, struct buf *out)
{
    if (settings->batch)
        buf_printf(out, "qid%c", format->separator);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (i > 0)
            buf_add_char(out, format->separator);
        buf_add_text(out, columns[i]);
    }
    buf_add_text(out, format->row_end);
}

void table_print(const struct table_format *format, const struct results *r, const struct print_settings *settings, struct buf *out)
{
    if (!settings->batch)
        table_print_header(format, settings, out);
    for (size_t i = 0; i < r->count; i++) {
        if (settings->batch) {
            format->escape(settings->qid, out);
            buf_add_char(out, format->separator);
        }
        print_row(format, r, i, out);
    }
}
