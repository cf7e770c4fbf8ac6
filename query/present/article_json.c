/* For scripts: one JSON object with the article, its text, where its paragraphs and the matched words are, and its checksum. */
#include "query/present/article.h"
#include "query/present/json_result.h"

static void add_span(struct span span, bool first, struct buf *out)
{
    buf_printf(out, "%s[%u,%u]", first ? "" : ",", span.start, span.end);
}

static void add_paragraphs(struct view text, struct buf *out)
{
    struct span paragraph;
    bool first = true;
    buf_add_text(out, ",\"paragraphs\":[");
    for (size_t at = 0; segment_next_paragraph(text, &at, &paragraph); first = false)
        add_span(paragraph, first, out);
    buf_add_char(out, ']');
}

static void add_highlights(const char *name, const struct lit *lit, const struct highlight *items, size_t count, struct buf *out)
{
    buf_printf(out, ",\"%s\":[", name);
    for (size_t i = 0; i < count; i++)
        json_add_highlight(&items[i], lit_stem(lit, &items[i]), out);
    buf_add_char(out, ']');
}

void article_print_json(const struct shown_article *a, const struct print_settings *settings, struct buf *out)
{
    (void)settings;
    buf_printf(out, "{\"lede\":%d", JSON_VERSION);
    json_add_article(a->article, out);
    buf_printf(out, ",\"sha256\":\"%s\",\"length\":%zu,\"exact\":%s", a->sha256, a->article->text.len, a->exact ? "true" : "false");
    if (a->has_part) {
        buf_printf(out, ",\"part\":{\"start\":%u,\"end\":%u", a->part.start, a->part.end);
        json_add_text("text", view_sub(a->article->text, a->part.start, a->part.end), out);
        buf_printf(out, ",\"around\":[%u,%u]}", a->around.start, a->around.end);
    }
    json_add_text("text", a->article->text, out);
    add_paragraphs(a->article->text, out);
    add_highlights("title_highlights", a->lit, a->lit->title, a->lit->title_count, out);
    add_highlights("highlights", a->lit, a->lit->text, a->lit->text_count, out);
    buf_add_text(out, "}\n");
}
