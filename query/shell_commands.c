#include "query/shell_parts.h"

#include "query/present/printer.h"
#include "query/related.h"
#include "query/showing.h"

#include <stdlib.h>
#include <time.h>

enum { NAME_COLUMNS = 14, TERMS_DEFAULT = 30, ARTICLE_WIDE = 1 << 20 };

static void page(struct shell *s, uint64_t offset, struct buf *out, struct buf *messages)
{
    uint64_t before = s->options.offset;
    s->options.offset = offset;
    shell_ask(s, &s->options, out, messages);
    if (s->results.count == 0)
        s->options.offset = before;
}

static void next(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    (void)argument;
    page(s, s->options.offset + s->options.choice.limit, out, messages);
}

static void previous(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    uint64_t offset = s->options.offset, limit = s->options.choice.limit;
    (void)argument;
    if (offset == 0)
        buf_add_text(messages, "this is the first page\n");
    else
        page(s, offset > limit ? offset - limit : 0, out, messages);
}

/* The result of the list at hand that has the rank in `argument`; NULL, with a message, when there is none. */
static const struct result *result_of(struct shell *s, struct view argument, struct buf *messages)
{
    uint64_t rank = 0;
    bool number = argument.len > 0 && argument.len < 10;
    for (size_t i = 0; i < argument.len && number; i++) {
        number = argument.ptr[i] >= '0' && argument.ptr[i] <= '9';
        rank = 10 * rank + (uint64_t)(argument.ptr[i] - '0');
    }
    if (number && rank > s->results.offset && rank - s->results.offset <= s->results.count)
        return &s->results.items[rank - s->results.offset - 1];
    if (s->results.count == 0)
        buf_add_text(messages, "there are no results at hand; type some words\n");
    else
        buf_printf(messages, "say which one: a rank from %llu to %llu\n", (unsigned long long)s->results.offset + 1,
                   (unsigned long long)(s->results.offset + s->results.count));
    return NULL;
}

static struct print_settings printing(const struct shell *s)
{
    return (struct print_settings){
        .color = screen_color(&s->options.screen), .width = screen_width(&s->options.screen), .tag = "lede", .qid = VIEW("1")};
}

static void open_result(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    struct error err = {0};
    struct choice_memory chosen = {0};
    struct search_settings settings;
    struct showing showing = {0};
    struct place place = {0};
    const struct print_settings print = printing(s);
    const struct result *r = result_of(s, argument, messages);
    if (!r)
        return;
    struct span part = {r->start, r->end};
    enum status status = choice_settings(&s->options.choice, (int64_t)time(NULL), &chosen, &settings, &err);
    if (status == STATUS_OK)
        status = showing_load(&showing, s->searcher, r->fields.article.id, &place, &err);
    if (status == STATUS_OK)
        status = showing_light(&showing, s->searcher, view_of_buf(&s->query), &settings, &err);
    if (status == STATUS_OK) {
        showing.shown.has_part = part.end > part.start && part.end <= showing.shown.article->text.len;
        showing.shown.part = part;
        article_place(&showing.shown, ARTICLE_WIDE);
        article_print_text(&showing.shown, &print, out);
    } else {
        shell_complain(&err, messages);
    }
    showing_release(&showing);
    choice_memory_release(&chosen);
}

/* Ask again with one more setting, for this once. */
static void ask_with(struct shell *s, const char *name, struct view value, struct buf *out, struct buf *messages)
{
    struct error err = {0};
    struct search_options once = s->options;
    if (shell_set(s, &once, view_of(name), value, &err) != STATUS_OK)
        shell_complain(&err, messages);
    else
        shell_ask(s, &once, out, messages);
}

static void facets(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    ask_with(s, "facets", argument.len > 0 ? argument : VIEW("source,lang,place,topic,month"), out, messages);
}

static void explain(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    (void)argument;
    ask_with(s, "explain", VIEW(""), out, messages);
}

static void related(struct shell *s, enum related_kind kind, struct view argument, struct buf *out, struct buf *messages)
{
    struct error err = {0};
    struct choice_memory chosen = {0};
    struct related_settings settings = {.kind = kind, .terms = TERMS_DEFAULT};
    struct results found = {0};
    const struct print_settings print = printing(s);
    const struct result *r = result_of(s, argument, messages);
    if (!r)
        return;
    char *id = mem_copy_text(r->fields.article.id);
    enum status status = choice_settings(&s->options.choice, (int64_t)time(NULL), &chosen, &settings.search, &err);
    if (status == STATUS_OK)
        status = related_find(s->index, id, &settings, &found, &err);
    if (status != STATUS_OK) {
        shell_complain(&err, messages);
    } else if (found.count == 0) {
        buf_add_text(messages, "nothing found\n");
    } else { /* it is the list at hand now, for :open */
        printer_text.print(&found, &print, out);
        results_release(&s->results);
        s->results = found;
        found = (struct results){0};
    }
    results_release(&found);
    choice_memory_release(&chosen);
    free(id);
}

static void similar(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    related(s, RELATED_SIMILAR, argument, out, messages);
}

static void background(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    related(s, RELATED_BACKGROUND, argument, out, messages);
}

/* The first sentence of a help text. */
static struct view first_sentence(const char *help)
{
    struct view v = view_of(help);
    for (size_t i = 0; i + 1 < v.len; i++) {
        if (v.ptr[i] == '.' && v.ptr[i + 1] == ' ')
            return view_sub(v, 0, i + 1);
    }
    return v;
}

static void set(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    struct error err = {0};
    size_t len = 0;
    while (len < argument.len && argument.ptr[len] != ' ')
        len++;
    if (argument.len == 0) {
        for (const struct option *o = search_option_table; o->name; o++) {
            struct view help = first_sentence(o->help);
            buf_printf(out, "%-*s %.*s\n", NAME_COLUMNS, o->name, (int)help.len, help.ptr);
        }
        return;
    }
    struct search_options changed = s->options;
    if (shell_set(s, &changed, view_sub(argument, 0, len), view_trim(view_sub(argument, len, argument.len)), &err) == STATUS_OK)
        s->options = changed;
    else
        shell_complain(&err, messages);
}

static void help(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    (void)s, (void)argument, (void)messages;
    buf_add_text(out, "A line is a query. A line that begins with a colon is a command, for which its first letter is enough:\n\n");
    for (const struct shell_command *c = shell_commands; c->name; c++) {
        struct buf name = {0};
        buf_printf(&name, "%s %s", c->name, c->argument);
        buf_printf(out, "  %-*s %s\n", NAME_COLUMNS + 4, name.data, c->help);
        buf_release(&name);
    }
    buf_add_text(out, "\nTab completes words of the index, fields and their values, commands and settings.\n");
}

static void quit(struct shell *s, struct view argument, struct buf *out, struct buf *messages)
{
    (void)argument, (void)out, (void)messages;
    s->ended = true;
}

/* Two that begin with one letter: the first has it for short. */
const struct shell_command shell_commands[] = {
    {":next", "", "the next page of results", next},
    {":prev", "", "the page before", previous},
    {":open", "N", "read the article of result N, its passage marked and the words of the query lit", open_result},
    {":facets", "[LIST]", "the results with counts of sources, places, topics …: a list of fields, or all", facets},
    {":explain", "", "the results with what each score is the sum of", explain},
    {":like", "N", "articles on the same matter as result N", similar},
    {":background", "N", "older articles that explain result N", background},
    {":set", "[NAME VALUE]", "an option of 'search' from now on: limit 20, unit articles, date 2024..; alone: list them", set},
    {":help", "", "this", help},
    {":quit", "", "end; so does the end of the input", quit},
    {0},
};
