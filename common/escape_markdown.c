#include "common/escape.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether the character at `at` would begin a heading, a list or a rule if a line began at `line`. */
static bool begins_block(struct view text, size_t line, size_t at)
{
    char c = text.ptr[at];
    if (at == line)
        return c == '#' || c == '+' || c == '-' || c == '=' || c == '~';
    for (size_t i = line; i < at; i++) {
        if (!is_digit(text.ptr[i]))
            return false;
    }
    return c == '.' || c == ')';
}

void escape_markdown(struct view text, struct buf *out)
{
    struct buf shown = {0};
    escape_terminal(text, true, &shown);
    struct view v = view_of_buf(&shown);
    size_t line = 0;
    for (size_t i = 0; i < v.len; i++) {
        if (strchr("\\`*_[]<>|&", v.ptr[i]) || begins_block(v, line, i))
            buf_add_char(out, '\\');
        buf_add_char(out, v.ptr[i]);
        if (v.ptr[i] == '\n')
            line = i + 1;
    }
    buf_release(&shown);
}
