#include "indexer/formats/dateline.h"
#include "indexer/formats/html.h"
#include "indexer/formats/trec_parts.h"

#include <string.h>

/* A value without its tags and references. Valid until the next one. */
static struct view value_of(struct trec *t, struct view raw)
{
    buf_clear(&t->value);
    buf_clear(&t->resolved);
    trec_resolve(raw, &t->resolved);
    html_fragment_text(view_of_buf(&t->resolved), &t->value);
    return view_trim(view_of_buf(&t->value));
}

/* "By ANN EXAMPLE, Times Staff Writer": the name alone. */
static void add_author(struct trec *t, struct view value)
{
    static const char *const roles[] = {"writer", "writers", "correspondent", "correspondents", "reporter", "editor", "reuters"};
    const char *comma = value.len ? memrchr(value.ptr, ',', value.len) : NULL;
    const size_t name = comma ? (size_t)(comma - value.ptr) : value.len;
    for (size_t i = 0; comma && i < sizeof roles / sizeof *roles; i++)
        if (view_ends_with_ignoring_case(value, view_of(roles[i])))
            value = view_sub(value, 0, name);
    if (!draft_has(&t->draft, DRAFT_AUTHOR)) /* AP's second one is what the first one's writer is */
        draft_add_author(&t->draft, value);
}

/* WSJ sets further lines off with an "@", the last ones for the author: "@  By Ann Example". */
void trec_set_title(struct trec *t, struct view raw)
{
    if (draft_has(&t->draft, DRAFT_TITLE))
        return;
    buf_clear(&t->marked);
    for (size_t i = 0; i < raw.len; i++)
        if (raw.ptr[i] == '@' && i && raw.ptr[i - 1] == '\n')
            buf_add_text(&t->marked, "<br>");
        else
            buf_add_char(&t->marked, raw.ptr[i]);
    struct view title = value_of(t, view_of_buf(&t->marked));
    const char *by = t->marked.len != raw.len && title.len ? memmem(title.ptr, title.len, "\nBy ", 4) : NULL;
    if (by) {
        const struct view lines = view_sub(title, (size_t)(by - title.ptr) + 1, title.len);
        const char *end = memchr(lines.ptr, '\n', lines.len);
        title = view_sub(title, 0, (size_t)(by - title.ptr));
        add_author(t, end ? view_sub(lines, 0, (size_t)(end - lines.ptr)) : lines);
    }
    draft_set(&t->draft, DRAFT_TITLE, title);
}

/* The first date that can be read; of those that cannot, the first is kept for the problem that it is. */
static void add_date(struct trec *t, struct view value)
{
    struct date found = {0};
    if (t->draft.published.precision != DATE_NONE || value.len == 0)
        return;
    const struct view bare = value.ptr[0] == '=' ? view_trim(view_sub(value, 1, value.len)) : value; /* WSJ: "= 891102" */
    if (trec_short_date(bare, &found) || date_parse(bare, &found) ||
        (date_parse_prefix(bare, &found) && found.precision >= DATE_DAY)) /* LA: "January 1, 1989, Sunday, Home Edition" */
        t->draft.published = found;
    else if (t->date.len == 0)
        buf_add_view(&t->date, value);
}

void trec_end_field(struct trec *t, size_t end)
{
    const struct view raw = view_sub(t->file, t->start, end);
    struct draft *d = &t->draft;
    switch (t->field) {
    case TREC_ID:
    case TREC_NUMBER:
        if (!t->has_id && (t->field == TREC_ID || !draft_has(d, DRAFT_ID)))
            draft_set(d, DRAFT_ID, value_of(t, raw));
        t->has_id |= t->field == TREC_ID && draft_has(d, DRAFT_ID);
        break;
    case TREC_TITLE:
        trec_set_title(t, raw);
        break;
    case TREC_DATE:
        add_date(t, value_of(t, raw));
        break;
    case TREC_DATELINE:
        if (t->dateline.len == 0)
            buf_add_view(&t->dateline, value_of(t, raw));
        break;
    case TREC_AUTHOR:
        add_author(t, value_of(t, raw));
        break;
    case TREC_SOURCE: {
        const struct view value = value_of(t, raw); /* "WALL STREET JOURNAL (J), PAGE A1" */
        const char *bracket = value.len ? memchr(value.ptr, '(', value.len) : NULL;
        if (!draft_has(d, DRAFT_SOURCE))
            draft_set(d, DRAFT_SOURCE, bracket ? view_sub(value, 0, (size_t)(bracket - value.ptr)) : value);
        break;
    }
    case TREC_TOPICS:
        draft_add_topics(d, value_of(t, raw));
        break;
    case TREC_TEXT:
        trec_add_text(raw, t->has_paragraphs, &t->text);
        break;
    case TREC_BODY:
    case TREC_NONE:
        if (view_trim(raw).len)
            trec_add_text(raw, t->has_paragraphs, &t->rest);
        break;
    case TREC_OTHER:
        break;
    }
}

void trec_begin_field(struct trec *t, enum trec_field field, struct view name, size_t start)
{
    t->field = field;
    t->field_name = name;
    t->start = start;
    t->has_paragraphs = false;
    t->inner_title = 0;
}

/* "LEONIA, N.J. (AP)", "SALVADOR, Feb 26 -", "NEW YORK". */
static void take_dateline(struct trec *t)
{
    enum { PLACE_MAX = 60 };
    struct dateline found = {0};
    struct buf *b = &t->dateline;
    while (b->len && strchr(" -_", b->data[b->len - 1]))
        buf_truncate(b, b->len - 1);
    const size_t len = b->len;
    buf_add_text(b, " - x");
    const bool is_whole = dateline_parse(view_of_buf(b), &found);
    if (is_whole || (len && len <= PLACE_MAX))
        draft_set(&t->draft, DRAFT_PLACE, is_whole ? found.place : view_sub(view_of_buf(b), 0, len));
    if (!draft_has(&t->draft, DRAFT_SOURCE))
        draft_set(&t->draft, DRAFT_SOURCE, found.source);
    if (t->draft.published.precision == DATE_NONE)
        t->draft.published = found.date;
}

static void set_text(struct trec *t, const struct buf *markup)
{
    if (!draft_has(&t->draft, DRAFT_TEXT))
        draft_set(&t->draft, DRAFT_TEXT, value_of(t, view_of_buf(markup)));
}

void trec_end_record(struct trec *t, size_t end)
{
    struct draft *d = &t->draft;
    trec_end_field(t, end);
    const struct trec_id said = trec_id_read(draft_get(d, DRAFT_ID));
    if (!draft_has(d, DRAFT_SOURCE))
        draft_set(d, DRAFT_SOURCE, view_of(t->is_reuters ? "Reuters" : said.source));
    if (d->published.precision == DATE_NONE)
        d->published = said.date;
    if (d->published.precision == DATE_NONE)
        draft_set_published(d, view_of_buf(&t->date));
    take_dateline(t);
    set_text(t, &t->text);
    set_text(t, &t->rest);
    draft_deliver(d);
    t->is_open = false;
}

void trec_begin_record(struct trec *t, const struct trec_tag *tag)
{
    static const char *const ids[] = {"ID", "DOCID", "DOCNO", "NEWID"};
    buf_clear(&t->text);
    buf_clear(&t->rest);
    buf_clear(&t->dateline);
    buf_clear(&t->date);
    for (; t->counted < tag->begin; t->counted++)
        t->line += t->file.ptr[t->counted] == '\n';
    draft_begin(&t->draft, t->line);
    t->is_open = true;
    t->is_reuters = view_equal_ignoring_case(tag->name, VIEW("REUTERS"));
    t->records++;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        draft_set(&t->draft, DRAFT_ID, trec_attribute(tag, ids[i]));
    t->has_id = draft_has(&t->draft, DRAFT_ID);
    t->in_topics = false;
    trec_begin_field(t, TREC_NONE, (struct view){0}, tag->end);
}

void trec_release(struct trec *t)
{
    draft_release(&t->draft);
    buf_release(&t->text);
    buf_release(&t->rest);
    buf_release(&t->dateline);
    buf_release(&t->date);
    buf_release(&t->value);
    buf_release(&t->marked);
    buf_release(&t->resolved);
}
