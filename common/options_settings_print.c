#include "common/options_settings.h"

#include <string.h>

static void add_value(const char *value, struct buf *out)
{
    bool plain = *value && !strpbrk(value, "#\"") && value[0] != ' ' && value[strlen(value) - 1] != ' ';
    buf_printf(out, plain ? "%s" : "\"%s\"", value);
}

/* "/home/ana/.config/lede/config:3", "LEDE_SEARCH_LIMIT", "--limit" */
static void add_origin(const struct command *c, const struct option *o, struct origin origin, struct buf *out)
{
    switch (origin.kind) {
    case ORIGIN_DEFAULT:
        buf_add_text(out, "default");
        break;
    case ORIGIN_FILE:
        settings_path(out);
        buf_printf(out, ":%zu", origin.line);
        break;
    case ORIGIN_ENVIRONMENT: {
        size_t start = out->len;
        buf_printf(out, "LEDE_%s_%s", c->name, o->name);
        for (size_t i = start; i < out->len; i++) {
            char ch = out->data[i];
            out->data[i] = ch >= 'a' && ch <= 'z' ? (char)(ch - 'a' + 'A') : ch == '-' ? '_' : ch;
        }
        break;
    }
    case ORIGIN_OPTION:
        buf_printf(out, "--%s", o->name);
        break;
    }
}

static void add_line(const struct command *c, const struct option *o, struct origin origin, const char *value, struct buf *out)
{
    buf_printf(out, "%s = ", o->name);
    add_value(value, out);
    buf_add_text(out, "  # ");
    add_origin(c, o, origin, out);
    buf_add_char(out, '\n');
}

static void add_default(const struct command_line *line, const struct option *o, struct buf *out)
{
    const char *value = o->default_text ? o->default_text : "not set";
    if (o->kind == OPTION_FLAG)
        value = *(const bool *)((const char *)line->options + o->offset) ? "true" : "false";
    buf_printf(out, "# %s = %s  # default\n", o->name, value);
}

void settings_print(const struct command *command, const struct command_line *line, struct buf *out)
{
    buf_printf(out, "[%s]\n", command->name);
    for (const struct option *o = command->options; o && o->name; o++) {
        struct origin origin = line->origins[o - command->options];
        if (origin.kind == ORIGIN_DEFAULT) {
            add_default(line, o, out);
            continue;
        }
        if (o->kind != OPTION_LIST) {
            add_line(command, o, origin, origin.value, out);
            continue;
        }
        const struct option_list *list = (const void *)((const char *)line->options + o->offset);
        for (size_t i = 0; i < list->count; i++)
            add_line(command, o, origin, list->items[i], out);
    }
}
