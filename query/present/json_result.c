#include "query/present/json_result.h"

#include "common/escape.h"
#include "query/present/json_answers.h"
#include "query/present/number.h"

#include <string.h>

enum { TERM_BITS = 64 };

void json_add_name(const char *name, struct buf *out)
{
    char last = out->len > 0 ? out->data[out->len - 1] : '{';
    buf_printf(out, "%s\"%s\":", last == '{' || last == '[' || last == ',' ? "" : ",", name);
}

void json_add_text(const char *name, struct view value, struct buf *out)
{
    json_add_name(name, out);
    if (value.len > 0)
        escape_json(value, out);
    else
        buf_add_text(out, "null");
}

static void add_uint(const char *name, uint64_t value, struct buf *out)
{
    json_add_name(name, out);
    buf_add_uint(out, value);
}

static void add_number(const char *name, double value, struct buf *out)
{
    json_add_name(name, out);
    number_add(value, out);
}

void json_add_date(const char *name, struct date date, struct buf *out)
{
    struct buf text = {0};
    if (date.precision != DATE_NONE)
        date_format(date, &text);
    json_add_text(name, view_of_buf(&text), out);
    buf_release(&text);
}

static void add_topics(struct view topics, struct buf *out)
{
    json_add_name("topics", out);
    buf_add_char(out, '[');
    bool first = true;
    while (topics.len > 0) {
        const char *end = memchr(topics.ptr, '\n', topics.len);
        size_t len = end ? (size_t)(end - topics.ptr) : topics.len;
        if (len > 0) {
            buf_add_text(out, first ? "" : ",");
            escape_json(view_sub(topics, 0, len), out);
            first = false;
        }
        topics = view_sub(topics, len + (end != NULL), topics.len);
    }
    buf_add_char(out, ']');
}

void json_add_article(const struct article *a, struct buf *out)
{
    json_add_name("article", out);
    buf_add_char(out, '{');
    json_add_text("id", a->id, out);
    json_add_text("title", a->title, out);
    json_add_text("source", a->source, out);
    json_add_text("place", a->place, out);
    json_add_text("author", a->author, out);
    json_add_date("date", a->published, out);
    json_add_date("modified", a->modified, out);
    json_add_text("language", a->language, out);
    json_add_text("url", a->url, out);
    json_add_text("path", a->path, out);
    add_topics(a->topics, out);
    buf_add_char(out, '}');
}

static void add_stem(const struct query_info *query, size_t term, struct buf *out)
{
    if (term < query->term_count)
        escape_json(view_of_buf(&query->terms[term].stem), out);
    else
        buf_add_text(out, "null");
}

void json_add_highlight(const struct highlight *h, struct view stem, struct buf *out)
{
    buf_printf(out, "%s[%u,%u,", out->data[out->len - 1] == '[' ? "" : ",", h->start, h->end);
    if (stem.len > 0)
        escape_json(stem, out);
    else
        buf_add_text(out, "null");
    buf_printf(out, ",\"%s\"]", match_kind_name(h->kind));
}

static void add_highlights(const struct query_info *query, const struct result *item, struct buf *out)
{
    json_add_name("highlights", out);
    buf_add_char(out, '[');
    for (size_t i = 0; i < item->highlight_count; i++) {
        const struct highlight *h = &item->highlights[i];
        struct view stem = h->term < query->term_count ? view_of_buf(&query->terms[h->term].stem) : (struct view){0};
        json_add_highlight(h, stem, out);
    }
    buf_add_char(out, ']');
}

static void add_matched_terms(const struct query_info *query, const struct result *item, struct buf *out)
{
    bool first = true;
    json_add_name("terms", out);
    buf_add_char(out, '[');
    for (size_t i = 0; i < query->term_count && i < TERM_BITS; i++) {
        if (!(item->terms_matched >> i & 1))
            continue;
        buf_add_text(out, first ? "" : ",");
        add_stem(query, i, out);
        first = false;
    }
    buf_add_char(out, ']');
}

void json_add_result(const struct results *r, size_t index, struct view lead, struct buf *out)
{
    const struct result *item = &r->items[index];
    buf_add_char(out, '{');
    buf_add_view(out, lead);
    add_uint("rank", r->offset + index + 1, out);
    json_add_text("id", view_of_buf(&item->id), out);
    add_number("score", item->score, out);
    json_add_article(&item->fields.article, out);
    json_add_text("text", item->text, out);
    add_uint("start", item->start, out);
    add_uint("end", item->end, out);
    add_uint("paragraph", item->paragraph, out);
    add_highlights(&r->query, item, out);
    add_matched_terms(&r->query, item, out);
    buf_add_text(out, ",\"parts\":{");
    add_number("article", item->article_score, out);
    add_number("passage", item->passage_score, out);
    buf_add_char(out, '}');
    json_add_answers(r, item, out);
    buf_add_char(out, '}');
}
