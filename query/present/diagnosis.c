/* Why nothing was found, for people and as JSON. */
#include "query/diagnosis.h"

#include "common/escape.h"

static const char *articles(uint64_t count)
{
    return count == 1 ? "article" : "articles";
}

/* What the thesaurus offers besides need not be there. */
static bool is_unknown(const struct known_word *w)
{
    return w->segments == 0 && w->of.len == 0;
}

static void text_word(const struct known_word *w, struct buf *out)
{
    buf_add_text(out, w->term.len > 0 ? "  the index does not have \"" : "  no word of the index fits \"");
    escape_terminal(view_of_buf(&w->text), false, out);
    buf_add_char(out, '"');
    for (size_t i = 0; i < w->nearest.count; i++) {
        buf_add_text(out, i == 0 ? "; did you mean \"" : i + 1 < w->nearest.count ? ", \"" : " or \"");
        escape_terminal(view_of(w->nearest.items[i].name), false, out);
        buf_add_char(out, '"');
    }
    buf_add_text(out, w->nearest.count > 0 ? "?\n" : "\n");
}

static void text_elsewhere(const struct known_word *w, struct buf *out)
{
    buf_add_text(out, "  the index has \"");
    escape_terminal(view_of_buf(&w->text), false, out);
    buf_add_text(out, "\" in another language than the query's: --lang CODE reads the query in that one, and =");
    escape_terminal(view_of_buf(&w->text), false, out);
    buf_add_text(out, " takes the word as it is\n");
}

static void text_condition(const struct demand *c, const struct diagnosis_count *n, struct buf *out)
{
    buf_add_text(out, "  ");
    escape_terminal(view_of_buf(&c->text), false, out);
    buf_printf(out, ": %llu %s", (unsigned long long)n->alone, articles(n->alone));
    if (n->has_rest)
        buf_printf(out, "; without it %llu %s would be found", (unsigned long long)n->without, articles(n->without));
    buf_add_char(out, '\n');
}

void diagnosis_text(const struct diagnosis *d, struct buf *out)
{
    for (size_t i = 0; i < d->words.count; i++) {
        if (is_unknown(&d->words.items[i]))
            text_word(&d->words.items[i], out);
        else if (d->words.items[i].elsewhere)
            text_elsewhere(&d->words.items[i], out);
    }
    for (size_t i = 0; i < d->counted; i++)
        text_condition(&d->demands.items[i], &d->counts[i], out);
    if (d->counted < d->demands.count)
        buf_printf(out, "  the time limit passed before the other %zu conditions were counted\n", d->demands.count - d->counted);
}

static void json_word(const struct known_word *w, struct buf *out)
{
    buf_add_text(out, "{\"word\":");
    escape_json(view_of_buf(&w->text), out);
    buf_add_text(out, ",\"nearest\":[");
    for (size_t i = 0; i < w->nearest.count; i++) {
        buf_add_text(out, i > 0 ? "," : "");
        escape_json(view_of(w->nearest.items[i].name), out);
    }
    buf_add_text(out, "]}");
}

void diagnosis_json(const struct diagnosis *d, struct buf *out)
{
    bool any = false;
    buf_add_text(out, "{\"unknown\":[");
    for (size_t i = 0; i < d->words.count; i++) {
        if (!is_unknown(&d->words.items[i]))
            continue;
        buf_add_text(out, any ? "," : "");
        json_word(&d->words.items[i], out);
        any = true;
    }
    buf_add_text(out, "],\"conditions\":[");
    for (size_t i = 0; i < d->counted; i++) {
        buf_add_text(out, i > 0 ? ",{\"condition\":" : "{\"condition\":");
        escape_json(view_of_buf(&d->demands.items[i].text), out);
        buf_printf(out, ",\"articles\":%llu,\"without\":", (unsigned long long)d->counts[i].alone);
        if (d->counts[i].has_rest)
            buf_add_uint(out, d->counts[i].without);
        else
            buf_add_text(out, "null");
        buf_add_char(out, '}');
    }
    buf_add_text(out, "]}");
}
