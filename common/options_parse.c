#include "common/options_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *option_argument(const struct option *option)
{
    static const char *const names[] = {
        [OPTION_FLAG] = NULL,   [OPTION_COUNT] = "N",     [OPTION_SIZE] = "SIZE", [OPTION_NUMBER] = "X",
        [OPTION_TEXT] = "TEXT", [OPTION_CHOICE] = "WORD", [OPTION_LIST] = "TEXT",
    };
    return option->kind != OPTION_FLAG && option->argument ? option->argument : names[option->kind];
}

/* The words still to parse. */
struct words {
    const char *const *at;
    const char *const *end;
};

static const struct option *by_letter(const struct command *c, char letter)
{
    for (const struct option *o = c->options; o && o->name; o++)
        if (o->letter == letter)
            return o;
    return NULL;
}

/* The option that `name` means; *negated when it was written "no-NAME". */
static const struct option *by_name(const struct command *c, struct view name, bool *negated)
{
    bool no = view_starts_with(name, VIEW("no-"));
    struct view positive = view_sub(name, 3, name.len);
    for (const struct option *o = c->options; o && o->name; o++) {
        *negated = false;
        if (view_equal(name, view_of(o->name)))
            return o;
        *negated = true;
        if (no && o->negatable && view_equal(positive, view_of(o->name)))
            return o;
    }
    return NULL;
}

static enum status unknown_option(const struct command *c, const char *word, size_t len, struct error *err)
{
    char *typed = mem_copy_text((struct view){word, len});
    struct suggestion near = {0};
    suggest_offer(&near, typed + 2, "help");
    for (const struct option *o = c->options; o && o->name; o++)
        suggest_offer(&near, typed + 2, o->name);
    if (near.best)
        error_set(err, STATUS_USAGE, "unknown option '%s'; did you mean '--%s'?", typed, near.best);
    else
        error_set(err, STATUS_USAGE, "unknown option '%s'", typed);
    free(typed);
    return STATUS_USAGE;
}

static enum status take(const struct command *c, struct command_line *line, const struct option *o, const char *value,
                        const char *shown, struct error *err)
{
    return command_line_set(c, line, o, (struct origin){.kind = ORIGIN_OPTION, .value = value}, shown, err);
}

static enum status parse_long(const struct command *c, const char *word, struct words *words, struct command_line *line,
                              struct error *err)
{
    size_t len = strcspn(word, "=");
    const char *value = word[len] ? word + len + 1 : NULL;
    struct view name = {word + 2, len - 2};
    if (view_equal(name, VIEW("help"))) {
        line->help = true;
        return value ? error_set(err, STATUS_USAGE, "--help takes no value") : STATUS_OK;
    }
    if (line->has_settings && view_equal(name, VIEW("print-config"))) {
        line->print_config = true;
        return value ? error_set(err, STATUS_USAGE, "--print-config takes no value") : STATUS_OK;
    }
    bool negated = false;
    const struct option *o = by_name(c, name, &negated);
    if (!o)
        return unknown_option(c, word, len, err);
    char shown[64];
    snprintf(shown, sizeof shown, "%.*s", (int)len, word); /* it matched a name of the table, so it is short */
    if (o->kind == OPTION_FLAG && value)
        return error_set(err, STATUS_USAGE, "%s takes no value", shown);
    if (o->kind == OPTION_FLAG)
        return take(c, line, o, negated ? "false" : "true", shown, err);
    if (!value && words->at < words->end)
        value = *words->at++;
    if (!value)
        return error_set(err, STATUS_USAGE, "%s needs a value: %s %s", shown, shown, option_argument(o));
    return take(c, line, o, value, shown, err);
}

/* "-n5", "-n 5", "-qv": letters of flags, at last perhaps one with a value. */
static enum status parse_letters(const struct command *c, const char *word, struct words *words, struct command_line *line,
                                 struct error *err)
{
    for (const char *p = word + 1; *p; p++) {
        const struct option *o = by_letter(c, *p);
        if (!o && *p == 'h') {
            line->help = true;
            return STATUS_OK;
        }
        if (!o)
            return error_set(err, STATUS_USAGE, "unknown option '%s'; a word that begins with '-' goes behind '--'", word);
        const char shown[] = {'-', *p, '\0'};
        if (o->kind == OPTION_FLAG) {
            enum status status = take(c, line, o, "true", shown, err);
            if (status != STATUS_OK)
                return status;
            continue;
        }
        const char *value = p[1] ? p + 1 : words->at < words->end ? *words->at++ : NULL;
        if (!value)
            return error_set(err, STATUS_USAGE, "%s needs a value: %s %s", shown, shown, option_argument(o));
        return take(c, line, o, value, shown, err);
    }
    return STATUS_OK;
}

static void add_argument(struct command_line *line, const char *word)
{
    mem_grow(&line->arguments, &line->cap, line->count, sizeof *line->arguments);
    line->arguments[line->count++] = word;
}

/* The name of argument number `i` in a synopsis like "DB WORDS...", without brackets and dots. */
static struct view argument_name(const char *arguments, size_t i)
{
    const char *p = arguments;
    for (;; i--) {
        p += strspn(p, " [");
        size_t len = strcspn(p, " .]");
        if (i == 0 || !*p)
            return (struct view){p, len};
        p += strcspn(p, " ");
    }
}

static enum status check_arguments(const struct command *c, const struct command_line *line, struct error *err)
{
    if (line->count < c->min_arguments) {
        struct view name = argument_name(c->arguments ? c->arguments : "", line->count);
        return error_set(err, STATUS_USAGE, "%s needs %.*s: %s %s", c->name, (int)name.len, name.ptr, c->name, c->arguments);
    }
    if (line->count > c->max_arguments)
        return error_set(err, STATUS_USAGE, "%s: superfluous argument '%s'", c->name, line->arguments[c->max_arguments]);
    return STATUS_OK;
}

void command_line_begin(const struct command *command, struct command_line *line)
{
    size_t count = 0;
    for (const struct option *o = command->options; o && o->name; o++)
        count++;
    line->options = mem_alloc(command->options_size);
    line->origins = mem_array(count + 1, sizeof *line->origins);
    if (command->set_defaults)
        command->set_defaults(line->options);
}

enum status command_line_set(const struct command *command, struct command_line *line, const struct option *option,
                             struct origin origin, const char *shown, struct error *err)
{
    void *member = (char *)line->options + option->offset;
    struct origin *known = &line->origins[option - command->options];
    if (option->kind == OPTION_FLAG) {
        *(bool *)member = strcmp(origin.value, "true") == 0;
        *known = origin;
        return STATUS_OK;
    }
    if (option->kind == OPTION_LIST && known->kind != origin.kind)
        ((struct option_list *)member)->count = 0;
    enum status status = option_set(option, line->options, origin.value, shown, err);
    if (status == STATUS_OK)
        *known = origin;
    return status;
}

enum status command_line_parse(const struct command *command, int argc, const char *const *argv, struct command_line *out,
                               struct error *err)
{
    struct words words = {argv, argv + argc};
    bool options_ended = false;
    if (!out->options)
        command_line_begin(command, out);
    while (words.at < words.end) {
        const char *word = *words.at++;
        enum status status = STATUS_OK;
        if (options_ended || word[0] != '-' || !word[1])
            add_argument(out, word);
        else if (strcmp(word, "--") == 0)
            options_ended = true;
        else if (word[1] == '-')
            status = parse_long(command, word, &words, out, err);
        else
            status = parse_letters(command, word, &words, out, err);
        if (status != STATUS_OK || out->help)
            return status;
    }
    return out->print_config ? STATUS_OK : check_arguments(command, out, err);
}

void command_line_release(const struct command *command, struct command_line *line)
{
    for (const struct option *o = command->options; line->options && o && o->name; o++)
        if (o->kind == OPTION_LIST)
            free(((struct option_list *)(void *)((char *)line->options + o->offset))->items);
    free(line->options);
    free(line->origins);
    free(line->arguments);
    buf_release(&line->settings);
    *line = (struct command_line){0};
}
