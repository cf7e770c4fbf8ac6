#include "common/escape.h"
#include "common/options_parts.h"

#include <string.h>

enum { NAME_COLUMN_MAX = 26 };

bool help_next_row(struct view *lines, struct view *name, struct view *text)
{
    while (lines->len && lines->ptr[0] == '\n')
        *lines = view_sub(*lines, 1, lines->len);
    if (!lines->len)
        return false;
    const char *end = memchr(lines->ptr, '\n', lines->len);
    size_t len = end ? (size_t)(end - lines->ptr) : lines->len;
    const char *tab = memchr(lines->ptr, '\t', len);
    size_t name_len = tab ? (size_t)(tab - lines->ptr) : len;
    *name = view_sub(*lines, 0, name_len);
    *text = view_sub(*lines, name_len + 1, len);
    *lines = view_sub(*lines, len, lines->len);
    return true;
}

bool help_next_paragraph(struct view *text, struct view *paragraph)
{
    while (text->len && text->ptr[0] == '\n')
        *text = view_sub(*text, 1, text->len);
    if (!text->len)
        return false;
    const char *end = memmem(text->ptr, text->len, "\n\n", 2);
    size_t len = end ? (size_t)(end - text->ptr) : text->len;
    *paragraph = view_sub(*text, 0, len);
    *text = view_sub(*text, len, text->len);
    return true;
}

static void add_spaces(struct buf *out, size_t count)
{
    while (count--)
        buf_add_char(out, ' ');
}

/* Append the words of `text`, filled to `width`; the cursor stands at `column`, further lines begin at `indent`. Ends with a newline. */
static void wrap(struct view text, size_t column, size_t indent, size_t width, struct buf *out)
{
    bool fresh = true;
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\n')
            end++;
        struct view word = view_sub(text, at, end);
        at = end + 1;
        if (!word.len)
            continue;
        size_t word_width = escape_width(word);
        if (!fresh && column + 1 + word_width > width) {
            buf_add_char(out, '\n');
            add_spaces(out, indent);
            column = indent;
            fresh = true;
        }
        if (!fresh) {
            buf_add_char(out, ' ');
            column++;
        }
        buf_add_view(out, word);
        column += word_width;
        fresh = false;
    }
    buf_add_char(out, '\n');
}

void help_paragraphs(const char *details, size_t width, struct buf *out)
{
    struct view rest = view_of(details), paragraph;
    while (help_next_paragraph(&rest, &paragraph)) {
        buf_add_char(out, '\n');
        if (paragraph.ptr[0] == ' ') {
            buf_add_view(out, paragraph);
            buf_add_char(out, '\n');
        } else {
            wrap(paragraph, 0, 0, width, out);
        }
    }
}

/* One row of a table: a name at column 2, its text at `column`; a name that is too wide stands on a line of its own. */
static void add_row(struct view name, struct view text, size_t column, size_t width, struct buf *out)
{
    add_spaces(out, 2);
    buf_add_view(out, name);
    size_t used = 2 + escape_width(name);
    if (used + 2 > column) {
        buf_add_char(out, '\n');
        used = 0;
    }
    add_spaces(out, column - used);
    wrap(text, column, column, width, out);
}

/* The column at which the texts of some rows begin, given their widest name that still fits. */
static size_t text_column(size_t widest)
{
    return widest + 4;
}

static size_t widest_name(const char *rows)
{
    struct view rest = view_of(rows), name, text;
    size_t widest = 0;
    while (help_next_row(&rest, &name, &text)) {
        size_t width = escape_width(name);
        if (width > widest && width <= NAME_COLUMN_MAX)
            widest = width;
    }
    return widest;
}

void help_table(const char *title, const char *rows, size_t width, struct buf *out)
{
    if (!rows || !*rows)
        return;
    buf_printf(out, "\n%s:\n", title);
    size_t column = text_column(widest_name(rows));
    struct view rest = view_of(rows), name, text;
    while (help_next_row(&rest, &name, &text))
        add_row(name, text, column, width, out);
}

/* "-n, --limit N" or "    --[no-]color" */
static void option_heading(const struct option *o, struct buf *out)
{
    if (o->letter)
        buf_printf(out, "-%c, ", o->letter);
    else
        buf_add_text(out, "    ");
    buf_printf(out, "--%s%s", o->kind == OPTION_FLAG && o->negatable ? "[no-]" : "", o->name);
    if (option_argument(o))
        buf_printf(out, " %s", option_argument(o));
}

/* The help sentence, with the choices and the default behind it. */
static void option_text(const struct option *o, struct buf *out)
{
    buf_add_text(out, o->help ? o->help : "");
    for (int i = 0; o->kind == OPTION_CHOICE && o->choices[i]; i++)
        buf_printf(out, "%s%s", i == 0 ? " One of: " : ", ", o->choices[i]);
    if (o->kind == OPTION_CHOICE)
        buf_add_text(out, ".");
    if (o->kind == OPTION_LIST)
        buf_add_text(out, " May be given several times.");
    if (o->default_text)
        buf_printf(out, " (default: %s)", o->default_text);
}

static size_t widest_option(const struct command *c)
{
    size_t widest = strlen("-h, --help");
    struct buf heading = {0};
    for (const struct option *o = c->options; o && o->name; o++) {
        buf_clear(&heading);
        option_heading(o, &heading);
        if (heading.len > widest && heading.len <= NAME_COLUMN_MAX)
            widest = heading.len;
    }
    buf_release(&heading);
    return widest;
}

static void add_options(const struct program *program, const struct command *c, size_t width, struct buf *out)
{
    size_t column = text_column(widest_option(c));
    struct buf heading = {0}, text = {0};
    if (!c->options || !c->options->name || !c->options->heading)
        buf_add_text(out, "\nOptions:\n");
    for (const struct option *o = c->options; o && o->name; o++) {
        if (o->heading)
            buf_printf(out, "\n%s:\n", o->heading);
        buf_clear(&heading);
        buf_clear(&text);
        option_heading(o, &heading);
        option_text(o, &text);
        add_row(view_of_buf(&heading), view_of_buf(&text), column, width, out);
    }
    if (program->has_settings)
        add_row(VIEW("    --print-config"), VIEW("Show what holds for each option, and where it is set, and exit."), column, width,
                out);
    add_row(VIEW("-h, --help"), VIEW("Show this help and exit."), column, width, out);
    buf_release(&heading);
    buf_release(&text);
}

static void add_examples(const char *examples, size_t width, struct buf *out)
{
    struct view rest = view_of(examples), name, text;
    if (!rest.len)
        return;
    buf_add_text(out, "\nExamples:\n");
    while (help_next_row(&rest, &name, &text)) {
        buf_printf(out, "  %.*s\n", (int)name.len, name.ptr);
        if (text.len) {
            add_spaces(out, 6);
            wrap(text, 6, 6, width, out);
        }
    }
}

void help_program(const struct program *program, size_t width, struct buf *out)
{
    buf_printf(out, "%s - %s\n\n", program->name, program->summary);
    buf_printf(out, "Usage: %s COMMAND [ARGUMENT...] [OPTION...]\n", program->name);
    help_paragraphs(program->details, width, out);
    struct buf commands = {0};
    for (const struct command *const *c = program->commands; *c; c++)
        buf_printf(&commands, "%s\t%s\n", (*c)->name, (*c)->summary);
    help_table("Commands", commands.data, width, out);
    buf_release(&commands);
    help_table("Options", "-h, --help\tShow this help and exit.\n    --version\tShow the version and exit.\n", width, out);
    help_table("Exit codes", program->exit_codes, width, out);
    help_table("Environment", program->environment, width, out);
    buf_printf(out, "\n'%s COMMAND --help' says more of a command.\n", program->name);
}

void help_command(const struct program *program, const struct command *command, size_t width, struct buf *out)
{
    struct buf usage = {0};
    buf_printf(&usage, "Usage: %s %s %s [OPTION...]", program->name, command->name, command->arguments ? command->arguments : "");
    wrap(view_of_buf(&usage), 0, 8, width, out);
    buf_release(&usage);
    buf_add_char(out, '\n');
    wrap(view_of(command->summary), 0, 0, width, out);
    help_paragraphs(command->details, width, out);
    add_options(program, command, width, out);
    add_examples(command->examples, width, out);
}
