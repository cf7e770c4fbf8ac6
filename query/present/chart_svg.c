/* A timeline as an SVG picture: everything in it is ours or escaped, it loads nothing, and its colours read on white. */
#include "query/present/chart.h"

#include "common/escape.h"
#include "query/present/number.h"

enum {
    WIDTH = 960,
    HEIGHT = 420,
    LEFT = 72, /* of the plot's edge */
    RIGHT = 936,
    TOP = 76,
    BOTTOM = 352,
    TICKS = 5,       /* about so many on the axis of counts */
    NAME_WIDTH = 84, /* pixels that the name of a period needs below its bar */
    TITLE_MAX = 90,  /* characters of the query that fit */
};

#define ELLIPSIS "\xe2\x80\xa6"
#define RANGE " \xe2\x80\x93 "

/* The distance of ticks: 1, 2 or 5 times a power of ten, at least 1. */
static uint64_t tick_step(uint64_t highest)
{
    uint64_t step = 1;
    static const unsigned factors[] = {2, 5, 10};
    for (uint64_t power = 1; step * TICKS < highest; power *= 10) {
        for (size_t i = 0; i < 3 && step * TICKS < highest; i++)
            step = power * factors[i];
    }
    return step;
}

static double height_of(uint64_t count, uint64_t top)
{
    return (double)(BOTTOM - TOP) * (double)count / (double)top;
}

static void add_text_element(double x, double y, const char *more, struct view text, struct buf *out)
{
    buf_printf(out, "<text x=\"%.1f\" y=\"%.1f\"%s>", x, y, more);
    escape_html(text, out);
    buf_add_text(out, "</text>\n");
}

/* At most TITLE_MAX characters of the query. */
static void add_query(struct view query, struct buf *out)
{
    size_t at = 0;
    for (size_t n = 0; at < query.len; at++) {
        if (((unsigned char)query.ptr[at] & 0xC0) != 0x80 && ++n > TITLE_MAX)
            break;
    }
    buf_add_view(out, view_sub(query, 0, at));
    buf_add_text(out, at < query.len ? ELLIPSIS : "");
}

static void print_titles(const struct timeline *t, struct buf *out)
{
    struct buf text = {0};
    add_query(t->query, &text);
    add_text_element(LEFT, 30, " font-size=\"18\" font-weight=\"bold\" fill=\"#1a1a1a\"", view_of_buf(&text), out);
    buf_clear(&text);
    number_add_grouped(t->matches, &text);
    buf_printf(&text, " article%s by %s", t->matches == 1 ? "" : "s", period_names[t->by]);
    if (t->count > 0) {
        buf_add_text(&text, ", ");
        period_add_first_day(t->by, t->first, &text);
        buf_add_text(&text, RANGE);
        period_add_last_day(t->by, t->first + (int64_t)t->count - 1, &text);
    }
    if (t->undated > 0) {
        buf_add_text(&text, "; ");
        number_add_grouped(t->undated, &text);
        buf_add_text(&text, " undated, not shown");
    }
    add_text_element(LEFT, 52, " font-size=\"13\" fill=\"#555\"", view_of_buf(&text), out);
    buf_release(&text);
}

static void print_counts_axis(uint64_t step, uint64_t top, struct buf *out)
{
    struct buf text = {0};
    for (uint64_t tick = 0; tick <= top; tick += step) {
        double y = BOTTOM - height_of(tick, top);
        buf_printf(out, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\"/>\n", LEFT, y, RIGHT, y,
                   tick == 0 ? "#555" : "#ddd");
        buf_clear(&text);
        number_add_grouped(tick, &text);
        add_text_element(LEFT - 8, y + 4, " text-anchor=\"end\"", view_of_buf(&text), out);
    }
    buf_printf(out, "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">articles</text>\n",
               (TOP + BOTTOM) / 2);
    buf_release(&text);
}

/* Where the bar of period `i` begins. */
static double bar_left(const struct timeline *t, size_t i)
{
    return LEFT + (double)(RIGHT - LEFT) * (double)i / (double)t->count;
}

static void print_bars(const struct timeline *t, uint64_t top, struct buf *out)
{
    double slot = (double)(RIGHT - LEFT) / (double)t->count;
    double width = slot > 60 ? 48 : slot * 0.8;
    buf_add_text(out, "<g fill=\"#2b6ca3\">\n");
    for (size_t i = 0; i < t->count; i++) {
        if (t->counts[i] == 0)
            continue;
        double height = height_of(t->counts[i], top);
        buf_printf(out, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>", bar_left(t, i) + (slot - width) / 2,
                   BOTTOM - height, width, height);
        period_add_name(t->by, t->first + (int64_t)i, out);
        buf_add_text(out, ": ");
        number_add_grouped(t->counts[i], out);
        buf_add_text(out, "</title></rect>\n");
    }
    buf_add_text(out, "</g>\n");
}

/* Names below the bars, as many as have room. */
static void print_periods_axis(const struct timeline *t, struct buf *out)
{
    struct buf text = {0};
    size_t fit = (RIGHT - LEFT) / NAME_WIDTH;
    size_t step = (t->count + fit - 1) / fit;
    for (size_t i = 0; i < t->count; i += step) {
        double x = (bar_left(t, i) + bar_left(t, i + 1)) / 2;
        buf_printf(out, "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#555\"/>\n", x, BOTTOM, x, BOTTOM + 5);
        buf_clear(&text);
        period_add_name(t->by, t->first + (int64_t)i, &text);
        add_text_element(x, BOTTOM + 20, " text-anchor=\"middle\"", view_of_buf(&text), out);
    }
    add_text_element((LEFT + RIGHT) / 2.0, BOTTOM + 46, " text-anchor=\"middle\"", view_of(period_names[t->by]), out);
    buf_release(&text);
}

void chart_print_svg(const struct timeline *t, struct buf *out)
{
    uint64_t step = tick_step(t->highest);
    uint64_t top = t->highest == 0 ? step : (t->highest + step - 1) / step * step;
    buf_printf(out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
               "font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\" role=\"img\">\n<title>Articles that match ",
               WIDTH, HEIGHT, WIDTH, HEIGHT);
    escape_html(t->query, out);
    buf_printf(out, "</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, HEIGHT);
    print_titles(t, out);
    print_counts_axis(step, top, out);
    if (t->count > 0) {
        print_bars(t, top, out);
        print_periods_axis(t, out);
    }
    buf_add_text(out, "</svg>\n");
}
