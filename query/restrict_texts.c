#include "query/restrict_parts.h"

#include "common/stored.h"

#include <stdlib.h>

enum { FEW_LONG = 100 }; /* so many texts of several segments are read although the index is sure of them */

static void hide(struct restriction *r, uint32_t docid)
{
    mem_grow(&r->hidden, &r->hidden_cap, r->hidden_count, sizeof *r->hidden);
    r->hidden[r->hidden_count++] = docid;
}

/* The level of the segment's best unit (passage.h); false when it has none. */
static bool best_unit(struct searcher *s, uint32_t docid, const struct record *fields, unsigned *level)
{
    const struct article *article = &fields->article;
    analyser_set_language(s->analyser, article->language);
    match_text(&s->match, s->analyser, &s->terms, s->ranker->window, article->title, article->text);
    passage_units(&s->match, &s->terms, s->ranker, s->settings->unit, 1, restrict_windows(s, docid, fields), &s->units);
    *level = s->units.count > 0 ? s->units.items[0].level : 0;
    return s->units.count > 0;
}

static enum status read_segment(struct searcher *s, uint32_t docid, struct record *fields, struct error *err)
{
    buf_clear(&s->restriction.record);
    enum status status = store_reader_record(s->reader, docid, &s->restriction.record, err);
    return status == STATUS_OK ? record_decode(view_of_buf(&s->restriction.record), fields, err) : status;
}

/* With --within: the segments without a passage that holds the query are hidden. */
static enum status look_for_passages(struct searcher *s, uint32_t first, bool *holds, struct error *err)
{
    struct record fields = {.segments = 1};
    enum status status = STATUS_OK;
    unsigned level;
    *holds = false;
    for (uint32_t i = 0; i < fields.segments; i++) {
        status = read_segment(s, first + i, &fields, err);
        if (status != STATUS_OK)
            return status;
        if (best_unit(s, first + i, &fields, &level))
            *holds = true;
        else
            hide(&s->restriction, first + i);
    }
    return status;
}

static enum status read_article(struct searcher *s, uint32_t first, struct error *err)
{
    struct restriction *r = &s->restriction;
    struct record fields = {.segments = 1};
    if (!r->stored)
        r->stored = mem_alloc(sizeof *r->stored);
    stored_clear(r->stored);
    for (uint32_t i = 0; i < fields.segments; i++) {
        enum status status = read_segment(s, first + i, &fields, err);
        if (status == STATUS_OK)
            status = stored_add(r->stored, view_of_buf(&r->record), err);
        if (status != STATUS_OK)
            return status;
    }
    conditions_read(&s->conditions, s->analyser, &r->stored->record.article, 0, 0, first);
    return STATUS_OK;
}

/* Hide the segments of a matching article whose best unit shows less than that of another one. */
static enum status hide_lesser(struct searcher *s, uint32_t first, struct error *err)
{
    uint32_t segments = articles_end(&s->articles, first) - first;
    unsigned best = 0, *levels = mem_array(segments, sizeof *levels);
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < segments && segments > 1 && status == STATUS_OK; i++) {
        struct record fields;
        status = read_segment(s, first + i, &fields, err);
        if (status != STATUS_OK)
            break;
        (void)best_unit(s, first + i, &fields, &levels[i]);
        best = levels[i] > best ? levels[i] : best;
    }
    for (uint32_t i = 0; i < segments && status == STATUS_OK; i++) {
        if (levels[i] < best)
            hide(&s->restriction, first + i);
    }
    free(levels);
    return status;
}

enum status restrict_decide(struct searcher *s, uint32_t first, bool *holds, struct error *err)
{
    struct bounds *bounds = &s->conditions.bounds;
    enum status status = searcher_check_time(s, err);
    bool admits = false;
    *holds = false;
    if (status == STATUS_OK)
        status = conditions_admit(&s->conditions, s->reader, first, articles_end(&s->articles, first), &admits, err);
    if (status == STATUS_OK && admits && s->conditions.within)
        status = look_for_passages(s, first, holds, err);
    else if (status == STATUS_OK && admits)
        status = read_article(s, first, err);
    if (status != STATUS_OK)
        return status;
    if (admits && !s->conditions.within) {
        *holds = conditions_hold(&s->conditions);
        if (*holds && s->conditions.placed)
            status = hide_lesser(s, first, err);
    }
    if (*holds)
        article_set_add(&bounds->lower, first);
    else
        article_set_remove(&bounds->upper, first);
    return status;
}

enum status restrict_sure(struct searcher *s, const struct article_set *sure, struct error *err)
{
    uint32_t found[FEW_LONG];
    size_t count = 0;
    for (uint32_t first = 1; article_set_next(sure, &first); first++) {
        if (articles_end(&s->articles, first) - first < 2)
            continue;
        if (count == FEW_LONG)
            return STATUS_OK;
        found[count++] = first;
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = searcher_check_time(s, err);
        if (status == STATUS_OK)
            status = hide_lesser(s, found[i], err);
    }
    return status;
}
