/* Why an article is in the answer, for people and as JSON. */
#include "query/why.h"

#include "common/escape.h"
#include "query/present/json_result.h"
#include "query/present/number.h"

static unsigned long long number(uint64_t n)
{
    return n;
}

static void text_forms(const struct why_word *w, struct buf *out)
{
    for (size_t i = 0; i < w->form_count; i++) {
        buf_add_text(out, i > 0 ? ", " : ": ");
        escape_terminal(view_of(w->forms[i].text), false, out);
        buf_printf(out, " %u", w->forms[i].count);
    }
}

static void text_word(const struct known_word *k, const struct why_word *w, struct buf *out)
{
    if (k->of.len > 0 && w->here == 0) /* nobody asked for it, and it is not there */
        return;
    buf_add_text(out, "  ");
    escape_terminal(view_of_buf(&k->text), false, out);
    if (k->of.len > 0) {
        buf_add_text(out, " (said for ");
        escape_terminal(view_of_buf(&k->of), false, out);
        buf_add_char(out, ')');
    }
    if (k->segments == 0 && w->here == 0) {
        buf_add_text(out, "  not in the index");
        for (size_t i = 0; i < k->nearest.count; i++)
            buf_printf(out, "%s%s", i == 0 ? "; did you mean " : ", ", k->nearest.items[i].name);
        buf_add_text(out, k->nearest.count > 0 ? "?\n" : "\n");
        return;
    }
    if (w->here == 0)
        buf_add_text(out, "  not in this article");
    else
        buf_printf(out, "  %u %s in this article", w->here, w->here == 1 ? "time" : "times");
    text_forms(w, out);
    if (w->in_title > 0)
        buf_printf(out, "; %u in the title", w->in_title);
    if (k->term.len > 0)
        buf_printf(out, "; in %llu %s of the index\n", number(w->articles), w->articles == 1 ? "article" : "articles");
    else
        buf_printf(out, "; stands for %llu words of the index\n", number(k->segments));
}

/* A sentence on one line, however its text was wrapped. */
static void text_line(struct view text, struct buf *out)
{
    size_t start = out->len;
    escape_terminal(text, true, out);
    for (size_t i = start; i < out->len; i++) {
        if (out->data[i] == '\n')
            out->data[i] = ' ';
    }
}

static void text_demand(const struct demand *d, const struct why_demand *held, struct buf *out)
{
    buf_add_text(out, held->holds ? "  holds: " : "  fails: ");
    escape_terminal(view_of_buf(&d->text), false, out);
    if (held->where.len > 0) {
        buf_add_text(out, d->kind == DEMAND_QUERY ? "\n         " : "; the article has ");
        text_line(view_of_buf(&held->where), out);
    } else if (d->kind != DEMAND_QUERY) {
        buf_add_text(out, "; the article has none");
    }
    buf_add_char(out, '\n');
}

static bool any_word_here(const struct why *w)
{
    for (size_t i = 0; i < w->known.count; i++) {
        if (w->words[i].here > 0)
            return true;
    }
    return false;
}

static size_t count_failures(const struct why *w)
{
    size_t failures = 0;
    for (size_t i = 0; i < w->demands.count; i++)
        failures += !w->held[i].holds;
    return failures;
}

static void text_verdict(const struct why *w, struct buf *out)
{
    size_t failures = count_failures(w);
    if (w->matches && w->rank > 0) {
        buf_printf(out, "In the answer: rank %llu, of %llu %s; score %.3f (article %.3f, passage %.3f)", number(w->rank),
                   number(w->of), w->of == 1 ? "article" : "articles", w->score, w->article_score, w->passage_score);
    } else if (w->matches) {
        buf_printf(out, "In the answer, but behind the best %d of %llu articles", WHY_DEPTH, number(w->of));
    } else if (failures > 0) {
        buf_printf(out, "Not in the answer: %zu of %zu conditions %s", failures, w->demands.count,
                   failures == 1 ? "fails" : "fail");
    } else if (!any_word_here(w)) {
        buf_add_text(out, "Not in the answer: it has no word of the query");
    } else {
        buf_add_text(out, "Not in the answer: its words do not meet the query together");
    }
    buf_add_char(out, '\n');
}

void why_text(const struct why *w, struct buf *out)
{
    const struct article *a = &w->stored.record.article;
    escape_terminal(a->title.len > 0 ? a->title : a->id, false, out);
    buf_add_text(out, "\n\n");
    text_verdict(w, out);
    if (w->passage.len > 0) {
        buf_add_text(out, "\n");
        escape_terminal(view_of_buf(&w->passage), true, out);
        buf_add_char(out, '\n');
    }
    buf_add_text(out, "\nWords\n");
    for (size_t i = 0; i < w->known.count; i++)
        text_word(&w->known.items[i], &w->words[i], out);
    if (w->demands.count > 0)
        buf_add_text(out, "\nConditions\n");
    for (size_t i = 0; i < w->demands.count; i++)
        text_demand(&w->demands.items[i], &w->held[i], out);
}

static void json_word(const struct known_word *k, const struct why_word *w, struct buf *out)
{
    buf_add_text(out, "{");
    json_add_text("word", view_of_buf(&k->text), out);
    json_add_text("for", view_of_buf(&k->of), out);
    buf_printf(out, ",\"known\":%s,\"articles\":", k->segments > 0 ? "true" : "false");
    if (k->term.len > 0)
        buf_add_uint(out, w->articles);
    else
        buf_add_text(out, "null");
    buf_printf(out, ",\"here\":%u,\"title\":%u,\"forms\":{", w->here, w->in_title);
    for (size_t i = 0; i < w->form_count; i++) {
        buf_add_text(out, i > 0 ? "," : "");
        escape_json(view_of(w->forms[i].text), out);
        buf_printf(out, ":%u", w->forms[i].count);
    }
    buf_add_text(out, "},\"nearest\":[");
    for (size_t i = 0; i < k->nearest.count; i++) {
        buf_add_text(out, i > 0 ? "," : "");
        escape_json(view_of(k->nearest.items[i].name), out);
    }
    buf_add_text(out, "]}");
}

static void json_scores(const struct why *w, struct buf *out)
{
    buf_printf(out, ",\"in\":%s,\"of\":%llu,\"rank\":", w->matches ? "true" : "false", number(w->of));
    if (w->rank == 0) {
        buf_add_text(out, "null");
        return;
    }
    buf_printf(out, "%llu,\"score\":", number(w->rank));
    number_add(w->score, out);
    buf_add_text(out, ",\"parts\":{\"article\":");
    number_add(w->article_score, out);
    buf_add_text(out, ",\"passage\":");
    number_add(w->passage_score, out);
    buf_add_char(out, '}');
    json_add_text("text", view_of_buf(&w->passage), out);
}

void why_json(const struct why *w, struct buf *out)
{
    buf_printf(out, "{\"lede\":%d", JSON_VERSION);
    json_add_text("id", w->stored.record.article.id, out);
    json_add_text("title", w->stored.record.article.title, out);
    json_scores(w, out);
    buf_add_text(out, ",\"words\":[");
    for (size_t i = 0; i < w->known.count; i++) {
        buf_add_text(out, i > 0 ? ",\n" : "\n");
        json_word(&w->known.items[i], &w->words[i], out);
    }
    buf_add_text(out, "],\"conditions\":[");
    for (size_t i = 0; i < w->demands.count; i++) {
        buf_add_text(out, i > 0 ? ",\n{" : "\n{");
        json_add_text("condition", view_of_buf(&w->demands.items[i].text), out);
        buf_printf(out, ",\"holds\":%s", w->held[i].holds ? "true" : "false");
        json_add_text("where", view_of_buf(&w->held[i].where), out);
        buf_add_char(out, '}');
    }
    buf_add_text(out, "]}\n");
}
