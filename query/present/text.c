/* For people: rank, title, where it comes from, the passage with the matched words lit, and the id to go on with. */
#include "common/escape.h"
#include "query/present/cite.h"
#include "query/present/number.h"
#include "query/present/paint.h"
#include "query/present/text_parts.h"

#include <stdio.h>

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

static void print_dim_line(const char *text, const struct print_settings *settings, struct buf *out)
{
    buf_add_char(out, '\n');
    paint_light(settings, PAINT_DIM, out);
    buf_add_text(out, text);
    paint_light(settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
}

/* "── Reuters · 3 results" between groups. */
static void print_group(const struct result_group *group, const struct print_settings *settings, struct buf *out)
{
    struct buf line = {0};
    buf_add_text(&line, "\xe2\x94\x80\xe2\x94\x80 ");
    buf_add_view(&line, view_of_buf(&group->label));
    buf_printf(&line, PAINT_DOT "%zu %s", group->count, group->count == 1 ? "result" : "results");
    buf_add_char(out, '\n');
    paint_wrapped(view_of_buf(&line), PAINT_BOLD, 3, settings, out);
    buf_release(&line);
}

static void print_text(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    char rank[32];
    size_t digits = (size_t)snprintf(rank, sizeof rank, "%llu", (unsigned long long)(r->offset + r->count));
    const struct text_place place = {settings, digits + 2};
    print_heading(r, settings, out);
    for (size_t i = 0; i < r->count; i++) {
        const struct result *item = &r->items[i];
        if (r->group_count > 0 && (i == 0 || item->group != r->items[i - 1].group))
            print_group(&r->groups[item->group], settings, out);
        snprintf(rank, sizeof rank, "%*llu", (int)digits, (unsigned long long)(r->offset + i + 1));
        buf_printf(out, "\n%s  ", rank);
        text_print_result(&place, &r->query, item, out);
    }
    if (r->count > 0 && cite_wanted(&r->items[0]))
        print_dim_line(cite_help, settings, out);
    text_print_facets(r, settings, out);
    if (settings->batch)
        buf_add_char(out, '\n');
}

const struct printer printer_text = {.name = "text",
                                     .help = "for people: title, source, date and the passage",
                                     .needs_texts = true,
                                     .shows = PRINTER_ORDER | PRINTER_COPIES | PRINTER_CONTEXT | PRINTER_CITE | PRINTER_EXPLAIN |
                                              PRINTER_FACETS,
                                     .print = print_text};
