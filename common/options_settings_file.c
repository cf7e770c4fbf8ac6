#include "common/options_settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One pass over the lines of the file. */
struct reading {
    const char *path;
    const struct program *program;
    const struct command *command; /* the one that runs */
    struct command_line *out;
    const struct command *section; /* NULL before the first one */
    size_t line;
};

void settings_path(struct buf *out)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (folder && folder[0] == '/') /* others are to be ignored, says the XDG Base Directory Specification */
        buf_printf(out, "%s/lede/config", folder);
    else if (home && home[0] == '/')
        buf_printf(out, "%s/.config/lede/config", home);
}

static const struct option *find_option(const struct command *c, const char *name)
{
    for (const struct option *o = c->options; o && o->name; o++) {
        if (strcmp(o->name, name) == 0)
            return o;
    }
    return NULL;
}

static void offer_options(struct suggestion *near, const struct command *c, const char *name)
{
    for (const struct option *o = c->options; o && o->name; o++)
        suggest_offer(near, name, o->name);
}

static enum status refuse(const struct reading *r, struct error *err)
{
    return error_prefix(err, "%s, line %zu", r->path, r->line);
}

static enum status unknown(const struct reading *r, const char *what, const char *name, const struct suggestion *near,
                           struct error *err)
{
    error_set(err, STATUS_USAGE, "%s '%s'%s%s%s", what, name, near->best ? "; did you mean '" : "", near->best ? near->best : "",
              near->best ? "'?" : "");
    return refuse(r, err);
}

/* "[search]" */
static enum status begin_section(struct reading *r, char *line, size_t len, struct error *err)
{
    struct suggestion near = {0};
    if (line[len - 1] != ']') {
        error_set(err, STATUS_USAGE, "a section ends with ']'");
        return refuse(r, err);
    }
    do
        line[--len] = '\0';
    while (len > 1 && (line[len - 1] == ' ' || line[len - 1] == '\t'));
    const char *name = line + 1 + strspn(line + 1, " \t");
    for (const struct command *const *c = r->program->commands; *c; c++) {
        if (strcmp((*c)->name, name) == 0) {
            r->section = *c;
            return STATUS_OK;
        }
        suggest_offer(&near, name, (*c)->name);
    }
    return unknown(r, "there is no command", name, &near, err);
}

/* The value in place: without quotes, or without the comment behind it. NULL when its quotes do not end. */
static char *clean_value(char *value)
{
    char *end = value + strlen(value);
    if (*value == '"') {
        end = strchr(++value, '"');
        if (!end || (end[1 + strspn(end + 1, " \t")] && end[1 + strspn(end + 1, " \t")] != '#'))
            return NULL;
        *end = '\0';
        return value;
    }
    for (char *p = value; *p; p++) {
        if (*p == '#' && (p == value || p[-1] == ' ' || p[-1] == '\t')) {
            end = p;
            break;
        }
    }
    while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    *end = '\0';
    return value;
}

/* A name before any section must be an option of some command. */
static bool any_command_has(const struct reading *r, const char *name, struct suggestion *near)
{
    for (const struct command *const *c = r->program->commands; *c; c++) {
        if (find_option(*c, name))
            return true;
        offer_options(near, *c, name);
    }
    return false;
}

static enum status set_value(struct reading *r, const char *name, char *value, struct error *err)
{
    struct suggestion near = {0};
    bool known = r->section ? find_option(r->section, name) != NULL : any_command_has(r, name, &near);
    if (r->section)
        offer_options(&near, r->section, name);
    if (!known)
        return unknown(r, r->section ? "the command has no option" : "no command has an option", name, &near, err);
    const struct option *o = find_option(r->command, name);
    value = clean_value(value);
    if (!value) {
        error_set(err, STATUS_USAGE, "the value of %s has a quotation mark too many or too few", name);
        return refuse(r, err);
    }
    if (!o || (r->section && r->section != r->command))
        return STATUS_OK;
    struct origin origin = {.kind = ORIGIN_FILE, .line = r->line, .value = value};
    return settings_set(r->command, r->out, o, origin, name, err) == STATUS_OK ? STATUS_OK : refuse(r, err);
}

static enum status read_line(struct reading *r, char *line, struct error *err)
{
    line += strspn(line, " \t");
    size_t len = strlen(line);
    while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\t' || line[len - 1] == '\r'))
        line[--len] = '\0';
    if (len == 0 || *line == '#')
        return STATUS_OK;
    if (*line == '[')
        return begin_section(r, line, len, err);
    char *sign = strchr(line, '=');
    char *end = sign;
    while (end && end > line && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if (!end || end == line) {
        error_set(err, STATUS_USAGE, "a line is 'option = value', '[command]' or a comment that begins with #");
        return refuse(r, err);
    }
    *end = '\0';
    return set_value(r, line, sign + 1 + strspn(sign + 1, " \t"), err);
}

static enum status load(const char *path, struct buf *out, struct error *err)
{
    char block[4096];
    size_t count;
    FILE *file = fopen(path, "re");
    if (!file)
        return errno == ENOENT || errno == ENOTDIR ? STATUS_OK : error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    while (out->len <= SETTINGS_MAX_BYTES && (count = fread(block, 1, sizeof block, file)) > 0)
        buf_add(out, block, count);
    int failed = ferror(file) ? errno : 0;
    fclose(file);
    if (failed)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(failed));
    if (out->len > SETTINGS_MAX_BYTES || (out->len && memchr(out->data, '\0', out->len)))
        return error_set(err, STATUS_USAGE, "%s: this is no config file", path);
    return STATUS_OK;
}

enum status settings_read_file(const char *path, const struct program *program, const struct command *command,
                               struct command_line *line, struct error *err)
{
    struct reading r = {.path = path, .program = program, .command = command, .out = line};
    enum status status = load(path, &line->settings, err);
    char *at = status == STATUS_OK ? line->settings.data : NULL;
    while (at && *at && status == STATUS_OK) {
        char *end = at + strcspn(at, "\n");
        char *next = *end ? end + 1 : end;
        *end = '\0';
        r.line++;
        status = read_line(&r, at, err);
        at = next;
    }
    return status;
}
