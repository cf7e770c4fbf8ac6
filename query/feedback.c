#include "query/feedback.h"

#include "common/huge.h"
#include "query/searcher.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEAST_DOCUMENTS = 2, /* a term of one segment tells nothing about others */
    POOL = 200,          /* terms whose statistics are asked for: 120 would do */
    LEAST_LENGTH = 2,    /* bytes of a stem */
    MOST_SEGMENTS = 40,  /* read for feedback, however many tie */
};

/* k1 and 1 - b of BM25, by which a term's frequency is saturated. */
#define SATURATION 1.2
#define FLAT_LENGTH 0.6

struct feedback_term {
    struct view stem; /* lives in the analyser */
    uint32_t stem_id;
    uint32_t tf;  /* in the segment at hand */
    double score; /* sums of presence at first, the divergence in the end */
};

/* A segment that feedback reads. */
struct chosen {
    double weight;
    struct buf record;
    struct record fields;
};

void feedback_release(struct feedback *f)
{
    free(f->terms);
    huge_free(f->by_stem, f->by_stem_cap * sizeof *f->by_stem);
    tokens_release(&f->tokens);
    buf_release(&f->expansion.names);
}

/* ---- counting the terms of a segment ---- */

static struct feedback_term *term_of(struct feedback *f, const struct word *word)
{
    huge_reach(&f->by_stem, &f->by_stem_cap, word->stem_id, sizeof *f->by_stem);
    uint32_t *place = &f->by_stem[word->stem_id];
    if (!*place) {
        mem_grow(&f->terms, &f->term_cap, f->term_count, sizeof *f->terms);
        f->terms[f->term_count++] = (struct feedback_term){.stem = {word->stem, word->stem_len}, .stem_id = word->stem_id};
        *place = (uint32_t)f->term_count;
    }
    return &f->terms[*place - 1];
}

/* Content words, and whatever the query itself has. */
static bool may_expand(const struct word *word, const struct terms *query)
{
    if (terms_find(query, word->stem_id) != TERMS_NONE)
        return true;
    return !word->is_stop && !word->is_number && word->stem_len >= LEAST_LENGTH && (word->stem[0] < '0' || word->stem[0] > '9');
}

static void count_terms(struct feedback *f, const struct terms *query)
{
    for (size_t i = 0; i < f->tokens.count; i++) {
        const struct token *token = &f->tokens.items[i];
        if (!(token->flags & TOKEN_VARIANT) && may_expand(token->word, query))
            term_of(f, token->word)->tf++;
    }
}

static void add_segment(struct searcher *s, const struct chosen *c, double share)
{
    struct feedback *f = &s->feedback;
    const struct article *article = &c->fields.article;
    tokens_clear(&f->tokens);
    analyser_set_language(s->analyser, article->language);
    analyse(s->analyser, article->text, ANALYSE_TEXT, &f->tokens);
    double length = (double)f->tokens.count;
    count_terms(f, &s->terms);
    tokens_clear(&f->tokens);
    analyse(s->analyser, article->title, ANALYSE_TITLE, &f->tokens);
    length += (double)f->tokens.count;
    count_terms(f, &s->terms); /* once as words of the segment, once more as title words */
    count_terms(f, &s->terms);
    double norm = SATURATION * (FLAT_LENGTH + (1 - FLAT_LENGTH) * length / s->stats.average_length);
    for (size_t i = 0; i < f->term_count; i++) {
        struct feedback_term *t = &f->terms[i];
        if (t->tf)
            t->score += share * t->tf * (SATURATION + 1) / (t->tf + norm);
        t->tf = 0;
    }
}

/* ---- which segments ---- */

static int by_weight_then_id(const void *a, const void *b)
{
    const struct chosen *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    int ids = view_compare(x->fields.article.id, y->fields.article.id);
    return ids ? ids : (x->fields.segment > y->fields.segment) - (x->fields.segment < y->fields.segment);
}

static enum status read_chosen(struct searcher *s, struct chosen *chosen, size_t count, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && !status; i++) {
        chosen[i].weight = s->candidates.items[i].weight;
        status = store_reader_record(s->reader, s->candidates.items[i].docid, &chosen[i].record, err);
        if (!status)
            status = record_decode(view_of_buf(&chosen[i].record), &chosen[i].fields, err);
    }
    if (!status)
        qsort(chosen, count, sizeof *chosen, by_weight_then_id); /* sums must not depend on docids */
    return status;
}

/* How many candidates, by weight, are among the first `wanted`: all that tie with the last of them, or none of these if they are too many. */
static size_t choose(const struct candidates *c, size_t wanted)
{
    size_t count = 0;
    while (count < c->count && c->items[count].rank < wanted)
        count++;
    return count <= MOST_SEGMENTS ? count : c->items[count - 1].rank;
}

/* ---- which terms ---- */

static int by_score_then_stem(const void *a, const void *b)
{
    const struct feedback_term *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return view_compare(x->stem, y->stem);
}

static void name_terms(struct feedback *f, size_t count, struct view *names)
{
    struct expansion *e = &f->expansion;
    buf_clear(&e->names);
    for (size_t i = 0; i < count; i++) {
        buf_add_char(&e->names, 'Z');
        buf_add_view(&e->names, f->terms[i].stem);
    }
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        names[i] = (struct view){e->names.data + at, f->terms[i].stem.len + 1};
        at += names[i].len;
    }
}

/* From summed presence to divergence: x log2(x N / df), where x is the mean presence of the term in the segments that were read. */
static enum status weigh_terms(struct searcher *s, size_t pool, double shares, struct error *err)
{
    struct feedback *f = &s->feedback;
    struct view names[POOL];
    struct store_term_stats stats[POOL];
    name_terms(f, pool, names);
    enum status status = store_reader_term_stats(s->reader, names, pool, stats, err);
    for (size_t i = 0; i < pool && !status; i++) {
        double df = (double)stats[i].document_frequency, x = f->terms[i].score / shares;
        f->terms[i].score = df < LEAST_DOCUMENTS ? 0 : x * log2(x * (double)s->stats.segments / df);
    }
    return status;
}

/* Each side of the new query comes to its share. */
static void share_out(struct searcher *s, size_t count)
{
    struct feedback *f = &s->feedback;
    struct expansion *e = &f->expansion;
    struct view names[FEEDBACK_MAX_TERMS];
    double own = 0, sum = 0;
    name_terms(f, count, names);
    for (size_t i = 0; i < s->terms.count; i++)
        own += s->terms.items[i].weight;
    for (size_t i = 0; i < count; i++)
        sum += f->terms[i].score;
    for (size_t i = 0; i < count; i++)
        e->items[i] = (struct weighted_name){names[i], f->terms[i].score * s->ranker->feedback_share / sum};
    e->count = count;
    e->query_factor = (1 - s->ranker->feedback_share) / own;
}

static enum status select_terms(struct searcher *s, double shares, struct error *err)
{
    struct feedback *f = &s->feedback;
    qsort(f->terms, f->term_count, sizeof *f->terms, by_score_then_stem);
    size_t pool = f->term_count < POOL ? f->term_count : POOL, count = 0;
    enum status status = weigh_terms(s, pool, shares, err);
    if (status)
        return status;
    qsort(f->terms, pool, sizeof *f->terms, by_score_then_stem);
    while (count < pool && count < s->ranker->feedback_terms && f->terms[count].score > 0)
        count++;
    share_out(s, count);
    return STATUS_OK;
}

enum status feedback_expand(struct searcher *s, struct error *err)
{
    struct feedback *f = &s->feedback;
    struct chosen chosen[MOST_SEGMENTS] = {0};
    size_t count = choose(&s->candidates, s->ranker->feedback_documents);
    f->expansion.count = f->term_count = 0;
    double shares = 0;
    enum status status = read_chosen(s, chosen, count, err);
    for (size_t i = 0; i < count && !status; i++) {
        double best = chosen[0].weight > 0 ? chosen[0].weight : 1;
        double share = exp((chosen[i].weight - best) / (s->ranker->feedback_spread * best));
        add_segment(s, &chosen[i], share);
        shares += share;
    }
    for (size_t i = 0; i < f->term_count; i++) /* all that was set: the table is as large as the dictionary */
        f->by_stem[f->terms[i].stem_id] = 0;
    if (!status && f->term_count)
        status = select_terms(s, shares, err);
    for (size_t i = 0; i < count; i++)
        buf_release(&chosen[i].record);
    return status;
}
