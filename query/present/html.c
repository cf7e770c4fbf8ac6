/* A fragment of HTML for a page of somebody else's: a list of results without styles or scripts, everything from outside escaped.
 * Classes begin with "lede". Only http and https addresses become links. */
#include "common/escape.h"
#include "query/facet.h"
#include "query/present/cite.h"
#include "query/present/marks.h"
#include "query/present/paint.h"
#include "query/present/printer.h"

#include <stdlib.h>

static void element(const char *open, struct view text, const char *close, struct buf *out)
{
    if (text.len == 0)
        return;
    buf_add_text(out, open);
    escape_html(text, out);
    buf_add_text(out, close);
}

static bool is_web(struct view url)
{
    return view_starts_with(url, VIEW("https://")) || view_starts_with(url, VIEW("http://"));
}

static void print_title(const struct article *a, struct buf *out)
{
    struct view title = a->title.len > 0 ? a->title : VIEW("(no title)");
    if (!is_web(a->url)) {
        element("<h3>", title, "</h3>\n", out);
        return;
    }
    element("<h3><a href=\"", a->url, "\" rel=\"noopener noreferrer\">", out);
    element("", title, "</a></h3>\n", out);
}

static void print_passage(const struct result *item, struct buf *out)
{
    size_t count = 0;
    struct wrap_mark *marks = marks_of(item, &count);
    element("<p class=\"lede-context\">", view_trim(view_of_buf(&item->before)), "</p>\n", out);
    buf_add_text(out, "<blockquote class=\"lede-passage\">");
    marks_add(item->text, marks, count, escape_html, "<mark>", "</mark>", out);
    buf_add_text(out, "</blockquote>\n");
    element("<p class=\"lede-context\">", view_trim(view_of_buf(&item->behind)), "</p>\n", out);
    free(marks);
}

static void print_citation(const struct result *item, struct buf *out)
{
    struct buf note = {0};
    cite_add_source(item, &note);
    buf_add_text(&note, ". ");
    buf_add_view(&note, cite_place(&item->fields.article));
    buf_add_text(&note, ", ");
    cite_add_proof(item, &note);
    element("<p class=\"lede-cite\"><cite>", view_of_buf(&note), "</cite></p>\n", out);
    buf_release(&note);
}

static void print_result(const struct result *item, uint64_t rank, struct buf *out)
{
    struct buf origin = {0};
    buf_printf(out, "<li value=\"%llu\" class=\"lede-result\"", (unsigned long long)rank);
    element(" data-id=\"", view_of_buf(&item->id), "\"", out);
    buf_add_text(out, ">\n");
    print_title(&item->fields.article, out);
    paint_add_origin(&item->fields.article, &origin);
    if (item->copy_count > 0)
        buf_printf(&origin, "%s%zu copies", origin.len > 0 ? PAINT_DOT : "", item->copy_count + 1);
    element("<p class=\"lede-origin\">", view_of_buf(&origin), "</p>\n", out);
    if (item->text.len > 0)
        print_passage(item, out);
    if (cite_wanted(item))
        print_citation(item, out);
    buf_add_text(out, "</li>\n");
    buf_release(&origin);
}

static void print_facet(const struct facet_list *list, struct buf *out)
{
    struct buf label = {0};
    buf_printf(out, "<table class=\"lede-facet\">\n<caption>%s</caption>\n", schema_field(list->field)->name);
    for (size_t i = 0; i < list->count; i++) {
        buf_clear(&label);
        facet_label(list->field, list->items[i].value, &label);
        element("<tr><th>", view_of_buf(&label), "</th>", out);
        buf_printf(out, "<td>%llu</td></tr>\n", (unsigned long long)list->items[i].count);
    }
    buf_add_text(out, "</table>\n");
    buf_release(&label);
}

static void print_html(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    buf_add_text(out, "<section class=\"lede-results\"");
    if (settings->batch)
        element(" data-qid=\"", settings->qid, "\"", out);
    buf_add_text(out, ">\n");
    element("<h2>", view_of_buf(&r->query.text), "</h2>\n", out);
    if (r->group_count == 0)
        buf_add_text(out, "<ol>\n");
    for (size_t i = 0; i < r->count; i++) {
        if (r->group_count > 0 && (i == 0 || r->items[i].group != r->items[i - 1].group)) {
            buf_add_text(out, i > 0 ? "</ol>\n" : "");
            element("<h3 class=\"lede-group\">", view_of_buf(&r->groups[r->items[i].group].label), "</h3>\n", out);
            buf_add_text(out, "<ol>\n");
        }
        print_result(&r->items[i], r->offset + i + 1, out);
    }
    if (r->group_count == 0 || r->count > 0)
        buf_add_text(out, "</ol>\n");
    for (size_t i = 0; i < r->facet_count; i++)
        print_facet(&r->facets[i], out);
    buf_add_text(out, "</section>\n");
}

const struct printer printer_html = {.name = "html",
                                     .help = "a fragment of a page, escaped, without styles and scripts",
                                     .needs_texts = true,
                                     .shows = PRINTER_ORDER | PRINTER_COPIES | PRINTER_CONTEXT | PRINTER_CITE | PRINTER_FACETS,
                                     .print = print_html};
