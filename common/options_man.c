#include "common/options_parts.h"
#include "common/utf8.h"

/* What roff would change or act upon, and how the character itself is written. */
static const char *roff_form(uint32_t code)
{
    switch (code) {
    case '\\':
        return "\\(rs";
    case '-':
        return "\\-";
    case '\'':
        return "\\(aq";
    case '`':
        return "\\(ga";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    case '"':
        return "\\(dq";
    default:
        return NULL;
    }
}

/* Append text so that it stands in the page as it is; a dot at the start of a line must not become a request. */
static void add_text(struct view text, struct buf *out)
{
    bool line_start = out->len == 0 || out->data[out->len - 1] == '\n';
    for (size_t at = 0; at < text.len;) {
        uint32_t code = utf8_next(text, &at);
        if (line_start && code == '.')
            buf_add_text(out, "\\&");
        if (roff_form(code))
            buf_add_text(out, roff_form(code));
        else if (code >= 0x80)
            buf_printf(out, "\\[u%04X]", (unsigned)code);
        else
            buf_add_char(out, (char)code);
        line_start = code == '\n';
    }
}

static void add_line(struct view text, struct buf *out)
{
    add_text(text, out);
    buf_add_char(out, '\n');
}

/* A request or macro with one argument: `.B "lede\-query"`. */
static void add_macro(const char *macro, struct view text, struct buf *out)
{
    buf_printf(out, "%s \"", macro);
    add_text(text, out);
    buf_add_text(out, "\"\n");
}

static void add_paragraphs(const char *details, bool first_is_fresh, struct buf *out)
{
    struct view rest = view_of(details), paragraph;
    for (bool fresh = first_is_fresh; help_next_paragraph(&rest, &paragraph); fresh = false) {
        if (!fresh)
            buf_add_text(out, ".PP\n");
        bool verbatim = paragraph.ptr[0] == ' ';
        if (verbatim)
            buf_add_text(out, ".nf\n");
        add_line(paragraph, out);
        if (verbatim)
            buf_add_text(out, ".fi\n");
    }
}

static void add_table(const char *title, const char *rows, struct buf *out)
{
    struct view rest = view_of(rows), name, text;
    if (!rest.len)
        return;
    buf_printf(out, ".SH %s\n", title);
    while (help_next_row(&rest, &name, &text)) {
        buf_add_text(out, ".TP\n");
        add_macro(".B", name, out);
        add_line(text, out);
    }
}

/* The heading of an option: "\fB\-n\fR, \fB\-\-limit\fR \fIN\fR". */
static void add_option_heading(const struct option *o, struct buf *out)
{
    if (o->letter)
        buf_printf(out, "\\fB\\-%c\\fR, ", o->letter);
    buf_printf(out, "\\fB\\-\\-%s", o->kind == OPTION_FLAG && o->negatable ? "\\fR[\\fBno\\-\\fR]\\fB" : "");
    add_text(view_of(o->name), out);
    buf_add_text(out, "\\fR");
    if (option_argument(o)) {
        buf_add_text(out, " \\fI");
        add_text(view_of(option_argument(o)), out);
        buf_add_text(out, "\\fR");
    }
    buf_add_char(out, '\n');
}

static void add_option(const struct option *o, struct buf *out)
{
    if (o->heading) {
        buf_add_text(out, ".PP\n");
        add_macro(".I", view_of(o->heading), out);
    }
    buf_add_text(out, ".TP\n");
    add_option_heading(o, out);
    if (o->help)
        add_line(view_of(o->help), out);
    if (o->kind == OPTION_CHOICE) {
        buf_add_text(out, "One of:");
        for (int i = 0; o->choices[i]; i++) {
            buf_add_text(out, i ? ", \\fB" : " \\fB");
            add_text(view_of(o->choices[i]), out);
            buf_add_text(out, "\\fR");
        }
        buf_add_text(out, ".\n");
    }
    if (o->kind == OPTION_LIST)
        buf_add_text(out, "May be given several times.\n");
    if (o->default_text) {
        buf_add_text(out, "Default: ");
        add_text(view_of(o->default_text), out);
        buf_add_text(out, ".\n");
    }
}

static void add_synopsis(const struct program *program, const struct command *c, struct buf *out)
{
    buf_add_text(out, "\\fB");
    add_text(view_of(program->name), out);
    buf_add_char(out, ' ');
    add_text(view_of(c->name), out);
    buf_add_text(out, "\\fR");
    if (c->arguments && *c->arguments) {
        buf_add_text(out, " \\fI");
        add_text(view_of(c->arguments), out);
        buf_add_text(out, "\\fR");
    }
    buf_add_text(out, c->options && c->options->name ? " [\\fIOPTION\\fR...]\n" : "\n");
}

static void add_command(const struct program *program, const struct command *c, struct buf *out)
{
    add_macro(".SS", view_of(c->name), out);
    add_synopsis(program, c, out);
    buf_add_text(out, ".PP\n");
    add_line(view_of(c->summary), out);
    add_paragraphs(c->details, false, out);
    for (const struct option *o = c->options; o && o->name; o++)
        add_option(o, out);
}

static void add_examples(const struct command *c, struct buf *out)
{
    struct view rest = view_of(c->examples), line, text;
    while (help_next_row(&rest, &line, &text)) {
        buf_add_text(out, ".TP\n");
        add_macro(".B", line, out);
        add_line(text.len ? text : view_of(c->summary), out);
    }
}

static void add_title(const struct program *program, struct buf *out)
{
    buf_add_text(out, ".\\\" Made by running the program with --man; change the tables in its source.\n.TH \"");
    for (const char *p = program->name; *p; p++) {
        char upper = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
        add_text((struct view){&upper, 1}, out);
    }
    buf_printf(out, "\" 1 \"\" \"Lede %s\" \"Lede\"\n", LEDE_VERSION);
    buf_add_text(out, ".nh\n.ad l\n.SH NAME\n"); /* names of options must not be hyphenated */
    add_text(view_of(program->name), out);
    buf_add_text(out, " \\- ");
    add_line(view_of(program->summary), out);
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
    add_paragraphs(program->details ? program->details : program->summary, true, out);
    buf_add_text(out, ".SH COMMANDS\n");
    for (const struct command *const *c = program->commands; *c; c++)
        add_command(program, *c, out);
    add_table("EXIT STATUS", program->exit_codes, out);
    add_table("ENVIRONMENT", program->environment, out);
    size_t before = out->len;
    buf_add_text(out, ".SH EXAMPLES\n");
    size_t heading = out->len;
    for (const struct command *const *c = program->commands; *c; c++)
        add_examples(*c, out);
    if (out->len == heading)
        buf_truncate(out, before);
    if (program->see_also && *program->see_also) {
        buf_add_text(out, ".SH SEE ALSO\n");
        add_line(view_of(program->see_also), out);
    }
}
