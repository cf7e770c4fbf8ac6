/* Bars of a terminal: eighths of a column, so that small differences show. */
#include "query/present/chart.h"

#include "query/present/number.h"
#include "query/present/paint.h"

#define RANGE " \xe2\x80\x93 "
#define ELLIPSIS "\xe2\x80\xa6"

enum {
    EIGHTHS = 8,
    GAP_MAX = 6,  /* so many periods without an article in a row are shown one by one */
    BAR_MIN = 10, /* columns */
    BAR_MAX = 80,
    INDENT_BAR = 2, /* columns between count and bar */
};

/* "1,204 articles match security pact · by month, 2022-03 – 2024-09 · 12 without a date" */
static void print_heading(const struct timeline *t, const struct print_settings *settings, struct buf *out)
{
    struct buf line = {0};
    number_add_grouped(t->matches, &line);
    buf_add_text(&line, t->matches == 1 ? " article matches " : " articles match ");
    buf_add_view(&line, t->query);
    if (t->count > 0) {
        buf_printf(&line, PAINT_DOT "by %s, ", period_names[t->by]);
        period_add_name(t->by, t->first, &line);
        if (t->count > 1) {
            buf_add_text(&line, RANGE);
            period_add_name(t->by, t->first + (int64_t)t->count - 1, &line);
        }
    }
    if (t->undated > 0) {
        buf_add_text(&line, PAINT_DOT);
        number_add_grouped(t->undated, &line);
        buf_add_text(&line, " undated");
    }
    paint_wrapped(view_of_buf(&line), PAINT_DIM, 0, settings, out);
    buf_release(&line);
}

/* A bar of `eighths` eighths of a column; anything above nothing is seen. */
static void add_bar(uint64_t eighths, struct buf *out)
{
    for (; eighths >= EIGHTHS; eighths -= EIGHTHS)
        buf_add_text(out, "\xe2\x96\x88");
    if (eighths > 0)
        buf_printf(out, "\xe2\x96%c", (char)(0x90 - eighths)); /* U+2589 (seven eighths) to U+258F (one) */
}

struct layout {
    size_t digits, bar;
};

static void print_period(const struct timeline *t, size_t i, const struct layout *l, const struct print_settings *settings,
                         struct buf *out)
{
    uint64_t count = t->counts[i];
    period_add_name(t->by, t->first + (int64_t)i, out);
    paint_indent(INDENT_BAR + l->digits - number_width(count), out);
    number_add_grouped(count, out);
    if (count > 0) {
        double share = (double)count / (double)t->highest * (double)(l->bar * EIGHTHS);
        paint_indent(INDENT_BAR, out);
        paint_light(settings, PAINT_BAR, out);
        add_bar(share < 1 ? 1 : (uint64_t)(share + 0.5), out);
        paint_light(settings, PAINT_RESET, out);
    }
    buf_add_char(out, '\n');
}

static void print_gap(const struct timeline *t, size_t length, const struct print_settings *settings, struct buf *out)
{
    paint_light(settings, PAINT_DIM, out);
    buf_add_text(out, ELLIPSIS " ");
    number_add_grouped(length, out);
    buf_printf(out, " %ss without an article", period_names[t->by]);
    paint_light(settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
}

void chart_print_text(const struct timeline *t, const struct print_settings *settings, struct buf *out)
{
    static const size_t name_widths[] = {10, 8, 7, 4};
    struct layout l = {.digits = number_width(t->highest)};
    size_t taken = name_widths[t->by] + INDENT_BAR + l.digits + INDENT_BAR;
    l.bar = settings->width > taken + BAR_MIN ? settings->width - taken : BAR_MIN;
    l.bar = l.bar > BAR_MAX ? BAR_MAX : l.bar;
    print_heading(t, settings, out);
    for (size_t i = 0, end; i < t->count; i = end) {
        for (end = i; end < t->count && t->counts[end] == 0; end++)
            ;
        if (end - i > GAP_MAX) {
            print_gap(t, end - i, settings, out);
            continue;
        }
        end = i + 1;
        print_period(t, i, &l, settings, out);
    }
}
