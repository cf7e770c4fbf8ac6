#include "query/explain.h"

#include "query/passage_score.h"
#include "query/recency.h"
#include "query/whole.h"

#include <stdlib.h>

void explain_unit(struct searcher *s, const struct shortlist_entry *entry, struct result *r)
{
    const struct article *article = &r->fields.article;
    struct tally tally;
    size_t from = r->parts.count;
    analyser_set_language(s->analyser, article->language);
    match_text(&s->match, s->analyser, &s->terms, s->ranker->window, article->title, article->text);
    tally_start(&tally, &s->match);
    for (size_t i = entry->first; i <= entry->last && i < s->match.sentence_count; i++)
        tally_add(&tally, &s->match, &s->match.sentences[i]);
    (void)tally_score(&tally, &s->terms, s->ranker, &r->parts);
    score_parts_scale(&r->parts, from, s->ranker->unit_share / rank_total(s));
}

static void add_segment_parts(const struct searcher *s, const struct candidate_weights *w, size_t row, struct score_parts *parts)
{
    for (size_t i = 0; i < w->leaf_count; i++) {
        const struct candidate_leaf *leaf = &w->leaves[i];
        struct score_part part = {.value = s->ranker->segment_share * w->weights[row * w->leaf_count + i] / rank_best(s)};
        if (part.value == 0)
            continue;
        part.kind = leaf->term == TERMS_NONE ? PART_FEEDBACK : PART_ARTICLE_TERM;
        part.first = leaf->term;
        if (leaf->term == TERMS_NONE)
            buf_add_view(&part.name, leaf->stem);
        score_parts_add(parts, part);
    }
}

enum status explain_segments(struct searcher *s, const uint32_t *docids, struct results *out, struct error *err)
{
    struct candidate_weights weights = {0};
    struct view *ids = mem_array(out->count, sizeof *ids);
    for (size_t i = 0; i < out->count; i++)
        ids[i] = out->items[i].fields.article.id;
    enum status status = candidates_weigh(s->reader, &s->request, docids, ids, out->count, &weights, err);
    if (status == STATUS_OK)
        status = whole_explain(s, docids, out->count, &weights, err);
    for (size_t i = 0; status == STATUS_OK && i < out->count; i++) {
        struct result *r = &out->items[i];
        add_segment_parts(s, &weights, i, &r->parts);
        if (s->settings->half_life > 0) {
            double factor = recency_factor(s->settings, r->fields.article.published);
            score_part(&r->parts, (struct score_part){.kind = PART_RECENCY, .value = (factor - 1) * score_parts_sum(&r->parts)});
        }
    }
    candidate_weights_release(&weights);
    free(ids);
    return status;
}
