/* Only the ids, one a line, best first: for xargs and `lede-query show`. */
#include "common/escape.h"
#include "query/present/printer.h"

static void print_ids(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    for (size_t i = 0; i < r->count; i++) {
        if (settings->nul) /* for programs, which take any byte */
            buf_add_view(out, view_of_buf(&r->items[i].id));
        else
            escape_terminal(view_of_buf(&r->items[i].id), false, out);
        buf_add_char(out, settings->nul ? '\0' : '\n');
    }
}

const struct printer printer_ids = {.name = "ids", .help = "ids alone, one a line", .shows = PRINTER_ORDER, .print = print_ids};
