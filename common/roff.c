#include "common/roff.h"

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

void roff_text(struct view text, struct buf *out)
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

void roff_line(struct view text, struct buf *out)
{
    roff_text(text, out);
    buf_add_char(out, '\n');
}

void roff_macro(const char *macro, struct view text, struct buf *out)
{
    buf_printf(out, "%s \"", macro);
    roff_text(text, out);
    buf_add_text(out, "\"\n");
}

void roff_paragraphs(const char *details, bool first_is_fresh, struct buf *out)
{
    struct view rest = view_of(details), paragraph;
    for (bool fresh = first_is_fresh; help_next_paragraph(&rest, &paragraph); fresh = false) {
        if (!fresh)
            buf_add_text(out, ".PP\n");
        bool verbatim = paragraph.ptr[0] == ' ';
        if (verbatim)
            buf_add_text(out, ".nf\n");
        roff_line(paragraph, out);
        if (verbatim)
            buf_add_text(out, ".fi\n");
    }
}

void roff_table(const char *title, const char *rows, struct buf *out)
{
    struct view rest = view_of(rows), name, text;
    if (!rest.len)
        return;
    buf_printf(out, ".SH %s\n", title);
    while (help_next_row(&rest, &name, &text)) {
        buf_add_text(out, ".TP\n");
        roff_macro(".B", name, out);
        roff_line(text, out);
    }
}
