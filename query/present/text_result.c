/* One result for people: title, origin, passage in its surroundings, copies, citation or whereabouts. */
#include "common/escape.h"
#include "query/present/cite.h"
#include "query/present/marks.h"
#include "query/present/number.h"
#include "query/present/paint.h"
#include "query/present/text_parts.h"

#include <stdlib.h>

enum { COPIES_SHOWN = 5, DAY_LENGTH = 10 };

/* "changed 2024-07-12", where that is another day than that of publication. */
static void add_modified(const struct article *a, struct buf *line)
{
    struct buf part = {0};
    if (a->modified.precision == DATE_NONE || date_day_number(a->modified) == date_day_number(a->published))
        return;
    buf_add_text(&part, "changed ");
    size_t start = part.len;
    date_format(a->modified, &part);
    if (part.len > start + DAY_LENGTH)
        buf_truncate(&part, start + DAY_LENGTH);
    paint_add_part(view_of_buf(&part), line);
    buf_release(&part);
}

/* "Reuters · 2024-07-11 · Kyiv · en · 3 copies · score 14.203" */
static void print_origin(const struct text_place *p, const struct result *item, struct buf *out)
{
    struct buf line = {0}, part = {0};
    paint_add_origin(&item->fields.article, &line);
    add_modified(&item->fields.article, &line);
    paint_add_part(item->fields.article.language, &line);
    if (item->copy_count > 0)
        buf_printf(&part, "%zu copies", item->copy_count + 1);
    paint_add_part(view_of_buf(&part), &line);
    buf_clear(&part);
    buf_printf(&part, "score %.*f", item->parts.count > 0 ? TEXT_EXPLAIN_DIGITS : 3, item->score);
    paint_add_part(view_of_buf(&part), &line);
    paint_indent(p->indent, out);
    paint_wrapped(view_of_buf(&line), PAINT_DIM, p->indent, p->settings, out);
    buf_release(&line);
    buf_release(&part);
}

static void print_context(const struct text_place *p, struct view text, const char *lead, const char *tail, struct buf *out)
{
    struct buf shown = {0};
    text = view_trim(text);
    if (text.len == 0)
        return;
    buf_add_text(&shown, lead);
    buf_add_view(&shown, text);
    buf_add_text(&shown, tail);
    paint_indent(p->indent, out);
    paint_wrapped(view_of_buf(&shown), PAINT_DIM, p->indent, p->settings, out);
    buf_release(&shown);
}

static void print_passage(const struct text_place *p, const struct result *item, struct buf *out)
{
    const struct wrap_style style = {.width = paint_line_width(p->settings),
                                     .indent = p->indent,
                                     .color = p->settings->color,
                                     .text_on = "",
                                     .mark_on = PAINT_MARK,
                                     .keep_paragraphs = true};
    size_t count = 0;
    struct buf quoted = {0};
    if (item->text.len == 0)
        return;
    struct wrap_mark *marks = marks_of(item, &count);
    if (cite_wanted(item)) {
        buf_add_text(&quoted, "\xe2\x80\x9c");
        for (size_t i = 0; i < count; i++) {
            marks[i].start += (uint32_t)quoted.len;
            marks[i].end += (uint32_t)quoted.len;
        }
        buf_add_view(&quoted, item->text);
        buf_add_text(&quoted, "\xe2\x80\x9d");
    }
    paint_indent(p->indent, out);
    wrap_text(quoted.len > 0 ? view_of_buf(&quoted) : item->text, marks, count, &style, out);
    buf_release(&quoted);
    free(marks);
}

/* "also AP 2024-07-11 (ap-17@0-95) · BBC …" */
static void print_copies(const struct text_place *p, const struct result *item, struct buf *out)
{
    struct buf line = {0}, origin = {0};
    if (item->copy_count == 0)
        return;
    for (size_t i = 0; i < item->copy_count && i < COPIES_SHOWN; i++) {
        const struct result *copy = &item->copies[i];
        const struct article *a = &copy->fields.article;
        buf_clear(&origin);
        buf_add_view(&origin, a->source.len > 0 ? a->source : VIEW("copy"));
        if (a->published.precision != DATE_NONE) {
            buf_add_char(&origin, ' ');
            size_t start = origin.len;
            date_format(a->published, &origin);
            if (origin.len > start + DAY_LENGTH)
                buf_truncate(&origin, start + DAY_LENGTH);
        }
        buf_add_text(&origin, " (");
        buf_add_view(&origin, a->id);
        buf_add_char(&origin, ')');
        paint_add_part(view_of_buf(&origin), &line);
    }
    if (item->copy_count > COPIES_SHOWN) {
        buf_clear(&origin);
        buf_printf(&origin, "%zu more", item->copy_count - COPIES_SHOWN);
        paint_add_part(view_of_buf(&origin), &line);
    }
    buf_clear(&origin);
    buf_add_text(&origin, "also ");
    buf_add_view(&origin, view_of_buf(&line));
    paint_indent(p->indent, out);
    paint_wrapped(view_of_buf(&origin), PAINT_DIM, p->indent, p->settings, out);
    buf_release(&line);
    buf_release(&origin);
}

/* Never broken: somebody wants to copy it. */
static void print_whereabouts(const struct text_place *p, struct view id, struct view place, struct buf *out)
{
    paint_indent(p->indent, out);
    paint_light(p->settings, PAINT_DIM, out);
    escape_terminal(id, false, out);
    if (place.len > 0 && !view_starts_with(id, place)) { /* often the id is the path */
        buf_add_text(out, id.len > 0 ? "  " : "");
        escape_terminal(place, false, out);
    }
    paint_light(p->settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
}

/* The rest of the footnote, of which the passage is the quotation. */
static void print_citation(const struct text_place *p, const struct result *item, struct buf *out)
{
    struct buf line = {0};
    struct view place = cite_place(&item->fields.article);
    buf_add_text(&line, "\xe2\x80\x94 ");
    cite_add_source(item, &line);
    buf_add_char(&line, '.');
    paint_indent(p->indent, out);
    paint_wrapped(view_of_buf(&line), "", p->indent + 2, p->settings, out);
    struct text_place inside = {p->settings, p->indent + 2};
    if (place.len > 0)
        print_whereabouts(&inside, (struct view){0}, place, out);
    buf_clear(&line);
    cite_add_proof(item, &line);
    paint_indent(inside.indent, out);
    paint_wrapped(view_of_buf(&line), PAINT_DIM, inside.indent, p->settings, out);
    buf_release(&line);
}

void text_print_result(const struct text_place *p, const struct query_info *query, const struct result *item, struct buf *out)
{
    struct view title = item->fields.article.title;
    paint_wrapped(title.len > 0 ? title : VIEW("(no title)"), PAINT_BOLD, p->indent, p->settings, out);
    print_origin(p, item, out);
    print_context(p, view_of_buf(&item->before), "\xe2\x80\xa6 ", "", out);
    print_passage(p, item, out);
    print_context(p, view_of_buf(&item->behind), "", " \xe2\x80\xa6", out);
    print_copies(p, item, out);
    if (cite_wanted(item))
        print_citation(p, item, out);
    else
        print_whereabouts(p, view_of_buf(&item->id), cite_place(&item->fields.article), out);
    if (item->parts.count > 0)
        text_print_explanation(p, query, item, out);
}
