#include "common/stored.h"

#include <stdlib.h>

enum { TRIES = 5 }; /* how often an article is read again because the index changed meanwhile */

void stored_clear(struct stored *s)
{
    buf_clear(&s->first);
    buf_clear(&s->text);
    s->segments = 0;
    s->exact = true;
}

void stored_release(struct stored *s)
{
    buf_release(&s->first);
    buf_release(&s->text);
}

static enum status begin(struct stored *s, struct view bytes, struct error *err)
{
    stored_clear(s);
    buf_add_view(&s->first, bytes);
    return record_decode(view_of_buf(&s->first), &s->record, err);
}

/* Between two segments stands the white space that the cut left out: a blank line, or a space inside a long paragraph. */
static void fill_gap(struct stored *s, const struct record *next, uint32_t paragraph)
{
    size_t gap = next->offset - s->text.len;
    bool blank_line = gap == 2 && next->first_paragraph > paragraph;
    s->exact = s->exact && (gap == 0 || blank_line);
    for (; s->text.len < next->offset;)
        buf_add_char(&s->text, blank_line ? '\n' : ' ');
}

enum status stored_add(struct stored *s, struct view bytes, struct error *err)
{
    struct record next;
    uint32_t paragraph = s->record.first_paragraph;
    enum status status = s->segments == 0 ? begin(s, bytes, err) : STATUS_OK;
    if (status == STATUS_OK)
        status = record_decode(bytes, &next, err);
    if (status != STATUS_OK)
        return status;
    struct view id = s->record.article.id;
    if (!view_equal(next.article.id, id) || next.segment != s->segments || next.segments != s->record.segments ||
        next.length != s->record.length)
        return error_set(err, STATUS_INDEX, "article \"%.*s\": segment %u of %u does not follow segment %u",
                         (int)next.article.id.len, next.article.id.ptr, next.segment, next.segments, s->segments);
    if (next.offset < s->text.len || next.article.text.len > next.length || next.offset > next.length - next.article.text.len)
        return error_set(err, STATUS_INDEX, "article \"%.*s\": segment %u lies outside of the text", (int)id.len, id.ptr,
                         next.segment);
    fill_gap(s, &next, paragraph);
    s->record.first_paragraph = next.first_paragraph;
    buf_add_view(&s->text, next.article.text);
    s->record.article.text = view_of_buf(&s->text);
    s->segments++;
    return STATUS_OK;
}

bool stored_is_complete(const struct stored *s)
{
    return s->segments > 0 && s->segments == s->record.segments;
}

enum status stored_finish(struct stored *s, struct error *err)
{
    struct view id = s->record.article.id;
    if (!stored_is_complete(s) || s->text.len != s->record.length)
        return error_set(err, STATUS_INDEX, "article \"%.*s\": %u of %u segments and %zu of %u bytes are there", (int)id.len,
                         id.ptr, s->segments, s->record.segments, s->text.len, s->record.length);
    struct article_hash hash = article_hash(&s->record.article);
    if (s->exact && (hash.low != s->record.hash.low || hash.high != s->record.hash.high))
        return error_set(err, STATUS_INDEX, "article \"%.*s\": its text or fields are not those that were indexed", (int)id.len,
                         id.ptr);
    return STATUS_OK;
}

static enum status load_once(struct stored *s, struct store_reader *r, struct view id, struct error *err)
{
    struct buf term = {0}, record = {0};
    uint32_t *docids = NULL;
    size_t count = 0;
    schema_term(FIELD_ID, id, &term);
    enum status status = store_reader_documents(r, view_of_buf(&term), &docids, &count, err);
    if (status == STATUS_OK && count == 0)
        status = error_set(err, STATUS_NOT_FOUND, "the index has no article \"%.*s\"", (int)id.len, id.ptr);
    s->docid = status == STATUS_OK ? docids[0] : 0;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        status = store_reader_record(r, docids[i], &record, err);
        if (status == STATUS_OK)
            status = stored_add(s, view_of_buf(&record), err);
    }
    if (status == STATUS_OK)
        status = stored_finish(s, err);
    free(docids);
    buf_release(&term);
    buf_release(&record);
    return status;
}

enum status stored_load(struct stored *s, struct store_reader *r, struct view id, struct error *err)
{
    enum status status = STATUS_CHANGED;
    for (int i = 0; status == STATUS_CHANGED && i < TRIES; i++) {
        stored_clear(s);
        status = load_once(s, r, id, err);
    }
    return status;
}
