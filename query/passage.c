#include "query/passage.h"

#include "query/passage_score.h"

#include <stdlib.h>

static void add_unit(struct unit_score **items, size_t *count, size_t *cap, struct unit_score unit)
{
    mem_grow(items, cap, *count, sizeof **items);
    (*items)[(*count)++] = unit;
}

static uint32_t paragraph_words(const struct match *m, size_t sentence)
{
    uint32_t words = 0, paragraph = m->sentences[sentence].paragraph;
    size_t first = sentence;
    while (first > 0 && m->sentences[first - 1].paragraph == paragraph)
        first--;
    for (size_t i = first; i < m->sentence_count && m->sentences[i].paragraph == paragraph; i++)
        words += m->sentences[i].words;
    return words;
}

/* Whether a window may hold sentence `i` and the one before it. */
static bool flows(const struct match *m, const struct ranker *ranker, size_t i)
{
    if (m->sentences[i - 1].paragraph == m->sentences[i].paragraph)
        return true;
    return paragraph_words(m, i - 1) < ranker->passage_min_words || paragraph_words(m, i) < ranker->passage_min_words;
}

/* Whether the window [first, last] of `words` words could be one sentence longer at its left or right end. */
static bool can_grow(const struct match *m, const struct ranker *ranker, size_t first, size_t last, uint32_t words)
{
    if (last - first + 1 >= ranker->passage_max_sentences)
        return false;
    if (first > 0 && words + m->sentences[first - 1].words <= ranker->passage_max_words && flows(m, ranker, first))
        return true;
    return last + 1 < m->sentence_count && words + m->sentences[last + 1].words <= ranker->passage_max_words &&
           flows(m, ranker, last + 1);
}

/* All legal windows that begin at sentence `first`. `preferred`: those without a query word too, for what is preferred may be in them. */
static void add_windows(const struct match *m, const struct terms *terms, const struct ranker *ranker, size_t first, bool preferred,
                        struct unit_scores *out)
{
    struct tally tally;
    uint32_t words = 0, hits = 0;
    tally_start(&tally, m);
    for (size_t last = first; last < m->sentence_count && last - first < ranker->passage_max_sentences; last++) {
        const struct match_sentence *s = &m->sentences[last];
        if (last > first && (words + s->words > ranker->passage_max_words || !flows(m, ranker, last)))
            break;
        words += s->words;
        hits += s->hits;
        tally_add(&tally, m, s);
        if ((hits == 0 && !preferred) || (words < ranker->passage_min_words && can_grow(m, ranker, first, last, words)))
            continue;
        struct unit_score window = {(uint32_t)first, (uint32_t)last, tally_score(&tally, terms, ranker, NULL), 0};
        add_unit(&out->windows, &out->window_count, &out->window_cap, window);
    }
}

static int by_score(const void *a, const void *b)
{
    const struct unit_score *x = a, *y = b;
    if (x->level != y->level)
        return x->level > y->level ? -1 : 1;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->last < y->last ? -1 : x->last > y->last;
}

static bool has_hits(const struct match *m, const struct unit_score *unit)
{
    for (size_t i = unit->first; i <= unit->last; i++) {
        if (m->sentences[i].hits > 0)
            return true;
    }
    return false;
}

/* Levels for `count` units; returns how many are left. */
static size_t prefer(const struct match *m, const struct unit_preference *preference, struct unit_score *units, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count && preference; i++) {
        struct span words = {m->sentences[units[i].first].start, m->sentences[units[i].last].end};
        units[i].level = preference->level(preference->context, words);
        if (units[i].level > 0 || (!preference->strict && has_hits(m, &units[i])))
            units[kept++] = units[i];
    }
    return preference ? kept : count;
}

static bool overlaps_any(const struct unit_scores *s, const struct unit_score *window)
{
    for (size_t i = 0; i < s->count; i++) {
        if (window->first <= s->items[i].last && s->items[i].first <= window->last)
            return true;
    }
    return false;
}

static void find_passages(const struct match *m, const struct terms *terms, const struct ranker *ranker, size_t limit,
                          const struct unit_preference *preference, struct unit_scores *out)
{
    out->window_count = 0;
    for (size_t first = 0; first < m->sentence_count; first++)
        add_windows(m, terms, ranker, first, preference != NULL, out);
    out->window_count = prefer(m, preference, out->windows, out->window_count);
    if (out->window_count > 1)
        qsort(out->windows, out->window_count, sizeof *out->windows, by_score);
    for (size_t i = 0; i < out->window_count && (limit == 0 || out->count < limit); i++) {
        if (!overlaps_any(out, &out->windows[i]))
            add_unit(&out->items, &out->count, &out->cap, out->windows[i]);
    }
}

/* Sentences, or runs of sentences of one paragraph. */
static void find_fixed(const struct match *m, const struct terms *terms, const struct ranker *ranker, bool paragraphs, size_t limit,
                       const struct unit_preference *preference, struct unit_scores *out)
{
    for (size_t first = 0, next; first < m->sentence_count; first = next) {
        uint32_t hits = m->sentences[first].hits;
        next = first + 1;
        while (paragraphs && next < m->sentence_count && m->sentences[next].paragraph == m->sentences[first].paragraph)
            hits += m->sentences[next++].hits;
        if (hits == 0 && !preference)
            continue;
        struct tally tally;
        tally_start(&tally, m);
        for (size_t i = first; i < next; i++)
            tally_add(&tally, m, &m->sentences[i]);
        struct unit_score unit = {(uint32_t)first, (uint32_t)next - 1, tally_score(&tally, terms, ranker, NULL), 0};
        add_unit(&out->items, &out->count, &out->cap, unit);
    }
    out->count = prefer(m, preference, out->items, out->count);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_score);
    if (limit > 0 && out->count > limit)
        out->count = limit;
}

/* The unit at the beginning of a text that matches by its title only. */
static void add_beginning(const struct match *m, const struct terms *terms, const struct ranker *ranker, enum unit unit,
                          struct unit_scores *out)
{
    struct tally tally;
    size_t last = 0;
    uint32_t words = m->sentences[0].words;
    bool passage = unit == UNIT_PASSAGES || unit == UNIT_ARTICLES;
    for (; unit != UNIT_SENTENCES && last + 1 < m->sentence_count; last++) {
        const struct match_sentence *next = &m->sentences[last + 1];
        bool fits = words + next->words <= ranker->passage_max_words && last + 1 < ranker->passage_max_sentences &&
                    words < ranker->passage_min_words && flows(m, ranker, last + 1);
        if (passage ? !fits : next->paragraph != m->sentences[0].paragraph)
            break;
        words += next->words;
    }
    tally_start(&tally, m);
    for (size_t i = 0; i <= last; i++)
        tally_add(&tally, m, &m->sentences[i]);
    add_unit(&out->items, &out->count, &out->cap,
             (struct unit_score){0, (uint32_t)last, tally_score(&tally, terms, ranker, NULL), 0});
}

void passage_units(const struct match *m, const struct terms *terms, const struct ranker *ranker, enum unit unit, size_t limit,
                   const struct unit_preference *preference, struct unit_scores *out)
{
    out->count = 0;
    if (m->sentence_count == 0)
        return;
    if (unit == UNIT_PASSAGES || unit == UNIT_ARTICLES)
        find_passages(m, terms, ranker, unit == UNIT_ARTICLES ? 1 : limit, preference, out);
    else
        find_fixed(m, terms, ranker, unit == UNIT_PARAGRAPHS, limit, preference, out);
    if (out->count == 0 && !(preference && preference->strict))
        add_beginning(m, terms, ranker, unit, out);
}

void unit_scores_release(struct unit_scores *s)
{
    free(s->items);
    free(s->windows);
    *s = (struct unit_scores){0};
}

/* A unit has at least as many words as it has query words, so its length is bounded from below by its term frequencies; since a longer unit
 * scores less, the score with length 0 is the bound that always holds. */
double passage_bound(const struct terms *terms, const struct ranker *ranker, const uint32_t *wdf)
{
    struct tally tally = {.words = 0};
    for (size_t i = 0; i < terms->count; i++) {
        tally.tf[i] = wdf[i];
        if (wdf[i] > 0)
            tally.mask |= UINT64_C(1) << i;
    }
    for (size_t i = 0; i < terms->pair_count; i++) {
        uint32_t first = wdf[terms->pairs[i].first], second = wdf[terms->pairs[i].second];
        tally.ordered[i] = second;
        tally.unordered[i] = first < second ? first : second;
        if (tally.unordered[i] > 0)
            tally.pair_mask |= UINT64_C(1) << i;
    }
    return tally_score(&tally, terms, ranker, NULL);
}
