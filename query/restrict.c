#include "query/restrict.h"

#include "common/stored.h"
#include "query/filters.h"
#include "query/searcher.h"

#include <stdlib.h>
#include <string.h>

enum {
    FEW_TEXTS = 500,     /* so many are all read, for the sake of an exact number */
    MOST_ASKED = 100000, /* candidates of one round */
};

void restriction_release(struct restriction *r)
{
    article_set_release(&r->segments);
    free(r->hidden);
    buf_release(&r->record);
    if (r->stored)
        stored_release(r->stored);
    free(r->stored);
    *r = (struct restriction){0};
}

/* ---- the index ---- */

static double seconds_left(const void *clock)
{
    const struct searcher *s = clock;
    double left = s->deadline > 0 ? s->deadline - searcher_clock() : 0;
    return s->deadline > 0 && left == 0 ? -1 : left;
}

static enum status apply_filters(struct searcher *s, struct error *err)
{
    struct filters filters = {0};
    enum status status = STATUS_OK;
    filters_make(&filters, s->settings);
    for (size_t i = 0; i < filters.count && status == STATUS_OK; i++) {
        struct article_set set = {0};
        uint32_t *docids = NULL;
        size_t count = 0;
        article_set_make(&set, &s->articles);
        status = searcher_check_time(s, err);
        if (status == STATUS_OK)
            status = store_reader_match(s->reader, &filters.items[i], seconds_left(s), &docids, &count, err);
        article_set_add_segments(&set, &s->articles, docids, count);
        article_set_and(&s->conditions.bounds.lower, &set);
        article_set_and(&s->conditions.bounds.upper, &set);
        free(docids);
        article_set_release(&set);
    }
    filters_release(&filters);
    return status;
}

enum status restrict_by_index(struct searcher *s, struct error *err)
{
    struct narrow n = {.reader = s->reader, .articles = &s->articles, .seconds_left = seconds_left, .clock = s};
    s->restriction.hidden_count = 0;
    enum status status = articles_read(&s->articles, s->reader, &s->stats, err);
    if (status == STATUS_OK)
        status = conditions_narrow(&s->conditions, &n, err);
    if (status == STATUS_TIMEOUT)
        return searcher_check_time(s, err); /* which says how long it was allowed to take */
    return status == STATUS_OK ? apply_filters(s, err) : status;
}

/* ---- texts ---- */

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
    uint32_t segments = s->restriction.stored->record.segments;
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

/* Move an article that is in doubt into both bounds or out of both. */
static enum status decide(struct searcher *s, uint32_t first, bool *holds, struct error *err)
{
    struct bounds *bounds = &s->conditions.bounds;
    enum status status = searcher_check_time(s, err);
    *holds = false;
    if (status == STATUS_OK && s->conditions.within)
        status = look_for_passages(s, first, holds, err);
    else if (status == STATUS_OK)
        status = read_article(s, first, err);
    if (status != STATUS_OK)
        return status;
    if (!s->conditions.within) {
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

enum status restrict_by_all_texts(struct searcher *s, struct error *err)
{
    const struct bounds *bounds = &s->conditions.bounds;
    bool holds;
    for (uint32_t first = 1; article_set_next(&bounds->upper, &first); first++) {
        if (article_set_has(&bounds->lower, first))
            continue;
        enum status status = decide(s, first, &holds, err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* ---- the best first ---- */

static void ask_for(struct searcher *s, const struct article_set *articles, struct candidates_request *request)
{
    struct restriction *r = &s->restriction;
    article_set_release(&r->segments);
    article_set_make(&r->segments, &s->articles);
    for (uint32_t first = 1; article_set_next(articles, &first); first++) {
        for (uint32_t docid = first, end = articles_end(&s->articles, first); docid < end; docid++)
            article_set_add(&r->segments, docid);
    }
    for (size_t i = 0; i < r->hidden_count; i++)
        article_set_remove(&r->segments, r->hidden[i]);
    r->query = (struct store_query){.op = STORE_DOCIDS, .factor = 1, .bits = r->segments.bits, .bit_words = r->segments.words};
    request->restriction = &r->query;
}

struct progress {
    uint64_t read, good; /* texts of this search */
    uint64_t have;       /* candidates of this round that match, from the best on */
};

/* Decide on the candidates from the best on, until `limit` match and nothing that ties with the last of them is in doubt. */
static enum status decide_candidates(struct searcher *s, uint64_t limit, struct progress *p, struct error *err)
{
    const struct bounds *bounds = &s->conditions.bounds;
    double last = 0;
    p->have = 0;
    for (size_t i = 0; i < s->candidates.count; i++) {
        const struct candidate *c = &s->candidates.items[i];
        uint32_t first = articles_first(&s->articles, c->docid);
        bool holds = article_set_has(&bounds->lower, first);
        if (p->have >= limit && c->weight < last)
            break;
        if (!holds && article_set_has(&bounds->upper, first)) {
            enum status status = decide(s, first, &holds, err);
            if (status != STATUS_OK)
                return status;
            p->read++;
            p->good += holds;
        }
        if (!holds)
            continue;
        p->have++;
        last = c->weight;
    }
    return STATUS_OK;
}

static enum status restrict_by_best_texts(struct searcher *s, struct candidates_request *request, uint64_t limit,
                                          struct progress *p, struct error *err)
{
    const struct bounds *bounds = &s->conditions.bounds;
    uint64_t ask = limit, wanted = request->limit;
    enum status status;
    for (;;) {
        request->limit = ask;
        ask_for(s, &bounds->upper, request);
        status = candidates_find(&s->candidates, s->reader, request, err);
        if (status == STATUS_OK)
            status = decide_candidates(s, limit, p, err);
        if (status != STATUS_OK || p->have >= limit || ask >= MOST_ASKED || s->candidates.count < ask)
            break;
        double rate = ((double)p->good + 1) / ((double)p->read + 1);
        double more = 1.5 * (double)limit / rate;
        ask = more < 2.0 * (double)ask ? 2 * ask : more < MOST_ASKED ? (uint64_t)more : MOST_ASKED;
    }
    request->limit = wanted;
    if (status == STATUS_OK && p->have < limit && s->candidates.count < ask)
        status = restrict_by_all_texts(s, err);
    return status;
}

enum status restrict_request(struct searcher *s, struct candidates_request *request, uint64_t limit, struct error *err)
{
    const struct bounds *bounds = &s->conditions.bounds;
    struct progress p = {0};
    uint64_t in_doubt = article_set_count(&bounds->upper) - article_set_count(&bounds->lower);
    enum status status = in_doubt <= FEW_TEXTS ? restrict_by_all_texts(s, err) : restrict_by_best_texts(s, request, limit, &p, err);
    if (status != STATUS_OK)
        return status;
    uint64_t sure = article_set_count(&bounds->lower);
    in_doubt = article_set_count(&bounds->upper) - sure;
    s->matches_exact = in_doubt == 0;
    s->matches = sure + (p.read > 0 ? (uint64_t)((double)in_doubt * (double)p.good / (double)p.read + 0.5) : 0);
    ask_for(s, &bounds->lower, request);
    return STATUS_OK;
}

/* ---- windows ---- */

static unsigned level_of(const void *context, struct span words)
{
    return conditions_level(context, words);
}

const struct unit_preference *restrict_windows(struct searcher *s, uint32_t docid, const struct record *fields)
{
    struct conditions *c = &s->conditions;
    if (!c->tree || (!c->placed && !c->within))
        return NULL;
    conditions_read(c, s->analyser, &fields->article, fields->offset, fields->first_paragraph, articles_first(&s->articles, docid));
    s->preference = (struct unit_preference){level_of, c, c->within && s->terms.count > 0};
    return &s->preference;
}
