#include "common/options_parts.h"
#include "common/roff.h"

/* The heading of an option: "\fB\-n\fR, \fB\-\-limit\fR \fIN\fR". */
static void add_option_heading(const struct option *o, struct buf *out)
{
    if (o->letter)
        buf_printf(out, "\\fB\\-%c\\fR, ", o->letter);
    buf_printf(out, "\\fB\\-\\-%s", o->kind == OPTION_FLAG && o->negatable ? "\\fR[\\fBno\\-\\fR]\\fB" : "");
    roff_text(view_of(o->name), out);
    buf_add_text(out, "\\fR");
    if (option_argument(o)) {
        buf_add_text(out, " \\fI");
        roff_text(view_of(option_argument(o)), out);
        buf_add_text(out, "\\fR");
    }
    buf_add_char(out, '\n');
}

static void add_option(const struct option *o, struct buf *out)
{
    if (o->heading) {
        buf_add_text(out, ".PP\n");
        roff_macro(".I", view_of(o->heading), out);
    }
    buf_add_text(out, ".TP\n");
    add_option_heading(o, out);
    if (o->help)
        roff_line(view_of(o->help), out);
    if (o->kind == OPTION_CHOICE) {
        buf_add_text(out, "One of:");
        for (int i = 0; o->choices[i]; i++) {
            buf_add_text(out, i ? ", \\fB" : " \\fB");
            roff_text(view_of(o->choices[i]), out);
            buf_add_text(out, "\\fR");
        }
        buf_add_text(out, ".\n");
    }
    if (o->kind == OPTION_LIST)
        buf_add_text(out, "May be given several times.\n");
    if (o->default_text) {
        buf_add_text(out, "Default: ");
        roff_text(view_of(o->default_text), out);
        buf_add_text(out, ".\n");
    }
}

static void add_synopsis(const struct program *program, const struct command *c, struct buf *out)
{
    buf_add_text(out, "\\fB");
    roff_text(view_of(program->name), out);
    buf_add_char(out, ' ');
    roff_text(view_of(c->name), out);
    buf_add_text(out, "\\fR");
    if (c->arguments && *c->arguments) {
        buf_add_text(out, " \\fI");
        roff_text(view_of(c->arguments), out);
        buf_add_text(out, "\\fR");
    }
    buf_add_text(out, c->options && c->options->name ? " [\\fIOPTION\\fR...]\n" : "\n");
}

static void add_command(const struct program *program, const struct command *c, struct buf *out)
{
    roff_macro(".SS", view_of(c->name), out);
    add_synopsis(program, c, out);
    buf_add_text(out, ".PP\n");
    roff_line(view_of(c->summary), out);
    roff_paragraphs(c->details, false, out);
    for (const struct option *o = c->options; o && o->name; o++)
        add_option(o, out);
}

static void add_examples(const struct command *c, struct buf *out)
{
    struct view rest = view_of(c->examples), line, text;
    while (help_next_row(&rest, &line, &text)) {
        buf_add_text(out, ".TP\n");
        roff_macro(".B", line, out);
        roff_line(text.len ? text : view_of(c->summary), out);
    }
}

static void add_title(const struct program *program, struct buf *out)
{
    buf_add_text(out, ".\\\" Made by running the program with --man; change the tables in its source.\n.TH \"");
    for (const char *p = program->name; *p; p++) {
        char upper = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
        roff_text((struct view){&upper, 1}, out);
    }
    buf_printf(out, "\" 1 \"\" \"Lede %s\" \"Lede\"\n", LEDE_VERSION);
    buf_add_text(out, ".nh\n.ad l\n.SH NAME\n"); /* names of options must not be hyphenated */
    roff_text(view_of(program->name), out);
    buf_add_text(out, " \\- ");
    roff_line(view_of(program->summary), out);
}

void man_page(const struct program *program, struct buf *out)
{
    add_title(program, out);
    buf_add_text(out, ".SH SYNOPSIS\n");
    for (const struct command *const *c = program->commands; *c; c++) {
        buf_add_text(out, c == program->commands ? "" : ".br\n");
        add_synopsis(program, *c, out);
    }
    buf_add_text(out, ".SH DESCRIPTION\n");
    roff_paragraphs(program->details ? program->details : program->summary, true, out);
    buf_add_text(out, ".SH COMMANDS\n");
    for (const struct command *const *c = program->commands; *c; c++)
        add_command(program, *c, out);
    roff_table("EXIT STATUS", program->exit_codes, out);
    roff_table("ENVIRONMENT", program->environment, out);
    size_t before = out->len;
    buf_add_text(out, ".SH EXAMPLES\n");
    size_t heading = out->len;
    for (const struct command *const *c = program->commands; *c; c++)
        add_examples(*c, out);
    if (out->len == heading)
        buf_truncate(out, before);
    if (program->see_also && *program->see_also) {
        buf_add_text(out, ".SH SEE ALSO\n");
        roff_line(view_of(program->see_also), out);
    }
}
