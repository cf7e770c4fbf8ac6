#include "common/options_settings.h"

#include <stdlib.h>
#include <string.h>

extern char **environ;

static const struct {
    const char *word, *value;
} flag_words[] = {{"true", "true"}, {"yes", "true"}, {"on", "true"}, {"false", "false"}, {"no", "false"}, {"off", "false"}};

enum status settings_set(const struct command *command, struct command_line *line, const struct option *option,
                         struct origin origin, const char *shown, struct error *err)
{
    const char *text = origin.value;
    if (option->kind == OPTION_FLAG) {
        origin.value = NULL;
        for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++) {
            if (strcmp(flag_words[i].word, text) == 0)
                origin.value = flag_words[i].value;
        }
        if (!origin.value)
            return error_set(err, STATUS_USAGE, "%s must be true, yes, on, false, no or off, not '%s'", shown, text);
    }
    return command_line_set(command, line, option, origin, shown, err);
}

/* Is `name` the beginning of `text` in capitals, with _ for -? Returns what follows it, else NULL. */
static const char *skip_in_capitals(const char *text, const char *name)
{
    for (; *name; name++, text++) {
        char c = *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name == '-' ? '_' : *name;
        if (*text != c)
            return NULL;
    }
    return text;
}

static const struct option *option_in_capitals(const struct command *command, const char *text, size_t len)
{
    for (const struct option *o = command->options; o && o->name; o++) {
        const char *rest = skip_in_capitals(text, o->name);
        if (rest && rest == text + len)
            return o;
    }
    return NULL;
}

static enum status unknown_variable(const struct command *command, const char *variable, size_t len, const char *option,
                                    struct error *err)
{
    struct suggestion near = {0};
    struct buf typed = {0};
    for (const char *p = option; p < variable + len; p++)
        buf_add_char(&typed, *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p == '_' ? '-' : *p);
    for (const struct option *o = command->options; typed.len && o && o->name; o++)
        suggest_offer(&near, typed.data, o->name);
    error_set(err, STATUS_USAGE, "environment variable %.*s: '%s' has no such option%s%s%s", (int)len, variable, command->name,
              near.best ? "; did you mean '" : "", near.best ? near.best : "", near.best ? "'?" : "");
    buf_release(&typed);
    return STATUS_USAGE;
}

static enum status set_variable(const struct command *command, struct command_line *line, const char *variable,
                                const char *option_name, struct error *err)
{
    size_t len = strcspn(variable, "=");
    const struct option *o = option_in_capitals(command, option_name, (size_t)(variable + len - option_name));
    if (!o)
        return unknown_variable(command, variable, len, option_name, err);
    struct origin origin = {.kind = ORIGIN_ENVIRONMENT, .value = variable + len + 1};
    char *shown = mem_copy_text((struct view){variable, len});
    enum status status = settings_set(command, line, o, origin, shown, err);
    free(shown);
    return status;
}

static enum status read_environment(const struct command *command, struct command_line *line, struct error *err)
{
    enum status status = STATUS_OK;
    for (char **variable = environ; *variable && status == STATUS_OK; variable++) {
        if (strncmp(*variable, "LEDE_", 5) != 0)
            continue;
        const char *rest = skip_in_capitals(*variable + 5, command->name);
        if (rest && *rest == '_')
            status = set_variable(command, line, *variable, rest + 1, err);
    }
    return status;
}

enum status settings_read(const struct program *program, const struct command *command, struct command_line *line,
                          struct error *err)
{
    struct buf path = {0};
    enum status status = STATUS_OK;
    settings_path(&path);
    if (path.len)
        status = settings_read_file(path.data, program, command, line, err);
    if (status == STATUS_OK)
        status = read_environment(command, line, err);
    buf_release(&path);
    return status;
}
