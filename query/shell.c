#include "query/shell.h"

#include "query/diagnosis.h"
#include "query/present/printer.h"
#include "query/shell_parts.h"
#include "query/syntax/caret.h"
#include "query/words.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum status shell_open(const char *index, const struct search_options *options, struct shell **out, struct error *err)
{
    struct searcher *searcher = NULL;
    enum status status = searcher_open(index, &searcher, err);
    if (status != STATUS_OK)
        return status;
    struct shell *s = mem_alloc(sizeof *s);
    s->index = index;
    s->searcher = searcher;
    s->options = *options;
    *out = s;
    return STATUS_OK;
}

void shell_close(struct shell *s)
{
    if (!s)
        return;
    results_release(&s->results);
    buf_release(&s->query);
    shell_words_release(&s->strings);
    searcher_close(s->searcher);
    free(s);
}

void shell_words_release(struct shell_words *w)
{
    for (size_t i = 0; i < w->count; i++)
        free(w->items[i]);
    free(w->items);
    *w = (struct shell_words){0};
}

const char *shell_keep(struct shell *s, struct view text)
{
    struct shell_words *w = &s->strings;
    mem_grow(&w->items, &w->cap, w->count, sizeof *w->items);
    w->items[w->count] = mem_copy_text(text);
    return w->items[w->count++];
}

void shell_complain(const struct error *err, struct buf *messages)
{
    buf_add_text(messages, err->text);
    buf_add_char(messages, '\n');
}

const struct option *shell_option(struct view name)
{
    for (const struct option *o = search_option_table; o->name; o++) {
        if (view_equal(name, view_of(o->name)))
            return o;
    }
    return NULL;
}

enum status shell_set(struct shell *s, struct search_options *options, struct view name, struct view value, struct error *err)
{
    const struct option *o = shell_option(name);
    if (!o)
        return error_set(err, STATUS_USAGE, "there is no setting '%.*s'; :set lists them", (int)name.len, name.ptr);
    if (o->kind == OPTION_FLAG) {
        bool on = value.len == 0 || view_equal(value, VIEW("on"));
        if (!on && !view_equal(value, VIEW("off")))
            return error_set(err, STATUS_USAGE, "%s is on or off", o->name);
        *(bool *)((char *)options + o->offset) = on;
        return STATUS_OK;
    }
    return option_set(o, options, shell_keep(s, value), o->name, err);
}

/* Nothing was found: why. */
static enum status explain_nothing(struct shell *s, const struct search_settings *settings, struct buf *messages, struct error *err)
{
    struct diagnosis d = {0};
    if (settings->offset > 0 && s->results.matches > 0) {
        buf_add_text(messages, "there are no further results\n");
        return STATUS_OK;
    }
    enum status status = diagnose(s->searcher, view_of_buf(&s->query), settings, (int64_t)time(NULL), &d, err);
    if (status == STATUS_OK) {
        buf_add_text(messages, "nothing found\n");
        diagnosis_text(&d, messages);
    }
    diagnosis_release(&d);
    return status;
}

void shell_ask(struct shell *s, const struct search_options *options, struct buf *out, struct buf *messages)
{
    struct error err = {0};
    struct choice_memory chosen = {0};
    struct search_settings settings;
    struct answer_settings answers;
    int64_t now = (int64_t)time(NULL);
    const struct printer *printer = printer_find(search_formats[options->format]);
    const struct print_settings print = {.color = screen_color(&options->screen),
                                         .width = screen_width(&options->screen),
                                         .tag = "lede",
                                         .qid = VIEW("1"),
                                         .nul = options->nul};
    if (s->query.len == 0) {
        buf_add_text(messages, "there is no query yet; type some words\n");
        return;
    }
    enum status status = choice_settings(&options->choice, now, &chosen, &settings, &err);
    settings.offset = options->offset;
    if (status == STATUS_OK)
        status = answers_settings_make(&options->answers, printer, now, &settings, &answers, &err);
    if (status == STATUS_OK)
        status = answers_find(s->searcher, view_of_buf(&s->query), &settings, &answers, &s->results, &err);
    if (status == STATUS_USAGE && s->results.query.text.len > 0)
        caret_add(view_of_buf(&s->results.query.text), s->results.query.mistake, print.width, messages);
    if (status == STATUS_OK && s->results.count == 0)
        status = explain_nothing(s, &settings, messages, &err);
    else if (status == STATUS_OK)
        printer->print(&s->results, &print, out);
    if (status != STATUS_OK)
        shell_complain(&err, messages);
    choice_memory_release(&chosen);
}

static void run_command(struct shell *s, struct view line, struct buf *out, struct buf *messages)
{
    size_t len = 0;
    while (len < line.len && line.ptr[len] != ' ')
        len++;
    struct view name = view_sub(line, 0, len), argument = view_trim(view_sub(line, len, line.len));
    for (const struct shell_command *c = shell_commands; c->name; c++) {
        bool short_form = name.len == 2 && name.ptr[1] == c->name[1];
        if (!view_equal(name, view_of(c->name)) && !short_form)
            continue;
        c->run(s, argument, out, messages);
        return;
    }
    buf_printf(messages, "there is no command '%.*s'; :help lists them\n", (int)(name.len < 40 ? name.len : 40), name.ptr);
}

bool shell_line(struct shell *s, struct view line, struct buf *out, struct buf *messages)
{
    line = view_trim(line);
    if (line.len == 0)
        return true;
    if (line.ptr[0] == ':') {
        run_command(s, line, out, messages);
        return !s->ended;
    }
    if (line.len > WORDS_MAX) {
        buf_printf(messages, "the query has %zu bytes, more than %d\n", line.len, WORDS_MAX);
        return true;
    }
    buf_clear(&s->query);
    buf_add_view(&s->query, line);
    s->options.offset = 0;
    shell_ask(s, &s->options, out, messages);
    return true;
}
