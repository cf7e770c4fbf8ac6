#include "query/explain.h"

#include <stdlib.h>

/* The sentence of `text` that holds byte `at`, or the paragraph's end where none does. */
static struct span sentence_at(struct view text, struct span paragraph, uint32_t at)
{
    struct view inside = view_sub(text, paragraph.start, paragraph.end);
    struct span sentence;
    for (size_t next = 0; segment_next_sentence(inside, &next, &sentence);) {
        if (paragraph.start + sentence.end > at)
            return (struct span){paragraph.start + sentence.start, paragraph.start + sentence.end};
    }
    return (struct span){at, paragraph.end};
}

/* The paragraph of `text` that holds byte `at`; *number counts from 0. */
static struct span paragraph_at(struct view text, uint32_t at, uint32_t *number)
{
    struct span paragraph = {0, (uint32_t)text.len};
    size_t next = 0;
    for (*number = 0; segment_next_paragraph(text, &next, &paragraph); ++*number) {
        if (paragraph.end > at)
            break;
    }
    return paragraph;
}

/* From the first and last word of a unit to its span in the segment's text, quotes and full stops included. */
static struct span unit_span(struct view text, enum unit unit, uint32_t first, uint32_t last, uint32_t *paragraph)
{
    uint32_t unused;
    struct span begins = paragraph_at(text, first, paragraph);
    if (unit == UNIT_PARAGRAPHS)
        return begins;
    struct span ends = paragraph_at(text, last > 0 ? last - 1 : 0, &unused);
    return (struct span){sentence_at(text, begins, first).start, sentence_at(text, ends, last > 0 ? last - 1 : 0).end};
}

static void make_id(enum unit unit, struct result *r)
{
    buf_add_view(&r->id, r->fields.article.id);
    if (unit == UNIT_PARAGRAPHS)
        buf_printf(&r->id, "#%u", r->paragraph);
    else if (unit != UNIT_ARTICLES)
        buf_printf(&r->id, "@%u-%u", r->start, r->end);
}

static void add_highlight(struct result *r, size_t *cap, struct highlight h)
{
    if (r->highlight_count > 0) {
        struct highlight *last = &r->highlights[r->highlight_count - 1];
        if (h.start < last->end) {
            /* Two forms of one word: the longer one is lit, the first where they are equally long. */
            if (h.end - h.start > last->end - last->start && h.start <= last->start)
                *last = h;
            return;
        }
    }
    mem_grow(&r->highlights, cap, r->highlight_count, sizeof *r->highlights);
    r->highlights[r->highlight_count++] = h;
}

/* Light the words for which the query's conditions hold, each as what it is. */
static void add_marks(struct searcher *s, const struct segment_slot *slot, struct span span, struct result *r)
{
    struct conditions *c = &s->conditions;
    size_t cap = 0;
    conditions_read(c, s->analyser, &slot->fields.article, slot->fields.offset, slot->fields.first_paragraph,
                    articles_first(&s->articles, slot->docid));
    conditions_mark(c, span);
    for (size_t i = 0; i < c->marks.count; i++) {
        const struct mark *mark = &c->marks.items[i];
        uint32_t offset = slot->fields.offset;
        uint8_t term = match_term_at(slot->hits, slot->hit_count, mark->start - offset, mark->end - offset);
        add_highlight(r, &cap,
                      (struct highlight){mark->start, mark->end, term != TERMS_NONE ? term : HIGHLIGHT_NO_TERM, mark->kind});
    }
}

static void add_highlights(struct searcher *s, const struct segment_slot *slot, struct span span, bool whole_article,
                           struct result *r)
{
    size_t cap = 0;
    for (size_t i = 0; i < slot->hit_count; i++) {
        const struct hit *hit = &slot->hits[i];
        bool inside = hit->start >= span.start && hit->end <= span.end;
        if (inside || whole_article)
            r->terms_matched |= UINT64_C(1) << hit->term;
        if (inside && !s->conditions.tree)
            add_highlight(
                r, &cap,
                (struct highlight){slot->fields.offset + hit->start, slot->fields.offset + hit->end, hit->term, MATCH_STEM});
    }
    if (whole_article)
        r->terms_matched |= slot->title_terms;
    if (s->conditions.tree)
        add_marks(s, slot, span, r);
}

/* The record goes to its last user; those before get copies. */
static enum status take_record(struct segment_slot *slot, bool last_use, struct result *r, struct error *err)
{
    if (last_use) {
        r->record = slot->record;
        slot->record = (struct buf){0};
    } else {
        buf_add_view(&r->record, view_of_buf(&slot->record));
    }
    return record_decode(view_of_buf(&r->record), &r->fields, err);
}

/* An article that was ranked by its index weight alone has no passage yet. */
static enum status read_late(struct searcher *s, struct segment_slot *slot, struct shortlist_entry *entry, struct error *err)
{
    enum status status = rank_read_segment(s, slot, err);
    if (status != STATUS_OK)
        return status;
    passage_units(&s->match, &s->terms, s->ranker, UNIT_ARTICLES, 1, restrict_windows(s, slot->docid, &slot->fields), &s->units);
    if (s->units.count > 0) {
        entry->unit_score = s->units.items[0].score;
        entry->first = s->units.items[0].first;
        entry->last = s->units.items[0].last;
    }
    return searcher_check_time(s, err);
}

/* The text of a result, unless it is a whole article that nobody wants to see. */
static enum status read_text(struct searcher *s, struct segment_slot *slot, struct shortlist_entry *entry, struct error *err)
{
    if (slot->read || (s->settings->unit == UNIT_ARTICLES && !s->settings->texts))
        return STATUS_OK;
    return slot->scored ? rank_read_segment(s, slot, err) : read_late(s, slot, entry, err);
}

static enum status fill_result(struct searcher *s, struct shortlist_entry *entry, bool last_use, struct result *r,
                               struct error *err)
{
    struct segment_slot *slot = s->slots[entry->slot];
    enum unit unit = s->settings->unit;
    r->score = entry->score;
    r->article_score = entry->segment_score;
    enum status status = read_text(s, slot, entry, err);
    r->passage_score = entry->unit_score;
    if (status != STATUS_OK)
        return status;
    if (!slot->read) {
        buf_add_view(&r->id, view_of_buf(&slot->id));
        return STATUS_OK;
    }
    status = take_record(slot, last_use, r, err);
    if (status != STATUS_OK)
        return status;
    struct view text = r->fields.article.text;
    struct span span = unit_span(text, unit, slot->sentences[entry->first].start, slot->sentences[entry->last].end, &r->paragraph);
    r->paragraph += r->fields.first_paragraph;
    r->start = r->fields.offset + span.start;
    r->end = r->fields.offset + span.end;
    r->text = view_sub(text, span.start, span.end);
    make_id(unit, r);
    add_highlights(s, slot, span, unit == UNIT_ARTICLES, r);
    if (slot->scored && s->settings->explain)
        explain_unit(s, entry, r);
    return STATUS_OK;
}

static bool is_used_later(const struct shortlist *list, size_t i)
{
    for (size_t j = i + 1; j < list->count; j++) {
        if (list->items[j].slot == list->items[i].slot)
            return true;
    }
    return false;
}

/* The parts of the index weights, for all results at once. */
static enum status explain(struct searcher *s, struct results *out, struct error *err)
{
    uint32_t *docids = mem_array(out->count, sizeof *docids);
    for (size_t i = 0; i < out->count; i++)
        docids[i] = s->slots[s->shortlist.items[s->settings->offset + i].slot]->docid;
    enum status status = explain_segments(s, docids, out, err);
    free(docids);
    return status;
}

enum status rank_results(struct searcher *s, struct results *out, struct error *err)
{
    struct shortlist *list = &s->shortlist;
    size_t offset = (size_t)s->settings->offset;
    size_t count = list->count > offset ? list->count - offset : 0;
    bool shared = s->per_article != 1;
    out->items = mem_array(count, sizeof *out->items);
    for (size_t i = 0; i < count; i++) {
        bool last_use = !shared || !is_used_later(list, offset + i);
        out->count = i + 1;
        enum status status = fill_result(s, &list->items[offset + i], last_use, &out->items[i], err);
        if (status != STATUS_OK)
            return status;
    }
    return s->settings->explain && s->settings->texts ? explain(s, out, err) : STATUS_OK;
}
