#include "query/present/news.h"

#include "common/escape.h"
#include "query/present/json_result.h"
#include "query/present/number.h"
#include "query/present/paint.h"
#include "query/present/wrap.h"

#include <stdlib.h>

enum { INDENT = 2 };

static const char *change_name(enum alert_change change)
{
    return change == ALERT_CHANGED ? "changed" : "new";
}

/* ---- for people ---- */

/* "7: security pact · 2 new, 1 changed of 1,204" */
static void print_heading(const struct alert_news *n, const struct print_settings *settings, struct buf *out)
{
    struct buf line = {0};
    buf_add_view(&line, n->qid);
    buf_add_text(&line, ": ");
    buf_add_view(&line, n->query);
    buf_add_text(&line, PAINT_DOT);
    if (n->new_count > 0) {
        number_add_grouped(n->new_count, &line);
        buf_add_text(&line, " new");
    }
    if (n->changed_count > 0) {
        buf_add_text(&line, n->new_count > 0 ? ", " : "");
        number_add_grouped(n->changed_count, &line);
        buf_add_text(&line, " changed");
    }
    buf_add_text(&line, " of ");
    number_add_grouped(n->results.matches, &line);
    paint_wrapped(view_of_buf(&line), PAINT_BOLD, 0, settings, out);
    buf_release(&line);
}

static void print_passage(const struct result *item, const struct print_settings *settings, struct buf *out)
{
    const struct wrap_style style = {.width = paint_line_width(settings),
                                     .indent = INDENT,
                                     .color = settings->color,
                                     .text_on = "",
                                     .mark_on = PAINT_MARK,
                                     .keep_paragraphs = true};
    struct wrap_mark *marks = mem_array(item->highlight_count, sizeof *marks);
    for (size_t i = 0; i < item->highlight_count; i++)
        marks[i] = (struct wrap_mark){item->highlights[i].start - item->start, item->highlights[i].end - item->start};
    if (item->text.len > 0) {
        paint_indent(INDENT, out);
        wrap_text(item->text, marks, item->highlight_count, &style, out);
    }
    free(marks);
}

static void print_item(const struct result *item, enum alert_change change, const struct print_settings *settings, struct buf *out)
{
    const struct article *a = &item->fields.article;
    struct buf line = {0};
    buf_add_char(out, '\n');
    paint_indent(INDENT, out);
    paint_wrapped(a->title.len > 0 ? a->title : VIEW("(no title)"), PAINT_BOLD, INDENT, settings, out);
    paint_add_part(change == ALERT_CHANGED ? VIEW("changed") : VIEW(""), &line);
    paint_add_origin(a, &line);
    if (line.len > 0) {
        paint_indent(INDENT, out);
        paint_wrapped(view_of_buf(&line), PAINT_DIM, INDENT, settings, out);
    }
    print_passage(item, settings, out);
    paint_indent(INDENT, out);
    paint_light(settings, PAINT_DIM, out);
    escape_terminal(view_of_buf(&item->id), false, out);
    if (a->url.len > 0 || a->path.len > 0) {
        buf_add_text(out, "  ");
        escape_terminal(a->url.len > 0 ? a->url : a->path, false, out);
    }
    paint_light(settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
    buf_release(&line);
}

void news_print_text(const struct alert_news *n, const struct print_settings *settings, struct buf *out)
{
    if (n->results.count == 0)
        return;
    print_heading(n, settings, out);
    for (size_t i = 0; i < n->results.count; i++)
        print_item(&n->results.items[i], n->changes[i], settings, out);
    buf_add_char(out, '\n');
}

/* ---- for scripts ---- */

void news_print_jsonl(const struct alert_news *n, const struct print_settings *settings, struct buf *out)
{
    struct buf lead = {0};
    (void)settings;
    for (size_t i = 0; i < n->results.count; i++) {
        buf_clear(&lead);
        buf_add_text(&lead, "\"qid\":");
        escape_json(n->qid, &lead);
        buf_add_text(&lead, ",\"query\":");
        escape_json(n->query, &lead);
        buf_printf(&lead, ",\"change\":\"%s\",", change_name(n->changes[i]));
        json_add_result(&n->results, i, view_of_buf(&lead), out);
        buf_add_char(out, '\n');
    }
    buf_release(&lead);
}

void news_print_csv_header(struct buf *out)
{
    buf_add_text(out, "qid,query,change,id,date,source,title,url,path,text\r\n");
}

void news_print_csv(const struct alert_news *n, const struct print_settings *settings, struct buf *out)
{
    struct buf date = {0};
    (void)settings;
    for (size_t i = 0; i < n->results.count; i++) {
        const struct result *item = &n->results.items[i];
        const struct article *a = &item->fields.article;
        buf_clear(&date);
        date_format(a->published, &date);
        const struct view cells[] = {
            n->qid,  n->query,  view_of(change_name(n->changes[i])), a->id, view_of_buf(&date), a->source, a->title, a->url,
            a->path, item->text};
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
            buf_add_text(out, c > 0 ? "," : "");
            escape_csv(cells[c], out);
        }
        buf_add_text(out, "\r\n");
    }
    buf_release(&date);
}
