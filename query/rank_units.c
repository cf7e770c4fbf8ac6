#include "query/recency.h"
#include "query/searcher.h"

#include <stdlib.h>

/* Room for rounding between a bound and the score that it bounds: both are sums of at most some hundred doubles. */
#define BOUND_SLACK (1 + 1e-9)

static double fuse(const struct searcher *s, double unit_score, const struct candidate *c)
{
    return c->recency * (s->ranker->unit_share * unit_score / rank_total(s) + s->ranker->segment_share * c->weight / rank_best(s));
}

/* Articles beyond the first `rerank` go by their index weight alone. */
static bool is_text_wanted(const struct searcher *s, const struct candidate *c)
{
    return s->settings->unit != UNIT_ARTICLES || c->rank < s->ranker->rerank;
}

static enum status read_recency(struct searcher *s, struct candidate *c, struct error *err)
{
    struct buf value = {0};
    struct date published = {0};
    enum status status = store_reader_value(s->reader, c->docid, SLOT_DATE, &value, err);
    if (status == STATUS_OK && value.len == DATE_SORTABLE_SIZE)
        published = (struct date){.seconds = date_from_sortable(value.data), .precision = DATE_SECOND};
    c->recency = recency_factor(s->settings, published);
    buf_release(&value);
    return status;
}

static enum status bound_candidates(struct searcher *s, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < s->candidates.count && status == STATUS_OK; i++) {
        struct candidate *c = &s->candidates.items[i];
        c->recency = 1;
        if (s->settings->half_life > 0)
            status = read_recency(s, c, err);
        double unit = is_text_wanted(s, c) ? passage_bound(&s->terms, s->ranker, c->wdf) : 0;
        c->bound = fuse(s, unit, c) * BOUND_SLACK;
    }
    return status;
}

static int by_bound(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->bound != y->bound)
        return x->bound > y->bound ? -1 : 1;
    return x->docid < y->docid ? -1 : x->docid > y->docid;
}

static struct segment_slot *next_slot(struct searcher *s, uint32_t docid)
{
    if (s->slots_used == s->slot_count) {
        mem_grow(&s->slots, &s->slot_cap, s->slot_count, sizeof(struct segment_slot *));
        s->slots[s->slot_count++] = mem_alloc(sizeof **s->slots);
    }
    struct segment_slot *slot = s->slots[s->slots_used];
    slot->docid = docid;
    slot->scored = slot->read = false;
    buf_clear(&slot->id);
    return slot;
}

/* Keep what results need: the match itself is overwritten by the next text. */
static void keep_match(struct segment_slot *slot, const struct match *m)
{
    if (slot->sentence_cap < m->sentence_count) {
        slot->sentences = mem_resize(slot->sentences, m->sentence_count, sizeof *slot->sentences);
        slot->sentence_cap = m->sentence_count;
    }
    for (size_t i = 0; i < m->sentence_count; i++)
        slot->sentences[i] = (struct span){m->sentences[i].start, m->sentences[i].end};
    slot->hit_count = 0;
    slot->title_terms = 0;
    for (uint32_t i = 0; i < m->title.hits; i++)
        slot->title_terms |= UINT64_C(1) << m->hits[i].term;
    for (size_t i = m->title.hits; i < m->hit_count; i++) {
        mem_grow(&slot->hits, &slot->hit_cap, slot->hit_count, sizeof *slot->hits);
        slot->hits[slot->hit_count++] = m->hits[i];
    }
}

enum status rank_read_segment(struct searcher *s, struct segment_slot *slot, struct error *err)
{
    buf_clear(&slot->record);
    enum status status = store_reader_record(s->reader, slot->docid, &slot->record, err);
    if (status == STATUS_OK)
        status = record_decode(view_of_buf(&slot->record), &slot->fields, err);
    if (status != STATUS_OK)
        return status;
    const struct article *article = &slot->fields.article;
    buf_clear(&slot->id);
    buf_add_view(&slot->id, article->id);
    analyser_set_language(s->analyser, article->language);
    match_text(&s->match, s->analyser, &s->terms, s->ranker->window, article->title, article->text);
    keep_match(slot, &s->match);
    slot->read = true;
    return STATUS_OK;
}

/* Where a segment lies in its article. */
struct segment_place {
    uint32_t segments, offset, first_paragraph;
};

/* See through its outline what units the segment has; false in *seen when that cannot be done. */
static enum status look_at_outline(struct searcher *s, const struct candidate *c, struct segment_place *place, bool *seen,
                                   struct error *err)
{
    struct outline outline;
    enum status status = store_reader_value(s->reader, c->docid, SLOT_OUTLINE, &s->outline, err);
    if (status != STATUS_OK || !outline_open(view_of_buf(&s->outline), &outline))
        return status;
    *place = (struct segment_place){outline.segments, outline.offset, outline.first_paragraph};
    *seen = match_outline(&s->match, &outline, &s->terms, s->ranker->window, c->stem_wdf);
    return STATUS_OK;
}

static enum status look_at_text(struct searcher *s, struct segment_slot *slot, struct segment_place *place, struct error *err)
{
    enum status status = rank_read_segment(s, slot, err);
    if (status == STATUS_OK)
        *place = (struct segment_place){slot->fields.segments, slot->fields.offset, slot->fields.first_paragraph};
    return status;
}

/* A paragraph may be cut over two segments only where it is the first or the last of its segment. */
static uint32_t paragraph_key(const struct searcher *s, const struct segment_place *place, uint32_t paragraph)
{
    bool at_edge = paragraph == 0 || paragraph + 1 == s->match.paragraph_count;
    if (s->settings->unit != UNIT_PARAGRAPHS || place->segments < 2 || !at_edge)
        return SHORTLIST_NO_KEY;
    return place->first_paragraph + paragraph;
}

/* The id as the value slot has it, unless it is so long that it was shortened by a hash. */
static enum status read_id(struct searcher *s, struct segment_slot *slot, struct error *err)
{
    if (slot->id.len > 0)
        return STATUS_OK;
    enum status status = store_reader_value(s->reader, slot->docid, SLOT_ARTICLE, &slot->id, err);
    if (status == STATUS_OK && slot->id.len + 1 >= SCHEMA_MAX_TERM)
        status = rank_read_segment(s, slot, err);
    return status;
}

static enum status add_units(struct searcher *s, const struct candidate *c, struct segment_slot *slot,
                             const struct segment_place *place, bool *added, struct error *err)
{
    for (size_t i = 0; i < s->units.count; i++) {
        const struct unit_score *unit = &s->units.items[i];
        unsigned best = s->units.items[0].level;
        if (unit->level < best && (unit->level == 0 || s->per_article == 1))
            continue;
        struct shortlist_entry entry = {
            .score = fuse(s, unit->score, c),
            .unit_score = unit->score,
            .segment_score = c->weight,
            .slot = (uint32_t)s->slots_used,
            .first = unit->first,
            .last = unit->last,
            .start = place->offset + unit->first,
            .key = paragraph_key(s, place, s->match.sentences[unit->first].paragraph),
        };
        if (!shortlist_admits(&s->shortlist, entry.score)) {
            if (best == 0)
                break;
            continue; /* the next level may have better ones */
        }
        enum status status = read_id(s, slot, err);
        if (status != STATUS_OK)
            return status;
        entry.article = view_of_buf(&slot->id);
        *added = shortlist_add(&s->shortlist, &entry) || *added;
    }
    return STATUS_OK;
}

static enum status add_unread(struct searcher *s, const struct candidate *c, struct segment_slot *slot, bool *added,
                              struct error *err)
{
    enum status status = read_id(s, slot, err);
    if (status != STATUS_OK)
        return status;
    struct shortlist_entry entry = {
        .score = fuse(s, 0, c),
        .segment_score = c->weight,
        .article = view_of_buf(&slot->id),
        .slot = (uint32_t)s->slots_used,
        .key = SHORTLIST_NO_KEY,
    };
    *added = shortlist_add(&s->shortlist, &entry);
    return STATUS_OK;
}

static enum status add_looked_at(struct searcher *s, const struct candidate *c, struct segment_slot *slot, bool *added,
                                 struct error *err)
{
    /* Two more than an article may have: the halves of paragraphs cut at both ends may give way to better halves elsewhere. */
    size_t limit = s->per_article ? s->per_article + 2 : 0;
    struct segment_place place;
    bool seen = false;
    enum status status = STATUS_OK;
    if (!restrict_prefers_windows(s))
        status = look_at_outline(s, c, &place, &seen, err);
    if (status == STATUS_OK && !seen)
        status = look_at_text(s, slot, &place, err);
    if (status != STATUS_OK)
        return status;
    s->scored++;
    slot->scored = true;
    passage_units(&s->match, &s->terms, s->ranker, s->settings->unit, limit, restrict_windows(s, c->docid, &slot->fields),
                  &s->units);
    return add_units(s, c, slot, &place, added, err);
}

static enum status score_candidate(struct searcher *s, const struct candidate *c, struct error *err)
{
    struct segment_slot *slot = next_slot(s, c->docid);
    bool added = false;
    enum status status = is_text_wanted(s, c) ? add_looked_at(s, c, slot, &added, err) : add_unread(s, c, slot, &added, err);
    if (added)
        s->slots_used++;
    return status;
}

enum status rank_units(struct searcher *s, struct error *err)
{
    const struct search_settings *settings = s->settings;
    struct candidates *c = &s->candidates;
    s->slots_used = 0;
    s->scored = 0;
    match_prepare(&s->match, &s->terms);
    shortlist_start(&s->shortlist, (size_t)(settings->offset + settings->limit), s->per_article);
    enum status status = bound_candidates(s, err);
    if (c->count > 1)
        qsort(c->items, c->count, sizeof *c->items, by_bound);
    for (size_t i = 0; i < c->count && status == STATUS_OK; i++) {
        if (!s->ranker->exhaustive && !shortlist_admits(&s->shortlist, c->items[i].bound))
            break;
        status = score_candidate(s, &c->items[i], err);
        if (status == STATUS_OK)
            status = searcher_check_time(s, err);
    }
    return status;
}
