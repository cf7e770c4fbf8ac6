#include "query/present/json_answers.h"

#include "common/escape.h"
#include "query/facet.h"
#include "query/present/json_result.h"
#include "query/present/number.h"

#include <stdlib.h>

static void add_copies(const struct result *item, struct buf *out)
{
    if (item->copy_count == 0)
        return;
    json_add_name("copies", out);
    buf_add_char(out, '[');
    for (size_t i = 0; i < item->copy_count; i++) {
        const struct result *copy = &item->copies[i];
        buf_add_text(out, i > 0 ? ",{" : "{");
        json_add_text("id", view_of_buf(&copy->id), out);
        json_add_text("title", copy->fields.article.title, out);
        json_add_text("source", copy->fields.article.source, out);
        json_add_date("date", copy->fields.article.published, out);
        json_add_text("url", copy->fields.article.url, out);
        json_add_text("path", copy->fields.article.path, out);
        json_add_name("score", out);
        number_add(copy->score, out);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void add_context(const struct result *item, struct buf *out)
{
    if (item->before.len + item->behind.len == 0)
        return;
    json_add_name("context", out);
    buf_printf(out, "{\"start\":%u,\"end\":%u,", item->start - (uint32_t)item->before.len, item->end + (uint32_t)item->behind.len);
    json_add_text("before", view_of_buf(&item->before), out);
    json_add_text("behind", view_of_buf(&item->behind), out);
    buf_add_char(out, '}');
}

static void add_citation(const struct result *item, struct buf *out)
{
    const struct article *a = &item->fields.article;
    if (item->sha256[0] == '\0')
        return;
    json_add_name("cite", out);
    buf_add_char(out, '{');
    json_add_text("quote", item->text, out);
    json_add_text("title", a->title, out);
    json_add_text("source", a->source, out);
    json_add_date("date", a->published, out);
    json_add_text("path", a->path, out);
    json_add_text("url", a->url, out);
    json_add_text("article", a->id, out);
    buf_printf(out, ",\"start\":%u,\"end\":%u,\"sha256\":\"%s\"}", item->start, item->end, item->sha256);
}

static void add_stem(const struct query_info *query, size_t term, struct buf *out)
{
    escape_json(term < query->term_count ? view_of_buf(&query->terms[term].stem) : (struct view){0}, out);
}

static void add_part_terms(const struct query_info *query, const struct score_part *part, struct buf *out)
{
    json_add_name("terms", out);
    buf_add_char(out, '[');
    if (part->kind == PART_FEEDBACK)
        escape_json(view_of_buf(&part->name), out);
    else if (part->kind != PART_RECENCY)
        add_stem(query, part->first, out);
    if (part->kind == PART_PASSAGE_PAIR) {
        buf_add_char(out, ',');
        add_stem(query, part->second, out);
    }
    buf_add_char(out, ']');
}

static void add_explanation(const struct query_info *query, const struct result *item, struct buf *out)
{
    const struct score_parts *parts = &item->parts;
    if (parts->count == 0)
        return;
    int64_t *units = mem_array(parts->count, sizeof *units);
    int64_t score = score_parts_round(parts, item->score, JSON_EXPLAIN_DIGITS, units);
    json_add_name("explain", out);
    buf_add_text(out, "{\"score\":");
    score_units_add(score, JSON_EXPLAIN_DIGITS, out);
    buf_add_text(out, ",\"parts\":[");
    for (size_t i = 0; i < parts->count; i++) {
        buf_printf(out, "%s{\"part\":\"%s\"", i > 0 ? "," : "", part_kind_name(parts->items[i].kind));
        add_part_terms(query, &parts->items[i], out);
        if (parts->items[i].count > 0)
            buf_printf(out, ",\"count\":%u", parts->items[i].count);
        buf_add_text(out, ",\"value\":");
        score_units_add(units[i], JSON_EXPLAIN_DIGITS, out);
        buf_add_char(out, '}');
    }
    buf_add_text(out, "]}");
    free(units);
}

void json_add_answers(const struct results *r, const struct result *item, struct buf *out)
{
    if (item->group < r->group_count)
        json_add_text("group", view_of_buf(&r->groups[item->group].label), out);
    add_copies(item, out);
    add_context(item, out);
    add_citation(item, out);
    add_explanation(&r->query, item, out);
}

static void add_facet(const struct facet_list *list, struct buf *out)
{
    json_add_name(schema_field(list->field)->name, out);
    buf_add_text(out, "{\"values\":[");
    for (size_t i = 0; i < list->count; i++) {
        struct buf label = {0};
        facet_label(list->field, list->items[i].value, &label);
        buf_add_text(out, i > 0 ? ",{" : "{");
        json_add_text("value", view_of_buf(&label), out);
        json_add_name("count", out);
        buf_add_uint(out, list->items[i].count);
        buf_add_char(out, '}');
        buf_release(&label);
    }
    buf_add_text(out, "],\"without\":");
    buf_add_uint(out, list->without);
    buf_add_char(out, '}');
}

void json_add_overview(const struct results *r, struct buf *out)
{
    if (r->group_count > 0)
        json_add_name("groups", out);
    for (size_t i = 0; i < r->group_count; i++) {
        buf_add_text(out, i > 0 ? ",{" : "[{");
        json_add_text("label", view_of_buf(&r->groups[i].label), out);
        json_add_name("count", out);
        buf_add_uint(out, r->groups[i].count);
        buf_add_text(out, i + 1 < r->group_count ? "}" : "}]");
    }
    if (r->facet_count == 0)
        return;
    json_add_name("facets", out);
    buf_add_char(out, '{');
    for (size_t i = 0; i < r->facet_count; i++)
        add_facet(&r->facets[i], out);
    buf_add_char(out, '}');
}
