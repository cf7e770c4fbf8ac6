#include "query/answers.h"

#include "query/answers_parts.h"
#include "query/facet.h"

#include <stdlib.h>
#include <string.h>

enum {
    TRIES = 5,        /* how often a list begins again because the index changed meanwhile */
    LOOK_BEHIND = 20, /* results behind the page that are looked at for copies of what stands on it */
    MOST = 1 << 20,   /* results that are looked at in all */
};

/* One list in the making. */
struct making {
    struct searcher *searcher;
    struct view words;
    const struct search_settings *settings;
    const struct answer_settings *answers;
    struct matching matching; /* where the list needs all that match */
    struct dated_articles dated;
};

static void making_release(struct making *m)
{
    matching_release(&m->matching);
    dated_articles_release(&m->dated);
}

int answers_compare_dates(struct date a, struct date b)
{
    if ((a.precision == DATE_NONE) != (b.precision == DATE_NONE))
        return a.precision == DATE_NONE ? 1 : -1;
    return a.seconds < b.seconds ? -1 : a.seconds > b.seconds;
}

/* The first `count` units in the order of the list, copies and all. */
static enum status fetch(struct making *m, size_t count, struct results *out, struct error *err)
{
    struct search_settings settings = *m->settings;
    settings.offset = 0;
    settings.limit = count;
    if (m->answers->sort == SORT_RELEVANCE)
        return search(m->searcher, m->words, &settings, out, err);
    return dated_search(m->searcher, m->words, &settings, &m->dated, m->answers->sort, count, out, err);
}

/* Leave the page: items [offset, offset + limit). */
static void cut_page(struct results *r, size_t offset, size_t limit)
{
    size_t first = offset < r->count ? offset : r->count;
    size_t count = r->count - first < limit ? r->count - first : limit;
    for (size_t i = 0; i < r->count; i++) {
        if (i < first || i >= first + count)
            result_release(&r->items[i]);
    }
    memmove(r->items, r->items + first, count * sizeof *r->items);
    r->count = count;
    r->offset = offset;
}

/* Fetch more until the page is full of results that are no copies, or there is no more. */
static enum status fetch_folded(struct making *m, size_t wanted, struct results *out, struct error *err)
{
    for (size_t ask = wanted + LOOK_BEHIND;; ask *= 2) {
        enum status status = fetch(m, ask, out, err);
        if (status != STATUS_OK)
            return status;
        bool all = out->count < ask || ask >= MOST;
        answers_fold(m->answers->sort, out);
        if (all || out->count >= wanted)
            return STATUS_OK;
    }
}

static enum status find_all(struct making *m, struct error *err)
{
    const struct answer_settings *answers = m->answers;
    if (answers->sort == SORT_RELEVANCE && answers->facet_count == 0)
        return STATUS_OK;
    enum status status = search_matching(m->searcher, m->words, m->settings, &m->matching, err);
    if (status == STATUS_OK && answers->sort != SORT_RELEVANCE)
        status = dated_articles_read(searcher_reader(m->searcher), &m->matching, answers->sort, &m->dated, err);
    return status;
}

static enum status count_facets(struct making *m, struct results *out, struct error *err)
{
    const struct answer_settings *answers = m->answers;
    enum status status = STATUS_OK;
    if (answers->facet_count == 0)
        return STATUS_OK;
    out->facets = mem_array(answers->facet_count, sizeof *out->facets);
    out->facet_count = answers->facet_count;
    for (size_t i = 0; i < answers->facet_count && status == STATUS_OK; i++)
        status = facet_count(searcher_reader(m->searcher), &m->matching, answers->facets[i], &out->facets[i], err);
    return status;
}

static enum status find_once(struct making *m, struct results *out, struct error *err)
{
    const struct search_settings *settings = m->settings;
    const struct answer_settings *answers = m->answers;
    size_t wanted = (size_t)(settings->offset + settings->limit);
    enum status status = find_all(m, err);
    if (status != STATUS_OK)
        return status;
    if (answers->fold)
        status = fetch_folded(m, wanted, out, err);
    else
        status = fetch(m, wanted, out, err);
    if (status != STATUS_OK)
        return status;
    cut_page(out, (size_t)settings->offset, (size_t)settings->limit);
    if (answers->sort != SORT_RELEVANCE || answers->facet_count > 0) {
        out->matches = m->matching.count;
        out->matches_exact = true;
    }
    answers_group(answers->group, out);
    status = count_facets(m, out, err);
    return status == STATUS_OK ? answers_articles(searcher_reader(m->searcher), answers, out, err) : status;
}

static enum status find(struct making *m, struct results *out, struct error *err)
{
    enum status status = STATUS_CHANGED;
    for (int i = 0; i < TRIES && status == STATUS_CHANGED; i++)
        status = find_once(m, out, err);
    return status;
}

enum status answers_find(struct searcher *s, struct view words, const struct search_settings *settings,
                         const struct answer_settings *answers, struct results *out, struct error *err)
{
    struct search_settings asked = *settings;
    struct making m = {.searcher = s, .words = words, .settings = &asked, .answers = answers};
    struct answer_settings newest = *answers;
    double began = searcher_clock();
    asked.own_words = true;
    enum status status = find(&m, out, err);
    if (status == STATUS_OK && answers->sort == SORT_RELEVANCE && out->count > 0 && out->query.term_count == 0) {
        newest.sort = SORT_NEWEST;
        m.answers = &newest;
        results_release(out);
        status = find(&m, out, err);
    }
    out->seconds = searcher_clock() - began;
    making_release(&m);
    return status;
}
