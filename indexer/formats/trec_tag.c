#include "indexer/formats/trec_parts.h"

#include <string.h>

enum { LONGEST_TAG = 2000 };

static bool is_name(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '-' || c == '.' || c == ':';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The tag whose "<" stands at `begin`. It is looked for up to the next "<" only, so that each byte is seen once. */
static bool take_tag(struct view text, size_t begin, struct trec_tag *tag)
{
    size_t at = begin + 1;
    tag->is_end = at < text.len && text.ptr[at] == '/';
    at += tag->is_end;
    const size_t name = at;
    while (at < text.len && at - name < LONGEST_TAG && is_name(text.ptr[at]))
        at++;
    const size_t behind = at;
    if (at == name || strchr("_-.:", text.ptr[name]))
        return false;
    while (at < text.len && at - name < LONGEST_TAG && text.ptr[at] != '>' && text.ptr[at] != '<')
        at++;
    if (at == text.len || text.ptr[at] != '>' || (behind < at && !is_space(text.ptr[behind]) && text.ptr[behind] != '/'))
        return false;
    tag->name = view_sub(text, name, behind);
    tag->attributes = view_sub(text, behind, at);
    tag->begin = begin;
    tag->end = at + 1;
    return true;
}

bool trec_next_tag(struct view text, size_t *at, struct trec_tag *tag)
{
    while (*at < text.len) {
        const char *open = memchr(text.ptr + *at, '<', text.len - *at);
        if (!open)
            break;
        const size_t begin = (size_t)(open - text.ptr);
        if (take_tag(text, begin, tag)) {
            *at = tag->end;
            return true;
        }
        *at = begin + 1;
    }
    *at = text.len;
    return false;
}

struct view trec_attribute(const struct trec_tag *tag, const char *name)
{
    const struct view in = tag->attributes;
    for (size_t at = 0; at < in.len;) {
        while (at < in.len && !is_name(in.ptr[at]))
            at++;
        const size_t start = at;
        while (at < in.len && is_name(in.ptr[at]))
            at++;
        const struct view found = view_sub(in, start, at);
        while (at < in.len && is_space(in.ptr[at]))
            at++;
        if (at == in.len || in.ptr[at] != '=')
            continue;
        for (at++; at < in.len && is_space(in.ptr[at]);)
            at++;
        const char quote = at < in.len && (in.ptr[at] == '"' || in.ptr[at] == '\'') ? in.ptr[at++] : '\0';
        const size_t value = at;
        while (at < in.len && (quote ? in.ptr[at] != quote : !is_space(in.ptr[at])))
            at++;
        if (view_equal_ignoring_case(found, view_of(name)))
            return view_trim(view_sub(in, value, at));
        at += quote != '\0';
    }
    return (struct view){0};
}
