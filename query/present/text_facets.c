/* Facets for people: the most frequent values of each field with their counts and bars. */
#include "query/facet.h"
#include "query/present/number.h"
#include "query/present/paint.h"
#include "query/present/text_parts.h"

#include <string.h>

enum { VALUES_SHOWN = 10, LABEL_MAX = 28, BAR_MAX = 40, BAR_MIN = 8, EIGHTHS = 8 };

static bool in_time_order(enum field field)
{
    return field == FIELD_DAY || field == FIELD_MONTH || field == FIELD_YEAR;
}

static size_t add_label(enum field field, struct view value, struct buf *out)
{
    struct buf label = {0};
    facet_label(field, value, &label);
    size_t width = paint_label(view_of_buf(&label), LABEL_MAX, out);
    buf_release(&label);
    return width;
}

static void add_bar(uint64_t count, uint64_t most, size_t columns, struct buf *out)
{
    uint64_t eighths = most > 0 ? (count * columns * EIGHTHS + most - 1) / most : 0;
    for (; eighths >= EIGHTHS; eighths -= EIGHTHS)
        buf_add_text(out, "\xe2\x96\x88");
    if (eighths > 0)
        buf_printf(out, "\xe2\x96%c", (char)(0x90 - eighths)); /* U+2588 + 8 - n: n eighths of a block */
}

struct columns {
    size_t label, count, bar;
    uint64_t most;
};

static void print_row(const struct columns *c, enum field field, const struct facet_value *value,
                      const struct print_settings *settings, struct buf *out)
{
    paint_indent(2, out);
    size_t width = add_label(field, value->value, out);
    paint_indent(c->label - width + 2 + c->count - number_width(value->count), out);
    number_add_grouped(value->count, out);
    buf_add_text(out, "  ");
    paint_light(settings, PAINT_BAR, out);
    add_bar(value->count, c->most, c->bar, out);
    paint_light(settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
}

static void print_rest(const struct facet_list *list, size_t shown, const struct print_settings *settings, struct buf *out)
{
    struct buf line = {0};
    if (list->count > shown) {
        number_add_grouped(list->count - shown, &line);
        buf_add_text(&line, list->count - shown == 1 ? " more value" : " more values");
    }
    if (list->without > 0) {
        buf_add_text(&line, line.len > 0 ? PAINT_DOT : "");
        number_add_grouped(list->without, &line);
        buf_printf(&line, list->without == 1 ? " article without %s" : " articles without %s", schema_field(list->field)->name);
    }
    if (line.len > 0) {
        paint_indent(2, out);
        paint_light(settings, PAINT_DIM, out);
        buf_add_view(out, view_of_buf(&line));
        paint_light(settings, PAINT_RESET, out);
        buf_add_char(out, '\n');
    }
    buf_release(&line);
}

static struct columns measure(const struct facet_list *list, size_t shown, const struct print_settings *settings)
{
    struct columns c = {0};
    struct buf scratch = {0};
    for (size_t i = 0; i < shown; i++) {
        buf_clear(&scratch);
        size_t width = add_label(list->field, list->items[i].value, &scratch), digits = number_width(list->items[i].count);
        c.label = width > c.label ? width : c.label;
        c.count = digits > c.count ? digits : c.count;
        c.most = list->items[i].count > c.most ? list->items[i].count : c.most;
    }
    size_t used = 2 + c.label + 2 + c.count + 2, width = paint_line_width(settings);
    c.bar = used + BAR_MIN < width ? width - used : BAR_MIN;
    c.bar = c.bar > BAR_MAX ? BAR_MAX : c.bar;
    buf_release(&scratch);
    return c;
}

/* The last of a field of time, in order; the most frequent of another. */
static void print_facet(struct facet_list *list, const struct print_settings *settings, struct buf *out)
{
    size_t shown = list->count < VALUES_SHOWN ? list->count : VALUES_SHOWN, first = 0;
    struct facet_list window = *list;
    if (in_time_order(list->field)) {
        facet_sort_by_value(list);
        shown = list->count < 2 * VALUES_SHOWN ? list->count : 2 * VALUES_SHOWN;
        first = list->count - shown;
    }
    window.items = list->items + first;
    struct columns c = measure(&window, shown, settings);
    buf_add_char(out, '\n');
    paint_light(settings, PAINT_BOLD, out);
    buf_add_text(out, schema_field(list->field)->name);
    paint_light(settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < shown; i++)
        print_row(&c, list->field, &window.items[i], settings, out);
    print_rest(list, shown, settings, out);
}

void text_print_facets(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    for (size_t i = 0; i < r->facet_count; i++)
        print_facet(&r->facets[i], settings, out);
}
