/* For notes and reports: Markdown with the matched words strong and the passage that was asked for as a quotation. */
#include "common/escape.h"
#include "query/present/article.h"
#include "query/present/paint.h"

#include <stdlib.h>

/* `text` with the marked stretches strong; marks ascend and do not overlap. */
static void add_marked(struct view text, const struct wrap_mark *marks, size_t count, struct buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        escape_markdown(view_sub(text, at, marks[i].start), out);
        buf_add_text(out, "**");
        escape_markdown(view_sub(text, marks[i].start, marks[i].end), out);
        buf_add_text(out, "**");
        at = marks[i].end;
    }
    escape_markdown(view_sub(text, at, text.len), out);
}

static void add_line(struct view text, struct buf *out)
{
    if (text.len == 0)
        return;
    escape_markdown(text, out);
    buf_add_text(out, "  \n"); /* two spaces: a line break */
}

static void print_heading(const struct shown_article *a, struct buf *out)
{
    const struct article *article = a->article;
    struct buf line = {0};
    buf_add_text(out, "# ");
    escape_markdown(article->title.len > 0 ? article->title : VIEW("(no title)"), out);
    buf_add_text(out, "\n\n");
    paint_add_origin(article, &line);
    paint_add_part(article->author, &line);
    add_line(view_of_buf(&line), out);
    add_line(article->url.len > 0 ? article->url : article->path, out);
    escape_markdown(article->id, out);
    if (a->has_part)
        buf_printf(out, ", bytes %u-%u of %zu", a->part.start, a->part.end, article->text.len);
    buf_printf(out, ", SHA-256 %s\n", a->sha256);
    buf_release(&line);
}

void article_print_markdown(const struct shown_article *a, const struct print_settings *settings, struct buf *out)
{
    struct wrap_mark *marks = mem_array(a->lit->text_count, sizeof *marks);
    struct article_walk walk = {0};
    struct article_piece piece;
    (void)settings;
    print_heading(a, out);
    while (article_next_piece(a, &walk, &piece)) {
        struct view text = view_sub(a->article->text, piece.span.start, piece.span.end);
        if (view_trim(text).len == 0)
            continue;
        buf_add_text(out, piece.in_part ? "\n> " : "\n");
        size_t count = article_marks(a->lit, piece.span, marks);
        add_marked(text, marks, count, out);
        buf_add_char(out, '\n');
    }
    free(marks);
}
