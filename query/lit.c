#include "query/lit.h"

#include "common/utf8.h"
#include "query/searcher.h"

#include <stdlib.h>

enum status lit_query(struct lit *l, struct searcher *s, struct view query, const struct search_settings *settings,
                      struct error *err)
{
    struct span mistake;
    lit_release(l);
    l->settings = *settings;
    utf8_repair(query, &l->query);
    enum status status = searcher_begin(s, view_of_buf(&l->query), &l->settings, err);
    if (status == STATUS_OK)
        status = searcher_prepare(s, view_of_buf(&l->query), &mistake, NULL, err);
    if (status == STATUS_OK)
        l->searcher = s;
    return status;
}

/* Of two forms at one place the longer one is lit, the first where they are equally long. */
static void add(struct highlight **items, size_t *count, size_t *cap, struct highlight h)
{
    struct highlight *last = *count > 0 ? &(*items)[*count - 1] : NULL;
    if (last && h.start < last->end) {
        if (h.start <= last->start && h.end > last->end)
            *last = h;
        return;
    }
    mem_grow(items, cap, *count, sizeof **items);
    (*items)[(*count)++] = h; /* NOLINT(clang-analyzer-core.NullDereference): mem_grow made room */
}

/* The words for which the conditions of the query hold. */
static void add_marks(struct lit *l, const struct record *fields, uint32_t docid)
{
    struct searcher *s = l->searcher;
    struct conditions *c = &s->conditions;
    conditions_read(c, s->analyser, &fields->article, 0, 0, articles_first(&s->articles, docid));
    conditions_mark(c, (struct span){0, (uint32_t)fields->article.text.len});
    const struct hit *hits = s->match.hits + s->match.title.hits;
    size_t hit_count = s->match.hit_count - s->match.title.hits;
    for (size_t i = 0; i < c->marks.count; i++) {
        const struct mark *m = &c->marks.items[i];
        uint8_t term = match_term_at(hits, hit_count, m->start, m->end);
        add(&l->text, &l->text_count, &l->text_cap,
            (struct highlight){m->start, m->end, term != TERMS_NONE ? term : HIGHLIGHT_NO_TERM, m->kind});
    }
}

void lit_article(struct lit *l, const struct record *fields, uint32_t docid)
{
    struct searcher *s = l->searcher;
    l->title_count = l->text_count = 0;
    if (!s)
        return;
    struct match *m = &s->match;
    analyser_set_language(s->analyser, fields->article.language);
    match_text(m, s->analyser, &s->terms, s->ranker->window, fields->article.title, fields->article.text);
    for (size_t i = 0; i < m->hit_count; i++) {
        struct highlight h = {m->hits[i].start, m->hits[i].end, m->hits[i].term, MATCH_STEM};
        if (i < m->title.hits)
            add(&l->title, &l->title_count, &l->title_cap, h);
        else if (!s->conditions.tree)
            add(&l->text, &l->text_count, &l->text_cap, h);
    }
    if (s->conditions.tree)
        add_marks(l, fields, docid);
}

struct span lit_passage(struct lit *l, const struct record *fields, uint32_t docid)
{
    struct searcher *s = l->searcher;
    struct sentences sentences = {0};
    struct span words = {0, 1}, found = {0};
    if (s) {
        passage_units(&s->match, &s->terms, s->ranker, UNIT_PASSAGES, 1, restrict_windows(s, docid, fields), &s->units);
        if (s->units.count > 0)
            words =
                (struct span){s->match.sentences[s->units.items[0].first].start, s->match.sentences[s->units.items[0].last].end};
    }
    segment_sentences(fields->article.text, &sentences);
    for (size_t i = 0; i < sentences.count; i++) {
        struct span span = sentences.items[i].span;
        if (span.end <= words.start || span.start >= words.end)
            continue;
        found.start = found.end == 0 ? span.start : found.start;
        found.end = span.end;
    }
    sentences_release(&sentences);
    return found;
}

void lit_release(struct lit *l)
{
    buf_release(&l->query);
    free(l->title);
    free(l->text);
    *l = (struct lit){0};
}

struct view lit_stem(const struct lit *l, const struct highlight *h)
{
    return l->searcher && h->term < l->searcher->terms.count ? l->searcher->terms.items[h->term].stem : VIEW("");
}
