#include "query/terms.h"

#include "query/terms_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A distinct stem while the query is being read; there may be more of them than fit in the end. */
struct draft {
    struct term term;
    double rank; /* weight x idf */
    size_t order;
};

struct drafts {
    struct draft *items;
    size_t count, cap;
};

static bool same_place(const struct token *a, const struct token *b)
{
    return a->start < b->end && b->start < a->end;
}

size_t terms_group_end(const struct tokens *tokens, size_t at)
{
    uint32_t end = tokens->items[at].end;
    size_t i = at + 1;
    for (; i < tokens->count && tokens->items[i].start < end; i++) {
        if (tokens->items[i].end > end)
            end = tokens->items[i].end;
    }
    return i;
}

/* Whether tokens[i] repeats a stem of its group: the joined form stands at every part, an accented form has the plain one's stem. */
static bool repeats_in_group(const struct tokens *tokens, size_t from, size_t i)
{
    const struct token *token = &tokens->items[i];
    for (size_t j = from; j < i; j++) {
        const struct token *other = &tokens->items[j];
        bool either_variant = ((token->flags | other->flags) & TOKEN_VARIANT) != 0;
        if (other->word->stem_id == token->word->stem_id && (either_variant || same_place(other, token)))
            return true;
    }
    return false;
}

static bool group_has_forms(const struct tokens *tokens, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if ((tokens->items[i].flags & TOKEN_VARIANT) != 0 && !repeats_in_group(tokens, from, i))
            return true;
    }
    return false;
}

static bool is_wanted(const struct token *token, bool stop_words)
{
    return stop_words || !token->word->is_stop;
}

void terms_reserve_stems(struct terms *t, uint32_t stem_id)
{
    while (t->by_stem_cap <= stem_id)
        mem_grow(&t->by_stem, &t->by_stem_cap, t->by_stem_cap, sizeof *t->by_stem);
    for (; t->by_stem_count <= stem_id; t->by_stem_count++)
        t->by_stem[t->by_stem_count] = TERMS_NONE;
}

static void add_draft(struct drafts *drafts, const struct token *token, struct view query, double weight)
{
    for (size_t i = 0; i < drafts->count; i++) {
        if (drafts->items[i].term.stem_id == token->word->stem_id) {
            drafts->items[i].term.weight += weight;
            return;
        }
    }
    mem_grow(&drafts->items, &drafts->cap, drafts->count, sizeof *drafts->items);
    drafts->items[drafts->count] = (struct draft){
        .term = {.text = view_sub(query, token->start, token->end),
                 .stem = {token->word->stem, token->word->stem_len},
                 .stem_id = token->word->stem_id,
                 .position = token->position,
                 .weight = weight},
        .order = drafts->count,
    };
    drafts->count++;
}

static double boost_at(struct term_boosts boosts, uint32_t start)
{
    for (size_t i = 0; i < boosts.count; i++) {
        if (start < boosts.items[i].end)
            return boosts.items[i].factor;
    }
    return 1;
}

static void collect(struct terms *t, struct view query, struct term_boosts boosts, bool stop_words, struct drafts *drafts)
{
    const struct tokens *tokens = &t->tokens;
    for (size_t from = 0, to; from < tokens->count; from = to) {
        to = terms_group_end(tokens, from);
        double weight = group_has_forms(tokens, from, to) ? TERMS_FORM_WEIGHT : 1;
        weight *= boost_at(boosts, tokens->items[from].start);
        for (size_t i = from; i < to; i++) {
            if (is_wanted(&tokens->items[i], stop_words) && !repeats_in_group(tokens, from, i))
                add_draft(drafts, &tokens->items[i], query, weight);
        }
    }
}

double terms_idf(uint64_t segments, uint64_t document_frequency)
{
    double n = (double)segments, df = (double)document_frequency;
    return log(1 + (n - df + 0.5) / (df + 0.5));
}

static void name_terms(struct buf *names, struct drafts *drafts)
{
    buf_clear(names);
    for (size_t i = 0; i < drafts->count; i++) {
        buf_add_char(names, 'Z');
        buf_add_view(names, drafts->items[i].term.stem);
    }
    size_t at = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        struct term *term = &drafts->items[i].term;
        term->name = (struct view){names->data + at, term->stem.len + 1};
        at += term->name.len;
    }
}

static enum status read_statistics(struct store_reader *r, uint64_t segments, struct drafts *drafts, struct error *err)
{
    struct view *names = mem_array(drafts->count, sizeof *names);
    struct store_term_stats *stats = mem_array(drafts->count, sizeof *stats);
    for (size_t i = 0; i < drafts->count; i++)
        names[i] = drafts->items[i].term.name;
    enum status status = store_reader_term_stats(r, names, drafts->count, stats, err);
    for (size_t i = 0; status == STATUS_OK && i < drafts->count; i++) {
        struct draft *d = &drafts->items[i];
        d->term.document_frequency = stats[i].document_frequency;
        d->term.idf = terms_idf(segments, stats[i].document_frequency);
        d->rank = d->term.weight * d->term.idf;
    }
    free(names);
    free(stats);
    return status;
}

static int by_rank(const void *a, const void *b)
{
    const struct draft *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int by_order(const void *a, const void *b)
{
    const struct draft *x = a, *y = b;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void keep_best(struct terms *t, struct drafts *drafts)
{
    size_t kept = drafts->count;
    if (kept > TERMS_MAX) {
        qsort(drafts->items, drafts->count, sizeof *drafts->items, by_rank);
        kept = TERMS_MAX;
        qsort(drafts->items, kept, sizeof *drafts->items, by_order);
    }
    t->left_out = drafts->count - kept;
    for (size_t i = 0; i < kept; i++) {
        t->items[i] = drafts->items[i].term;
        t->total += drafts->items[i].rank;
        terms_reserve_stems(t, t->items[i].stem_id);
        t->by_stem[t->items[i].stem_id] = (uint8_t)i;
    }
    t->count = kept;
}

static void add_pair(struct terms *t, uint8_t first, uint8_t second, uint32_t distance)
{
    if (first == second)
        return;
    for (size_t i = 0; i < t->pair_count; i++) {
        if (t->pairs[i].first == first && t->pairs[i].second == second) {
            t->pairs[i].weight += 1;
            return;
        }
    }
    if (t->pair_count < TERMS_MAX)
        t->pairs[t->pair_count++] = (struct term_pair){first, second, distance, 1};
}

/* Pairs are of main forms only: variants stand at the place of another token. */
static void find_pairs(struct terms *t)
{
    const struct token *previous = NULL;
    for (size_t i = 0; i < t->tokens.count; i++) {
        const struct token *token = &t->tokens.items[i];
        if ((token->flags & TOKEN_VARIANT) != 0 || terms_find(t, token->word->stem_id) == TERMS_NONE)
            continue;
        if (previous && token->position > previous->position)
            add_pair(t, terms_find(t, previous->word->stem_id), terms_find(t, token->word->stem_id),
                     token->position - previous->position);
        previous = token;
    }
}

static void clear(struct terms *t)
{
    for (size_t i = 0; i < t->by_stem_count; i++)
        t->by_stem[i] = TERMS_NONE;
    t->by_stem_count = 0;
    t->count = t->pair_count = t->left_out = t->synonym_count = 0;
    t->total = 0;
    t->only_stop_words = false;
    tokens_clear(&t->tokens);
}

enum status terms_make(struct terms *t, struct analyser *a, struct store_reader *r, uint64_t segments, struct view query,
                       struct error *err)
{
    return terms_make_boosted(t, a, r, segments, query, (struct term_boosts){NULL, 0}, err);
}

enum status terms_make_boosted(struct terms *t, struct analyser *a, struct store_reader *r, uint64_t segments, struct view query,
                               struct term_boosts boosts, struct error *err)
{
    struct drafts drafts = {0};
    clear(t);
    analyse(a, query, ANALYSE_QUERY, &t->tokens);
    collect(t, query, boosts, false, &drafts);
    if (drafts.count == 0 && t->tokens.count > 0) {
        t->only_stop_words = true;
        collect(t, query, boosts, true, &drafts);
    }
    name_terms(&t->names, &drafts);
    enum status status = drafts.count > 0 ? read_statistics(r, segments, &drafts, err) : STATUS_OK;
    if (status == STATUS_OK) {
        keep_best(t, &drafts);
        find_pairs(t);
    }
    free(drafts.items);
    return status;
}

void terms_release(struct terms *t)
{
    free(t->by_stem);
    free(t->synonyms);
    buf_release(&t->names);
    buf_release(&t->more_names);
    tokens_release(&t->tokens);
    *t = (struct terms){0};
}

void terms_describe(const struct terms *t, struct buf *out)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct term *term = &t->items[i];
        if (i > 0)
            buf_add_char(out, ' ');
        buf_add_view(out, term->stem);
        if (term->weight != 1)
            buf_printf(out, "^%.10g", term->weight);
    }
    if (t->left_out > 0)
        buf_printf(out, "%s(%zu more terms left out)", t->count > 0 ? " " : "", t->left_out);
}
