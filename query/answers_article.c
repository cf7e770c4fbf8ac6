#include "query/answers_parts.h"

#include "common/segment.h"
#include "common/stored.h"

#include <stdlib.h>
#include <string.h>

/* The bytes from `wanted` sentences before the passage to as many behind it. */
static struct span surroundings(struct view text, struct span passage, uint32_t wanted)
{
    struct sentences s = {0};
    struct span around = passage;
    segment_sentences(text, &s);
    size_t first = 0, behind = s.count;
    while (first < s.count && s.items[first].span.end <= passage.start)
        first++;
    while (behind > 0 && s.items[behind - 1].span.start >= passage.end)
        behind--;
    if (first > 0 && wanted > 0)
        around.start = s.items[first > wanted ? first - wanted : 0].span.start;
    if (behind < s.count && wanted > 0)
        around.end = s.items[s.count - behind > wanted ? behind + wanted - 1 : s.count - 1].span.end;
    if (around.start > passage.start)
        around.start = passage.start;
    if (around.end < passage.end)
        around.end = passage.end;
    sentences_release(&s);
    return around;
}

static enum status look_up(struct stored *stored, struct store_reader *reader, const struct answer_settings *answers,
                           struct result *r, struct error *err)
{
    struct view id = r->fields.article.id;
    enum status status = stored_load(stored, reader, id, err);
    if (status == STATUS_NOT_FOUND)
        return error_set(err, STATUS_CHANGED, "the index changes faster than it can be searched");
    if (status != STATUS_OK)
        return status;
    struct view text = stored->record.article.text;
    if (!view_equal(view_sub(text, r->start, r->end), r->text))
        return error_set(err, STATUS_CHANGED, "the index changes faster than it can be searched");
    struct span around = surroundings(text, (struct span){r->start, r->end}, answers->context);
    buf_clear(&r->before);
    buf_clear(&r->behind);
    buf_add_view(&r->before, view_sub(text, around.start, r->start));
    buf_add_view(&r->behind, view_sub(text, r->end, around.end));
    if (answers->cite)
        sha256_hex(text, r->sha256);
    return STATUS_OK;
}

enum status answers_articles(struct store_reader *r, const struct answer_settings *answers, struct results *out, struct error *err)
{
    struct stored stored = {0};
    enum status status = STATUS_OK;
    if (answers->context == 0 && !answers->cite)
        return STATUS_OK;
    for (size_t i = 0; i < out->count && status == STATUS_OK; i++)
        status = look_up(&stored, r, answers, &out->items[i], err);
    stored_release(&stored);
    return status;
}
