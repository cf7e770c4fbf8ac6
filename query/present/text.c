/* For people: rank, title, where it comes from, the passage with the matched words lit, and the id to go on with. */
#include "common/escape.h"
#include "query/present/number.h"
#include "query/present/paint.h"
#include "query/present/wrap.h"

#include <stdio.h>
#include <stdlib.h>

/* "about 1,204 articles match · passages 1-10 · 4.1 ms" */
static void print_heading(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    if (settings->batch) {
        paint_light(settings, PAINT_BOLD, out);
        escape_terminal(settings->qid, false, out);
        buf_add_text(out, ": ");
        escape_terminal(view_of_buf(&r->query.text), false, out);
        paint_light(settings, PAINT_RESET, out);
        buf_add_char(out, '\n');
    }
    paint_light(settings, PAINT_DIM, out);
    if (!r->matches_exact)
        buf_add_text(out, "about ");
    number_add_grouped(r->matches, out);
    buf_add_text(out, r->matches == 1 ? " article matches" : " articles match");
    if (r->count > 0) {
        buf_printf(out, PAINT_DOT "%s ", unit_name(r->unit));
        number_add_grouped(r->offset + 1, out);
        buf_add_char(out, '-');
        number_add_grouped(r->offset + r->count, out);
    }
    if (!settings->batch && r->seconds > 0) /* in a batch, output does not change from run to run */
        buf_printf(out, r->seconds < 0.01 ? PAINT_DOT "%.1f ms" : PAINT_DOT "%.0f ms", r->seconds * 1000);
    paint_light(settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
}

/* "Reuters · 2024-07-11 · Washington · score 14.203" */
static void print_origin(const struct result *item, size_t indent, const struct print_settings *settings, struct buf *out)
{
    struct buf line = {0}, part = {0};
    paint_add_origin(&item->fields.article, &line);
    buf_printf(&part, "score %.3f", item->score);
    paint_add_part(view_of_buf(&part), &line);
    paint_indent(indent, out);
    paint_wrapped(view_of_buf(&line), PAINT_DIM, indent, settings, out);
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
    const struct wrap_style style = {.width = paint_line_width(settings),
                                     .indent = indent,
                                     .color = settings->color,
                                     .text_on = "",
                                     .mark_on = PAINT_BOLD,
                                     .keep_paragraphs = true};
    if (item->text.len == 0)
        return;
    struct wrap_mark *marks = mem_array(item->highlight_count + 1, sizeof *marks);
    paint_indent(indent, out);
    wrap_text(item->text, marks, collect_marks(item, marks), &style, out);
    free(marks);
}

/* Never broken: somebody wants to copy it. */
static void print_whereabouts(const struct result *item, size_t indent, const struct print_settings *settings, struct buf *out)
{
    const struct article *a = &item->fields.article;
    struct view place = a->path.len > 0 ? a->path : a->url;
    paint_indent(indent, out);
    paint_light(settings, PAINT_DIM, out);
    escape_terminal(view_of_buf(&item->id), false, out);
    if (place.len > 0) {
        buf_add_text(out, "  ");
        escape_terminal(place, false, out);
    }
    paint_light(settings, PAINT_RESET, out);
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
        paint_wrapped(title.len > 0 ? title : VIEW("(no title)"), PAINT_BOLD, digits + 2, settings, out);
        print_origin(item, digits + 2, settings, out);
        print_passage(item, digits + 2, settings, out);
        print_whereabouts(item, digits + 2, settings, out);
    }
    if (settings->batch)
        buf_add_char(out, '\n');
}

const struct printer printer_text = {
    .name = "text", .help = "for people: title, source, date and the passage", .needs_texts = true, .print = print_text};
