#include "query/demands.h"

#include "query/filters.h"
#include "query/searcher.h"
#include "query/syntax/parse.h"
#include "query/syntax/print.h"

#include <stdlib.h>
#include <string.h>

static struct demand *add(struct demands *c, enum demand_kind kind)
{
    mem_grow(&c->items, &c->cap, c->count, sizeof *c->items);
    c->items[c->count] = (struct demand){.kind = kind};
    return &c->items[c->count++];
}

static void add_filter(struct demands *c, enum demand_kind kind, const char *name, struct view value, struct view words)
{
    struct demand *filter = add(c, kind);
    buf_add_text(&filter->text, name);
    buf_add_text(&filter->text, value.len > 0 ? " " : "");
    buf_add_view(&filter->text, value);
    buf_add_view(&filter->rest, words);
}

static void add_filters(struct demands *c, const struct search_settings *s, struct view words)
{
    if (s->dates.from != INT64_MIN || s->dates.to != INT64_MAX)
        add_filter(c, DEMAND_DATE, "--date", (struct view){0}, words);
    if (s->language.len > 0)
        add_filter(c, DEMAND_LANGUAGE, "--lang", s->language, words);
    if (s->source.len > 0)
        add_filter(c, DEMAND_SOURCE, "--source", s->source, words);
}

/* ---- parts of the query ---- */

struct walk {
    struct view words;
    struct tree *top;
    struct demands *out;
};

/* The query without child `i` of `parent`; printed, since a printed tree means the same when it is parsed. */
static void print_without(const struct walk *w, struct tree *parent, size_t i, struct buf *out)
{
    struct tree *child = parent->children[i];
    size_t behind = parent->count - i - 1;
    memmove(parent->children + i, parent->children + i + 1, behind * sizeof(struct tree *));
    parent->count--;
    if (parent->count > 0)
        tree_print(w->top, out);
    memmove(parent->children + i + 1, parent->children + i, behind * sizeof(struct tree *));
    parent->children[i] = child;
    parent->count++;
}

static void add_part(const struct walk *w, struct tree *parent, size_t i)
{
    struct tree *part = parent ? parent->children[i] : w->top;
    struct demand *c = add(w->out, DEMAND_QUERY);
    tree_print(part, &c->text);
    tree_print(part, &c->alone);
    if (parent)
        print_without(w, parent, i, &c->rest);
}

static bool has_condition(const struct tree *bag)
{
    for (size_t i = 0; i < bag->count; i++) {
        if (bag->children[i]->must || tree_is_condition(bag->children[i]))
            return true;
    }
    return false;
}

/* What must hold of `t`, which itself must. */
static void split(const struct walk *w, struct tree *t)
{
    for (size_t i = 0; i < t->count; i++) {
        struct tree *child = t->children[i];
        bool insisted = t->kind == TREE_AND || child->must || tree_is_condition(child);
        bool deeper = child->kind == TREE_AND || (child->kind == TREE_BAG && has_condition(child));
        if (insisted && deeper)
            split(w, child);
        else if (insisted)
            add_part(w, t, i);
    }
}

enum status demands_read(struct view words, const struct search_settings *settings, int64_t now, struct demands *out,
                         struct error *err)
{
    struct walk walk = {.words = words, .out = out};
    struct span mistake;
    add_filters(out, settings, words);
    if (settings->syntax != SYNTAX_FULL)
        return STATUS_OK;
    enum status status = parse_query(words, now, &walk.top, &mistake, err);
    if (status != STATUS_OK)
        return status;
    if (walk.top->kind == TREE_AND || walk.top->kind == TREE_BAG)
        split(&walk, walk.top);
    else if (tree_is_condition(walk.top))
        add_part(&walk, NULL, 0);
    tree_free(walk.top);
    return STATUS_OK;
}

void demands_release(struct demands *c)
{
    for (size_t i = 0; i < c->count; i++) {
        buf_release(&c->items[i].text);
        buf_release(&c->items[i].alone);
        buf_release(&c->items[i].rest);
    }
    free(c->items);
    *c = (struct demands){0};
}

/* ---- what they let through ---- */

static void clear_filters(struct search_settings *s)
{
    s->dates = (struct date_range){INT64_MIN, INT64_MAX};
    s->language = s->source = (struct view){0};
}

/* From segments to articles, each by its lowest segment here. */
static void collect(const struct articles *a, const uint32_t *docids, size_t count, struct matching *out)
{
    uint32_t last = 0;
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t first = articles_first(a, docids[i]);
        if (first == last)
            continue;
        last = first;
        mem_grow(&out->docids, &out->cap, out->count, sizeof *out->docids);
        out->docids[out->count++] = docids[i];
    }
}

/* The articles that pass the one filter of the settings. */
static enum status match_filter(struct searcher *s, const struct search_settings *only, struct matching *out, struct error *err)
{
    struct filters filters = {0};
    struct store_stats stats;
    uint32_t *docids = NULL;
    size_t count = 0;
    filters_make(&filters, only);
    enum status status = store_reader_match(s->reader, &filters.items[0], only->timeout, &docids, &count, err);
    if (status == STATUS_OK)
        status = store_reader_stats(s->reader, &stats, err);
    if (status == STATUS_OK)
        status = articles_read(&s->articles, s->reader, &stats, err);
    if (status == STATUS_OK)
        collect(&s->articles, docids, count, out);
    free(docids);
    filters_release(&filters);
    return status;
}

enum status demand_alone(struct searcher *s, const struct demand *c, const struct search_settings *settings, struct matching *out,
                         struct error *err)
{
    struct search_settings only = *settings;
    clear_filters(&only);
    switch (c->kind) {
    case DEMAND_DATE:
        only.dates = settings->dates;
        break;
    case DEMAND_LANGUAGE:
        only.language = settings->language;
        break;
    case DEMAND_SOURCE:
        only.source = settings->source;
        break;
    case DEMAND_QUERY:
        return search_matching(s, view_of_buf(&c->alone), &only, out, err);
    }
    return match_filter(s, &only, out, err);
}

enum status demand_without(struct searcher *s, const struct demand *c, const struct search_settings *settings, struct matching *out,
                           struct error *err)
{
    struct search_settings others = *settings;
    if (c->kind == DEMAND_DATE)
        others.dates = (struct date_range){INT64_MIN, INT64_MAX};
    else if (c->kind == DEMAND_LANGUAGE)
        others.language = (struct view){0};
    else if (c->kind == DEMAND_SOURCE)
        others.source = (struct view){0};
    return search_matching(s, view_of_buf(&c->rest), &others, out, err);
}
