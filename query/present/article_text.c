/* For people: heading, then the text by paragraphs. The passage that was asked for stands behind a bar, its neighbourhood is dim. */
#include "common/escape.h"
#include "query/present/article.h"
#include "query/present/number.h"
#include "query/present/paint.h"

#include <stdlib.h>
#include <string.h>

#define BAR "\xe2\x94\x82 "
#define ELLIPSIS "\xe2\x80\xa6"

enum { GUTTER = 2 };

static int has_date(struct date d)
{
    return d.precision != DATE_NONE;
}

static void add_dated(const char *what, struct date d, struct buf *line)
{
    struct buf part = {0};
    buf_add_text(&part, what);
    date_format(d, &part);
    paint_add_part(view_of_buf(&part), line);
    buf_release(&part);
}

/* Title, origin, and a line each for what is there of address, path and checksum. */
static void print_heading(const struct shown_article *a, const struct print_settings *settings, struct buf *out)
{
    const struct article *article = a->article;
    struct buf line = {0};
    struct wrap_mark *marks = mem_array(a->lit->title_count, sizeof *marks);
    for (size_t i = 0; i < a->lit->title_count; i++)
        marks[i] = (struct wrap_mark){a->lit->title[i].start, a->lit->title[i].end};
    const struct wrap_style style = {.width = paint_line_width(settings),
                                     .color = settings->color,
                                     .text_on = PAINT_BOLD,
                                     .mark_on = PAINT_BOLD PAINT_UNDERLINE};
    bool titled = article->title.len > 0;
    wrap_text(titled ? article->title : VIEW("(no title)"), marks, titled ? a->lit->title_count : 0, &style, out);
    paint_add_origin(article, &line);
    if (has_date(article->modified) && article->modified.seconds != article->published.seconds)
        add_dated("modified ", article->modified, &line);
    paint_add_part(article->author, &line);
    paint_add_part(article->language, &line);
    if (line.len > 0)
        paint_wrapped(view_of_buf(&line), PAINT_DIM, 0, settings, out);
    const struct view places[] = {article->id, article->url, article->path};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (places[i].len == 0 || (i > 0 && view_equal(places[i], places[0])))
            continue;
        paint_light(settings, PAINT_DIM, out);
        escape_terminal(places[i], false, out);
        paint_light(settings, PAINT_RESET, out);
        buf_add_char(out, '\n');
    }
    free(marks);
    buf_release(&line);
}

/* What is shown, and that it is what was cited. */
static void print_note(const struct shown_article *a, const struct print_settings *settings, struct buf *out)
{
    if (!a->has_part && !a->checked)
        return;
    paint_light(settings, PAINT_DIM, out);
    if (a->has_part) {
        buf_add_text(out, "bytes ");
        number_add_grouped(a->part.start, out);
        buf_add_char(out, '-');
        number_add_grouped(a->part.end, out);
        buf_add_text(out, " of ");
        number_add_grouped(a->article->text.len, out);
    }
    if (a->checked)
        buf_printf(out, "%sSHA-256 %s: the text is the one that was cited", a->has_part ? "\n" : "", a->sha256);
    paint_light(settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
}

/* Every line of `lines` behind the bar, or behind as much space. */
static void add_gutter(struct view lines, bool bar, struct buf *out)
{
    while (lines.len > 0) {
        const char *end = memchr(lines.ptr, '\n', lines.len);
        size_t len = end ? (size_t)(end - lines.ptr) + 1 : lines.len;
        buf_add_text(out, bar ? BAR : "  ");
        buf_add_view(out, view_sub(lines, 0, len));
        lines = view_sub(lines, len, lines.len);
    }
}

static void print_piece(const struct shown_article *a, const struct article_piece *piece, struct wrap_mark *marks,
                        const struct print_settings *settings, struct buf *out)
{
    size_t gutter = a->has_part ? GUTTER : 0;
    struct buf lines = {0};
    const struct wrap_style style = {.width = paint_line_width(settings) - gutter,
                                     .color = settings->color,
                                     .text_on = a->has_part && !piece->in_part ? PAINT_DIM : "",
                                     .mark_on = PAINT_MARK};
    struct view text = view_sub(a->article->text, piece->span.start, piece->span.end);
    if (view_trim(text).len == 0)
        return;
    wrap_text(text, marks, article_marks(a->lit, piece->span, marks), &style, &lines);
    if (gutter > 0)
        add_gutter(view_of_buf(&lines), piece->in_part, out);
    else
        buf_add_view(out, view_of_buf(&lines));
    buf_release(&lines);
}

static void print_left_out(bool any, const struct print_settings *settings, struct buf *out)
{
    if (!any)
        return;
    paint_light(settings, PAINT_DIM, out);
    buf_add_text(out, "  " ELLIPSIS);
    paint_light(settings, PAINT_RESET, out);
    buf_add_char(out, '\n');
}

void article_print_text(const struct shown_article *a, const struct print_settings *settings, struct buf *out)
{
    struct wrap_mark *marks = mem_array(a->lit->text_count, sizeof *marks);
    struct article_walk walk = {0};
    struct article_piece piece;
    print_heading(a, settings, out);
    print_note(a, settings, out);
    buf_add_char(out, '\n');
    print_left_out(a->around.start > 0, settings, out);
    for (bool any = false; article_next_piece(a, &walk, &piece); any = true) {
        if (any && piece.first)
            buf_add_char(out, '\n');
        print_piece(a, &piece, marks, settings, out);
    }
    print_left_out(a->around.end < a->article->text.len, settings, out);
    free(marks);
}
