#include "query/present/cite.h"

const char cite_help[] = "To check a citation: lede-query show DB ID --check SHA-256";

bool cite_wanted(const struct result *item)
{
    return item->sha256[0] != '\0';
}

static void add_part(struct view part, struct buf *out, size_t start)
{
    if (part.len == 0)
        return;
    buf_add_text(out, out->len > start ? ", " : "");
    buf_add_view(out, part);
}

void cite_add_source(const struct result *item, struct buf *out)
{
    const struct article *a = &item->fields.article;
    struct buf part = {0};
    size_t start = out->len;
    add_part(a->author, out, start);
    add_part(a->source, out, start);
    if (a->title.len > 0) {
        buf_add_text(&part, "\xe2\x80\x9c");
        buf_add_view(&part, a->title);
        buf_add_text(&part, "\xe2\x80\x9d");
        add_part(view_of_buf(&part), out, start);
    }
    add_part(a->place, out, start);
    buf_clear(&part);
    date_format(a->published, &part);
    add_part(view_of_buf(&part), out, start);
    buf_release(&part);
}

struct view cite_place(const struct article *a)
{
    return a->path.len > 0 ? a->path : a->url;
}

void cite_add_proof(const struct result *item, struct buf *out)
{
    buf_printf(out, "bytes %u-%u of article ", item->start, item->end);
    buf_add_view(out, item->fields.article.id);
    buf_printf(out, ", SHA-256 %s", item->sha256);
}
