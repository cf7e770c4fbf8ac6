/* Only the ids, one a line, best first: for xargs and `lede-query show`. */
#include "common/escape.h"
#include "query/present/printer.h"

static void print_ids(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    (void)settings;
    for (size_t i = 0; i < r->count; i++) {
        escape_terminal(view_of_buf(&r->items[i].id), false, out);
        buf_add_char(out, '\n');
    }
}

const struct printer printer_ids = {.name = "ids", .help = "ids alone, one a line", .print = print_ids};
