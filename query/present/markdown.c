/* For notes and reports: a numbered list of quotations in Markdown, the matched words strong, footnotes where citations are asked for. */
#include "common/escape.h"
#include "query/facet.h"
#include "query/present/cite.h"
#include "query/present/marks.h"
#include "query/present/number.h"
#include "query/present/paint.h"
#include "query/present/printer.h"

#include <stdlib.h>

#define QUOTE "   > "

/* The text as a quotation inside a list item: its blank lines must carry the mark too. */
static void add_quotation(const struct result *item, struct buf *out)
{
    size_t count = 0;
    struct wrap_mark *marks = marks_of(item, &count);
    struct buf text = {0};
    marks_add(item->text, marks, count, escape_markdown, "**", "**", &text);
    buf_add_text(out, QUOTE);
    for (size_t i = 0; i < text.len; i++) {
        buf_add_char(out, text.data[i]);
        if (text.data[i] == '\n')
            buf_add_text(out, QUOTE);
    }
    buf_add_char(out, '\n');
    buf_release(&text);
    free(marks);
}

static void add_context(struct view text, struct buf *out)
{
    struct buf line = {0};
    text = view_trim(text);
    if (text.len == 0)
        return;
    article_clean_line(text, &line);
    buf_add_text(out, "   *");
    escape_markdown(view_of_buf(&line), out);
    buf_add_text(out, "*\n\n");
    buf_release(&line);
}

static void print_result(const struct results *r, size_t i, struct buf *out)
{
    const struct result *item = &r->items[i];
    const struct article *a = &item->fields.article;
    struct buf origin = {0};
    buf_add_char(out, '\n');
    buf_add_uint(out, r->offset + i + 1);
    buf_add_text(out, ". **");
    escape_markdown(a->title.len > 0 ? a->title : VIEW("(no title)"), out);
    buf_add_text(out, "**");
    if (cite_wanted(item))
        buf_printf(out, "[^%llu]", (unsigned long long)(r->offset + i + 1));
    buf_add_text(out, "  \n   ");
    paint_add_origin(a, &origin);
    if (item->copy_count > 0)
        buf_printf(&origin, "%s%zu copies", origin.len > 0 ? PAINT_DOT : "", item->copy_count + 1);
    if (origin.len > 0) {
        escape_markdown(view_of_buf(&origin), out);
        buf_add_text(out, "  \n   ");
    }
    escape_markdown(view_of_buf(&item->id), out);
    buf_add_text(out, "\n\n");
    add_context(view_of_buf(&item->before), out);
    if (item->text.len > 0)
        add_quotation(item, out);
    if (item->behind.len > 0)
        buf_add_char(out, '\n');
    add_context(view_of_buf(&item->behind), out);
    buf_release(&origin);
}

static void print_footnotes(const struct results *r, struct buf *out)
{
    struct buf note = {0};
    for (size_t i = 0; i < r->count && cite_wanted(&r->items[i]); i++) {
        const struct result *item = &r->items[i];
        buf_clear(&note);
        buf_add_text(&note, "\xe2\x80\x9c");
        article_clean_line(item->text, &note);
        buf_add_text(&note, "\xe2\x80\x9d ");
        cite_add_source(item, &note);
        buf_add_text(&note, ". ");
        buf_add_view(&note, cite_place(&item->fields.article));
        buf_add_text(&note, ", ");
        cite_add_proof(item, &note);
        buf_printf(out, "\n[^%llu]: ", (unsigned long long)(r->offset + i + 1));
        escape_markdown(view_of_buf(&note), out);
        buf_add_char(out, '\n');
    }
    buf_release(&note);
}

static void print_facet(const struct facet_list *list, struct buf *out)
{
    struct buf label = {0};
    buf_printf(out, "\n| %s | articles |\n|---|---:|\n", schema_field(list->field)->name);
    for (size_t i = 0; i < list->count; i++) {
        buf_clear(&label);
        facet_label(list->field, list->items[i].value, &label);
        buf_add_text(out, "| ");
        escape_markdown(view_of_buf(&label), out);
        buf_add_text(out, " | ");
        buf_add_uint(out, list->items[i].count);
        buf_add_text(out, " |\n");
    }
    buf_release(&label);
}

static void print_markdown(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    buf_add_text(out, "## ");
    if (settings->batch) {
        escape_markdown(settings->qid, out);
        buf_add_text(out, ": ");
    }
    escape_markdown(view_of_buf(&r->query.text), out);
    buf_printf(out, "\n\n%s", r->matches_exact ? "" : "about ");
    number_add_grouped(r->matches, out);
    buf_add_text(out, r->matches == 1 ? " article matches\n" : " articles match\n");
    for (size_t i = 0; i < r->count; i++) {
        if (r->group_count > 0 && (i == 0 || r->items[i].group != r->items[i - 1].group)) {
            buf_add_text(out, "\n### ");
            escape_markdown(view_of_buf(&r->groups[r->items[i].group].label), out);
            buf_add_char(out, '\n');
        }
        print_result(r, i, out);
    }
    print_footnotes(r, out);
    for (size_t i = 0; i < r->facet_count; i++)
        print_facet(&r->facets[i], out);
    if (settings->batch)
        buf_add_char(out, '\n');
}

const struct printer printer_markdown = {.name = "markdown",
                                         .help = "for notes and reports: quotations with footnotes",
                                         .needs_texts = true,
                                         .shows = PRINTER_ORDER | PRINTER_COPIES | PRINTER_CONTEXT | PRINTER_CITE | PRINTER_FACETS,
                                         .print = print_markdown};
