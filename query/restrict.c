#include "query/restrict.h"

#include "common/stored.h"
#include "query/filters.h"
#include "query/restrict_parts.h"

#include <stdlib.h>

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

enum status restrict_by_all_texts(struct searcher *s, struct error *err)
{
    const struct bounds *bounds = &s->conditions.bounds;
    bool holds;
    for (uint32_t first = 1; article_set_next(&bounds->upper, &first); first++) {
        if (article_set_has(&bounds->lower, first))
            continue;
        enum status status = restrict_decide(s, first, &holds, err);
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
            enum status status = restrict_decide(s, first, &holds, err);
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
    enum status status = STATUS_OK;
    if (s->conditions.placed && !s->conditions.within)
        status = restrict_sure(s, &bounds->lower, err);
    if (status != STATUS_OK)
        return status;
    status = in_doubt <= FEW_TEXTS ? restrict_by_all_texts(s, err) : restrict_by_best_texts(s, request, limit, &p, err);
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

bool restrict_prefers_windows(const struct searcher *s)
{
    return s->conditions.tree && (s->conditions.placed || s->conditions.within);
}

const struct unit_preference *restrict_windows(struct searcher *s, uint32_t docid, const struct record *fields)
{
    struct conditions *c = &s->conditions;
    if (!restrict_prefers_windows(s))
        return NULL;
    conditions_read(c, s->analyser, &fields->article, fields->offset, fields->first_paragraph, articles_first(&s->articles, docid));
    s->preference = (struct unit_preference){level_of, c, c->within && s->terms.count > 0};
    return &s->preference;
}
