/* For people: rank, title, where it comes from, the passage with the matched words lit, and the id to go on with. */
#include "common/escape.h"
#include "query/present/number.h"
#include "query/present/printer.h"
#include "query/present/wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define RESET "\033[0m"
#define DOT " \xc2\xb7 "

enum { DAY_LENGTH = 10, WIDTH_MIN = 40, LINE_MAX_WIDTH = 100 };

static void light(const struct print_settings *settings, const char *sequence, struct buf *out)
{
    if (settings->color)
        buf_add_text(out, sequence);
}

/* Long lines tire the eye: passages keep to 100 columns however wide the terminal is. */
static size_t line_width(const struct print_settings *settings)
{
    size_t width = settings->width < WIDTH_MIN ? WIDTH_MIN : settings->width;
    return width > LINE_MAX_WIDTH ? LINE_MAX_WIDTH : width;
}

/* "about 1,204 articles match · passages 1-10 · 4.1 ms" */
static void print_heading(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    if (settings->batch) {
        light(settings, BOLD, out);
        escape_terminal(settings->qid, false, out);
        buf_add_text(out, ": ");
        escape_terminal(view_of_buf(&r->query.text), false, out);
        light(settings, RESET, out);
        buf_add_char(out, '\n');
    }
    light(settings, DIM, out);
    if (!r->matches_exact)
        buf_add_text(out, "about ");
    number_add_grouped(r->matches, out);
    buf_add_text(out, r->matches == 1 ? " article matches" : " articles match");
    if (r->count > 0) {
        buf_printf(out, DOT "%s ", unit_name(r->unit));
        number_add_grouped(r->offset + 1, out);
        buf_add_char(out, '-');
        number_add_grouped(r->offset + r->count, out);
    }
    if (!settings->batch && r->seconds > 0) /* in a batch, output does not change from run to run */
        buf_printf(out, r->seconds < 0.01 ? DOT "%.1f ms" : DOT "%.0f ms", r->seconds * 1000);
    light(settings, RESET, out);
    buf_add_char(out, '\n');
}

static void add_part(struct view part, struct buf *line)
{
    if (part.len == 0)
        return;
    if (line->len > 0)
        buf_add_text(line, DOT);
    buf_add_view(line, part);
}

static void wrap_line(struct view line, const char *sequence, size_t indent, const struct print_settings *settings, struct buf *out)
{
    const struct wrap_style style = {
        .width = line_width(settings), .indent = indent, .color = settings->color, .text_on = sequence, .mark_on = BOLD};
    wrap_text(line, NULL, 0, &style, out);
}

static void indent_by(size_t columns, struct buf *out)
{
    while (columns-- > 0)
        buf_add_char(out, ' ');
}

/* "Reuters · 2024-07-11 · Washington · score 14.203" */
static void print_origin(const struct result *item, size_t indent, const struct print_settings *settings, struct buf *out)
{
    const struct article *a = &item->fields.article;
    struct buf line = {0}, part = {0};
    add_part(a->source, &line);
    if (a->published.precision != DATE_NONE) {
        date_format(a->published, &part);
        add_part(view_sub(view_of_buf(&part), 0, DAY_LENGTH), &line);
    }
    add_part(a->place, &line);
    buf_clear(&part);
    buf_printf(&part, "score %.3f", item->score);
    add_part(view_of_buf(&part), &line);
    indent_by(indent, out);
    wrap_line(view_of_buf(&line), DIM, indent, settings, out);
    buf_release(&line);
    buf_release(&part);
}

static int compare_marks(const void *a, const void *b)
{
    const struct wrap_mark *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/* Highlights count from the article's beginning; those of the passage are wanted. */
static size_t collect_marks(const struct result *item, struct wrap_mark *marks)
{
    size_t count = 0;
    for (size_t i = 0; i < item->highlight_count; i++) {
        const struct highlight *h = &item->highlights[i];
        if (h->end <= item->start || h->start >= item->start + item->text.len)
            continue;
        marks[count++] = (struct wrap_mark){h->start < item->start ? 0 : h->start - item->start, h->end - item->start};
    }
    if (count > 0)
        qsort(marks, count, sizeof *marks, compare_marks);
    return count;
}

static void print_passage(const struct result *item, size_t indent, const struct print_settings *settings, struct buf *out)
{
    const struct wrap_style style = {.width = line_width(settings),
                                     .indent = indent,
                                     .color = settings->color,
                                     .text_on = "",
                                     .mark_on = BOLD,
                                     .keep_paragraphs = true};
    if (item->text.len == 0)
        return;
    struct wrap_mark *marks = mem_array(item->highlight_count + 1, sizeof *marks);
    indent_by(indent, out);
    wrap_text(item->text, marks, collect_marks(item, marks), &style, out);
    free(marks);
}

/* Never broken: somebody wants to copy it. */
static void print_whereabouts(const struct result *item, size_t indent, const struct print_settings *settings, struct buf *out)
{
    const struct article *a = &item->fields.article;
    struct view place = a->path.len > 0 ? a->path : a->url;
    indent_by(indent, out);
    light(settings, DIM, out);
    escape_terminal(view_of_buf(&item->id), false, out);
    if (place.len > 0) {
        buf_add_text(out, "  ");
        escape_terminal(place, false, out);
    }
    light(settings, RESET, out);
    buf_add_char(out, '\n');
}

static void print_text(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    char rank[32];
    size_t digits = (size_t)snprintf(rank, sizeof rank, "%llu", (unsigned long long)(r->offset + r->count));
    print_heading(r, settings, out);
    for (size_t i = 0; i < r->count; i++) {
        const struct result *item = &r->items[i];
        struct view title = item->fields.article.title;
        buf_add_char(out, '\n');
        snprintf(rank, sizeof rank, "%*llu", (int)digits, (unsigned long long)(r->offset + i + 1));
        buf_printf(out, "%s  ", rank);
        wrap_line(title.len > 0 ? title : VIEW("(no title)"), BOLD, digits + 2, settings, out);
        print_origin(item, digits + 2, settings, out);
        print_passage(item, digits + 2, settings, out);
        print_whereabouts(item, digits + 2, settings, out);
    }
    if (settings->batch)
        buf_add_char(out, '\n');
}

const struct printer printer_text = {
    .name = "text", .help = "for people: title, source, date and the passage", .needs_texts = true, .print = print_text};
