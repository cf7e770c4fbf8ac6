#include "indexer/formats/trec_parts.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

void trec_resolve(struct view raw, struct buf *out)
{
    static const struct {
        const char *name;
        char character;
    } known[] = {{"&#2;", ' '},   {"&#3;", ' '},     {"&blank;", ' '},  {"&hyph;", '-'},  {"&lsqb;", '['},
                 {"&rsqb;", ']'}, {"&dollar;", '$'}, {"&ast;", '*'},    {"&plus;", '+'},  {"&percnt;", '%'},
                 {"&num;", '#'},  {"&equals;", '='}, {"&lowbar;", '_'}, {"&commat;", '@'}};
    for (size_t at = 0; at < raw.len;) {
        const char *mark = memchr(raw.ptr + at, '&', raw.len - at);
        const size_t stop = mark ? (size_t)(mark - raw.ptr) : raw.len;
        buf_add_view(out, view_sub(raw, at, stop));
        at = stop;
        for (size_t i = 0; mark && i < sizeof known / sizeof *known && at == stop; i++)
            if (view_starts_with(view_sub(raw, at, raw.len), view_of(known[i].name))) {
                buf_add_char(out, known[i].character);
                at += strlen(known[i].name);
            }
        if (mark && at == stop)
            buf_add_char(out, raw.ptr[at++]);
    }
}

void trec_add_text(struct view raw, bool has_paragraphs, struct buf *out)
{
    size_t lines = 0, indented = 0;
    buf_add_text(out, out->len ? "\n<p>" : "");
    for (size_t i = 0; i + 1 < raw.len && !has_paragraphs; i++) {
        lines += raw.ptr[i] == '\n' && raw.ptr[i + 1] != '\n';
        indented += raw.ptr[i] == '\n' && is_blank(raw.ptr[i + 1]);
    }
    const bool by_indent = indented * 10 <= lines * 7 || indented == 1; /* a text of one line is its own first one */
    for (size_t at = 0; at < raw.len;) {
        const char *end = memchr(raw.ptr + at, '\n', raw.len - at);
        const struct view line = view_sub(raw, at, end ? (size_t)(end - raw.ptr) + 1 : raw.len);
        if (!has_paragraphs && (view_trim(line).len == 0 || (by_indent && is_blank(line.ptr[0]))))
            buf_add_text(out, "<p>");
        buf_add_view(out, line);
        at += line.len;
    }
}
