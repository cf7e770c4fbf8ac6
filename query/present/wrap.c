#include "query/present/wrap.h"

#include "common/escape.h"
#include "common/utf8.h"

#include <string.h>

#define RESET "\033[0m"

/* Characters that must not begin a line (closing punctuation, small kana): they stay with the one before. */
static const uint32_t never_first[] = {0x2019, 0x201D, 0x2026, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011,
                                       0x3015, 0x30FB, 0x30FC, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F};

struct layout {
    const struct wrap_style *style;
    const struct wrap_mark *marks;
    size_t mark_count, mark;
    uint32_t lit_until;
    size_t column;
    const char *lit; /* the sequence that is on now; NULL: none */
    struct buf scratch;
    struct buf *out;
};

static void set_light(struct layout *l, const char *wanted)
{
    if (!l->style->color || l->lit == wanted)
        return;
    if (l->lit)
        buf_add_text(l->out, RESET);
    l->lit = wanted && *wanted ? wanted : NULL;
    if (l->lit)
        buf_add_text(l->out, l->lit);
}

static const char *light_at(struct layout *l, size_t offset)
{
    while (l->mark < l->mark_count && l->marks[l->mark].start <= offset) {
        if (l->marks[l->mark].end > l->lit_until)
            l->lit_until = l->marks[l->mark].end;
        l->mark++;
    }
    return offset < l->lit_until ? l->style->mark_on : *l->style->text_on ? l->style->text_on : NULL;
}

static void break_line(struct layout *l)
{
    set_light(l, NULL);
    buf_add_char(l->out, '\n');
    for (size_t i = 0; i < l->style->indent; i++)
        buf_add_char(l->out, ' ');
    l->column = l->style->indent;
}

static size_t shown_width(struct layout *l, struct view text)
{
    buf_clear(&l->scratch);
    escape_terminal(text, false, &l->scratch);
    return escape_width(view_of_buf(&l->scratch));
}

/* One word or one wide character: text[start, end). What is wider than a line is broken anywhere. */
static void put_atom(struct layout *l, struct view text, size_t start, size_t end, bool space_before)
{
    size_t width = shown_width(l, view_sub(text, start, end)), line_width = l->style->width;
    bool at_start = l->column <= l->style->indent;
    if (!at_start && l->column + space_before + width > line_width) {
        break_line(l);
    } else if (space_before && !at_start) {
        set_light(l, *l->style->text_on ? l->style->text_on : NULL);
        buf_add_char(l->out, ' ');
        l->column++;
    }
    for (size_t at = start, next = start; at < end; at = next) {
        utf8_next(text, &next);
        size_t w = shown_width(l, view_sub(text, at, next));
        if (w > 0 && l->column > l->style->indent && l->column + w > line_width)
            break_line(l);
        set_light(l, light_at(l, at));
        buf_add_view(l->out, view_of_buf(&l->scratch));
        l->column += w;
    }
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The end of the atom that begins at `start`. */
static size_t atom_end(struct view text, size_t start)
{
    size_t end = start, next = start;
    bool wide = false;
    while (end < text.len && !is_space(text.ptr[end])) {
        uint32_t code = utf8_next(text, &next);
        size_t width = code < 0x80 ? 1 : escape_width(view_sub(text, end, next));
        bool sticks = width == 0;
        for (size_t i = 0; i < sizeof never_first / sizeof *never_first && !sticks; i++)
            sticks = code == never_first[i];
        if (end > start && !sticks && (wide || width == 2))
            break;
        wide = wide || width == 2;
        end = next;
    }
    return end;
}

void wrap_text(struct view text, const struct wrap_mark *marks, size_t count, const struct wrap_style *style, struct buf *out)
{
    struct layout l = {.style = style, .marks = marks, .mark_count = count, .column = style->indent, .out = out};
    size_t at = 0;
    while (at < text.len) {
        size_t newlines = 0, start = at;
        for (; at < text.len && is_space(text.ptr[at]); at++)
            newlines += text.ptr[at] == '\n';
        if (at == text.len)
            break;
        bool space_before = at > start;
        if (newlines > 1 && style->keep_paragraphs && l.column > style->indent) {
            break_line(&l);
            space_before = false;
        }
        size_t end = atom_end(text, at);
        put_atom(&l, text, at, end, space_before);
        at = end;
    }
    set_light(&l, NULL);
    buf_add_char(out, '\n');
    buf_release(&l.scratch);
}
