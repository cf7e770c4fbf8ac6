#include "common/options_parts.h"

#include <string.h>

/* A name as a part of shell function names: "lede-query" -> "lede_query". */
static void add_identifier(const char *name, struct buf *out)
{
    for (; *name; name++)
        buf_add_char(out, *name == '-' ? '_' : *name);
}

/* `text` up to the end of its first sentence, for a one-line description. */
static struct view first_sentence(const char *text)
{
    struct view v = view_of(text);
    const char *end = v.len ? memmem(v.ptr, v.len, ". ", 2) : NULL;
    if (end)
        v.len = (size_t)(end - v.ptr);
    else if (v.len && v.ptr[v.len - 1] == '.')
        v.len--;
    return v;
}

/* Append for use between single quotes. `escaped` are characters that get a backslash, newlines become spaces. */
static void add_quoted(struct view text, const char *escaped, const char *quote, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\'') {
            buf_add_text(out, quote);
            continue;
        }
        if (*escaped && strchr(escaped, c))
            buf_add_char(out, '\\');
        buf_add_char(out, c == '\n' ? ' ' : c);
    }
}

static void add_choices(const struct option *o, struct buf *out)
{
    for (int i = 0; o->choices[i]; i++) {
        buf_add_text(out, i ? " " : "");
        buf_add_text(out, o->choices[i]);
    }
}

static void add_command_names(const struct program *program, struct buf *out)
{
    for (const struct command *const *c = program->commands; *c; c++) {
        buf_add_text(out, c == program->commands ? "" : " ");
        buf_add_text(out, (*c)->name);
    }
}

/* Whether the value is one that file names should be offered for. */
static bool takes_file(const struct option *o)
{
    return o->kind == OPTION_TEXT || o->kind == OPTION_LIST;
}

/* ---- bash ---- */

static void bash_value_case(const struct command *c, const struct option *o, struct buf *out)
{
    buf_printf(out, "    '%s --%s'", c->name, o->name);
    if (o->letter)
        buf_printf(out, " | '%s -%c'", c->name, o->letter);
    buf_add_text(out, ")\n        ");
    if (o->kind == OPTION_CHOICE) {
        buf_add_text(out, "mapfile -t COMPREPLY < <(compgen -W '");
        add_choices(o, out);
        buf_add_text(out, "' -- \"$current\")\n        ");
    } else if (takes_file(o)) {
        buf_add_text(out, "mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n        ");
    }
    buf_add_text(out, "return ;;\n");
}

static void bash_options_case(const struct program *program, const struct command *c, struct buf *out)
{
    buf_printf(out, "    %s) words='--help%s", c->name, program->has_settings ? " --print-config" : "");
    for (const struct option *o = c->options; o && o->name; o++) {
        buf_printf(out, " --%s", o->name);
        if (o->kind == OPTION_FLAG && o->negatable)
            buf_printf(out, " --no-%s", o->name);
    }
    buf_add_text(out, "' ;;\n");
}

static void bash_script(const struct program *program, struct buf *out)
{
    buf_printf(out, "# bash completion of %s, made by running it with --completion bash\n_", program->name);
    add_identifier(program->name, out);
    buf_add_text(out, "()\n{\n"
                      "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' words=''\n"
                      "    COMPREPLY=()\n"
                      "    # \"=\" is a word of its own: --name = value\n"
                      "    if [[ $current == '=' ]]; then\n        current=''\n"
                      "    elif [[ $before == '=' ]]; then\n        before=${COMP_WORDS[COMP_CWORD - 2]}\n    fi\n"
                      "    if ((COMP_CWORD > 1)); then\n        command=${COMP_WORDS[1]}\n    fi\n"
                      "    case \"$command $before\" in\n");
    for (const struct command *const *c = program->commands; *c; c++)
        for (const struct option *o = (*c)->options; o && o->name; o++)
            if (o->kind != OPTION_FLAG)
                bash_value_case(*c, o, out);
    buf_add_text(out, "    esac\n    case \"$command\" in\n    '') words='help --help --version ");
    add_command_names(program, out);
    buf_add_text(out, "' ;;\n    help) words='");
    add_command_names(program, out);
    buf_add_text(out, "' ;;\n");
    for (const struct command *const *c = program->commands; *c; c++)
        bash_options_case(program, *c, out);
    buf_add_text(out, "    esac\n    if [[ -z $command || $command == help || $current == -* ]]; then\n"
                      "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
                      "    else\n"
                      "        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n    fi\n}\n"
                      "complete -o filenames -F _");
    add_identifier(program->name, out);
    buf_printf(out, " %s\n", program->name);
}

/* ---- zsh ---- */

static void zsh_option(const struct option *o, bool negated, struct buf *out)
{
    const char *no = negated ? "no-" : "";
    const char *value = o->kind == OPTION_FLAG ? "" : "=";
    const char *many = o->kind == OPTION_LIST ? "*" : "";
    if (o->letter && !negated)
        buf_printf(out, " %s{-%c%s,--%s%s}'[", *many ? "\\*" : "", o->letter, *value ? "+" : "", o->name, value);
    else
        buf_printf(out, " '%s--%s%s%s[", many, no, o->name, value);
    add_quoted(first_sentence(o->help), "[]:\\", "'\\''", out);
    buf_add_char(out, ']');
    if (o->kind != OPTION_FLAG) {
        buf_printf(out, ":%s:", option_argument(o));
        if (o->kind == OPTION_CHOICE) {
            buf_add_char(out, '(');
            add_choices(o, out);
            buf_add_char(out, ')');
        } else if (takes_file(o)) {
            buf_add_text(out, "_files");
        }
    }
    buf_add_text(out, "' \\\n       ");
}

static void zsh_command(const struct program *program, const struct command *c, struct buf *out)
{
    buf_printf(out, "      %s)\n        _arguments", c->name);
    for (const struct option *o = c->options; o && o->name; o++) {
        zsh_option(o, false, out);
        if (o->kind == OPTION_FLAG && o->negatable)
            zsh_option(o, true, out);
    }
    if (program->has_settings)
        buf_add_text(out, " '(- *)--print-config[Show what holds for each option]'");
    buf_add_text(out, " '(- *)--help[Show help]' '*:file:_files' ;;\n");
}

static void zsh_script(const struct program *program, struct buf *out)
{
    buf_printf(out, "#compdef %s\n# made by running %s --completion zsh\n_", program->name, program->name);
    add_identifier(program->name, out);
    buf_add_text(out, "() {\n  local curcontext=\"$curcontext\" state line\n  local -a commands\n  commands=(\n");
    for (const struct command *const *c = program->commands; *c; c++) {
        buf_printf(out, "    '%s:", (*c)->name);
        add_quoted(first_sentence((*c)->summary), ":\\", "'\\''", out);
        buf_add_text(out, "'\n");
    }
    buf_add_text(out, "    'help:Show help of a command'\n  )\n"
                      "  _arguments -C '(- *)--help[Show help]' '(- *)--version[Show the version]' '1: :->command' '*:: :->rest'\n"
                      "  case $state in\n  command) _describe -t commands command commands ;;\n  rest)\n    case $line[1] in\n"
                      "      help) _describe -t commands command commands ;;\n");
    for (const struct command *const *c = program->commands; *c; c++)
        zsh_command(program, *c, out);
    buf_add_text(out, "    esac ;;\n  esac\n}\n_");
    add_identifier(program->name, out);
    buf_add_text(out, " \"$@\"\n");
}

/* ---- fish ---- */

static void fish_option(const struct program *program, const struct command *c, const struct option *o, struct buf *out)
{
    buf_printf(out, "complete -c %s -n '__fish_seen_subcommand_from %s' -l %s", program->name, c->name, o->name);
    if (o->letter)
        buf_printf(out, " -s %c", o->letter);
    if (o->kind == OPTION_CHOICE) {
        buf_add_text(out, " -x -a '");
        add_choices(o, out);
        buf_add_char(out, '\'');
    } else if (o->kind != OPTION_FLAG) {
        buf_add_text(out, takes_file(o) ? " -r" : " -x");
    }
    buf_add_text(out, " -d '");
    add_quoted(first_sentence(o->help), "\\", "\\'", out);
    buf_add_text(out, "'\n");
    if (o->kind == OPTION_FLAG && o->negatable)
        buf_printf(out, "complete -c %s -n '__fish_seen_subcommand_from %s' -l no-%s\n", program->name, c->name, o->name);
}

static void fish_script(const struct program *program, struct buf *out)
{
    buf_printf(out, "# fish completion of %s, made by running it with --completion fish\n", program->name);
    buf_printf(out, "complete -c %s -l help -s h -d 'Show help'\n", program->name);
    buf_printf(out, "complete -c %s -n __fish_use_subcommand -l version -d 'Show the version'\n", program->name);
    if (program->has_settings)
        buf_printf(out, "complete -c %s -n 'not __fish_use_subcommand' -l print-config -d 'Show what holds for each option'\n",
                   program->name);
    for (const struct command *const *c = program->commands; *c; c++) {
        buf_printf(out, "complete -c %s -n __fish_use_subcommand -f -a %s -d '", program->name, (*c)->name);
        add_quoted(first_sentence((*c)->summary), "\\", "\\'", out);
        buf_add_text(out, "'\n");
        for (const struct option *o = (*c)->options; o && o->name; o++)
            fish_option(program, *c, o, out);
    }
}

enum status completion_script(const struct program *program, const char *shell, struct buf *out, struct error *err)
{
    static const struct {
        const char *shell;
        void (*write)(const struct program *program, struct buf *out);
    } shells[] = {{"bash", bash_script}, {"zsh", zsh_script}, {"fish", fish_script}};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(shells[i].shell, shell) == 0) {
            shells[i].write(program, out);
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_USAGE, "--completion must be bash, zsh or fish, not '%s'", shell);
}
