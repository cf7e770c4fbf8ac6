#include "query/lit.h"

#include "common/utf8.h"
#include "query/passage.h"

#include <stdlib.h>

/* Hits in order of place; of two forms of one word the longer one is lit, the first where they are equally long. */
static struct highlight *collect(const struct hit *hits, size_t count, size_t *out_count)
{
    struct highlight *lights = mem_array(count, sizeof *lights);
    size_t lit = 0;
    for (size_t i = 0; i < count; i++) {
        struct highlight h = {.start = hits[i].start, .end = hits[i].end, .term = hits[i].term};
        struct highlight *last = lit > 0 ? &lights[lit - 1] : NULL;
        if (!last || h.start >= last->end)
            lights[lit++] = h;
        else if (h.start <= last->start && h.end > last->end)
            *last = h;
    }
    *out_count = lit;
    return lights;
}

enum status lit_query(struct lit *l, struct store_reader *r, struct view query, struct error *err)
{
    struct store_stats stats;
    lit_release(l);
    if (view_trim(query).len == 0)
        return STATUS_OK;
    utf8_repair(query, &l->query);
    enum status status = store_reader_stats(r, &stats, err);
    if (status == STATUS_OK)
        status = analyser_new(store_reader_language(r), &l->analyser, err);
    if (status == STATUS_OK)
        status = terms_make(&l->terms, l->analyser, r, stats.segments, view_of_buf(&l->query), err);
    return status;
}

void lit_article(struct lit *l, const struct article *article)
{
    struct match *m = &l->match;
    free(l->title);
    free(l->text);
    l->title = l->text = NULL;
    l->title_count = l->text_count = 0;
    if (!l->analyser)
        return;
    analyser_set_language(l->analyser, article->language);
    match_text(m, l->analyser, &l->terms, ranker_default(UNIT_PASSAGES)->window, article->title, article->text);
    l->title = collect(m->hits, m->title.hits, &l->title_count);
    l->text = collect(m->hits + m->title.hits, m->hit_count - m->title.hits, &l->text_count);
}

struct span lit_passage(const struct lit *l, const struct article *article)
{
    struct unit_scores units = {0};
    struct sentences sentences = {0};
    struct span words = {0, 1}, found = {0};
    if (l->analyser)
        passage_units(&l->match, &l->terms, ranker_default(UNIT_PASSAGES), UNIT_PASSAGES, 1, &units);
    if (units.count > 0)
        words = (struct span){l->match.sentences[units.items[0].first].start, l->match.sentences[units.items[0].last].end};
    segment_sentences(article->text, &sentences);
    for (size_t i = 0; i < sentences.count; i++) {
        struct span s = sentences.items[i].span;
        if (s.end <= words.start || s.start >= words.end)
            continue;
        found.start = found.end == 0 ? s.start : found.start;
        found.end = s.end;
    }
    sentences_release(&sentences);
    unit_scores_release(&units);
    return found;
}

void lit_release(struct lit *l)
{
    match_release(&l->match);
    terms_release(&l->terms);
    analyser_free(l->analyser);
    buf_release(&l->query);
    free(l->title);
    free(l->text);
    *l = (struct lit){0};
}

struct view lit_stem(const struct lit *l, const struct highlight *h)
{
    return h->term < l->terms.count ? l->terms.items[h->term].stem : VIEW("");
}
