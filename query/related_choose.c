#include "query/related_choose.h"

#include "query/resemblance.h"

#include <math.h>
#include <stdlib.h>

#define RELEVANCE_SHARE 0.6
#define COVER_SHARE 0.4
#define EXPLAINS 0.1

enum { TERM_BITS = 64 };

/* Words of headlines, folded, that announce an explanation. */
static const char *const explaining[] = {
    "explainer", "explained",  "explains",    "background", "backgrounder", "factbox", "timeline",   "profile",  "overview",
    "primer",    "chronology", "history",     "guide",      "analysis",     "what",    "why",        "how",      "hintergrund",
    "uberblick", "analyse",    "chronologie", "portrat",    "warum",        "wie",     "decryptage", "contexte", "portrait",
    "pourquoi",  "comment",    "analisis",    "cronologia", "claves",       "perfil",  "contesto",   "perche",   "cronistoria"};

/* A result on its way into the list. */
struct candidate {
    struct shingles shingles;
    bool left_out; /* the article itself, a copy, or in the list already */
    bool shingled;
    double prior;
};

struct choice_of {
    struct analyser *analyser;
    struct results *found;
    struct candidate *candidates; /* of found->items */
    size_t *chosen;
    size_t count;
    bool copies;               /* are kept */
    double weights[TERM_BITS]; /* of the query's terms; halved each time that one is covered */
    double total;              /* of the weights at first */
};

static bool title_explains(struct analyser *a, struct view title)
{
    struct tokens tokens = {0};
    bool found = false;
    analyse(a, title, ANALYSE_TITLE, &tokens);
    for (size_t i = 0; i < tokens.count && !found; i++) {
        struct view word = {tokens.items[i].word->text, tokens.items[i].word->text_len};
        for (size_t j = 0; j < sizeof explaining / sizeof *explaining && !found; j++)
            found = view_equal(word, view_of(explaining[j]));
    }
    tokens_release(&tokens);
    return found;
}

static const struct shingles *shingles_of(struct choice_of *c, size_t i)
{
    struct candidate *candidate = &c->candidates[i];
    if (!candidate->shingled)
        shingles_make(&candidate->shingles, c->analyser, c->found->items[i].fields.article.text);
    candidate->shingled = true;
    return &candidate->shingles;
}

static bool is_copy_of_chosen(struct choice_of *c, size_t i)
{
    for (size_t j = 0; j < c->count; j++) {
        if (shingles_containment(shingles_of(c, i), shingles_of(c, c->chosen[j])) >= RESEMBLANCE_COPY)
            return true;
    }
    return false;
}

/* Leave out the article itself and its copies. */
static void leave_out_source(struct choice_of *c, const struct article *article)
{
    struct shingles own = {0};
    shingles_make(&own, c->analyser, article->text);
    for (size_t i = 0; i < c->found->count; i++) {
        struct view id = c->found->items[i].fields.article.id;
        c->candidates[i].left_out = (article->id.len > 0 && view_equal(id, article->id)) ||
                                    (!c->copies && shingles_containment(&own, shingles_of(c, i)) >= RESEMBLANCE_COPY);
    }
    shingles_release(&own);
}

static void choose_in_order(struct choice_of *c, size_t limit)
{
    for (size_t i = 0; i < c->found->count && c->count < limit; i++) {
        if (!c->candidates[i].left_out && (c->copies || !is_copy_of_chosen(c, i)))
            c->chosen[c->count++] = i;
    }
}

/* ---- background ---- */

static double cover(const struct choice_of *c, uint64_t terms)
{
    double sum = 0;
    for (size_t t = 0; t < TERM_BITS; t++)
        sum += terms >> t & 1 ? c->weights[t] : 0;
    return c->total > 0 ? sum / c->total : 0;
}

static double gain(const struct choice_of *c, size_t i)
{
    const struct result *item = &c->found->items[i];
    double best = c->found->items[0].score;
    return RELEVANCE_SHARE * (best > 0 ? item->score / best : 0) + COVER_SHARE * cover(c, item->terms_matched) +
           c->candidates[i].prior;
}

/* The candidate with the largest gain, the earlier one of equal ones; found->count when none is left. */
static size_t best_candidate(const struct choice_of *c, double *value)
{
    size_t best = c->found->count;
    for (size_t i = 0; i < c->found->count; i++) {
        double g = c->candidates[i].left_out ? 0 : gain(c, i);
        if (c->candidates[i].left_out || (best < c->found->count && g <= *value))
            continue;
        best = i;
        *value = g;
    }
    return best;
}

static void weigh_terms(struct choice_of *c, uint64_t segments)
{
    const struct query_info *q = &c->found->query;
    for (size_t t = 0; t < q->term_count && t < TERM_BITS; t++) {
        double df = (double)q->terms[t].document_frequency;
        c->weights[t] = q->terms[t].weight * log(1 + ((double)segments - df + 0.5) / (df + 0.5));
        c->total += c->weights[t];
    }
}

static void choose_widely(struct choice_of *c, size_t limit)
{
    double *gains = mem_array(c->found->count, sizeof *gains);
    for (size_t i = 0; i < c->found->count; i++)
        c->candidates[i].prior = title_explains(c->analyser, c->found->items[i].fields.article.title) ? EXPLAINS : 0;
    while (c->count < limit) {
        double value = 0;
        size_t i = best_candidate(c, &value);
        if (i == c->found->count)
            break;
        c->candidates[i].left_out = true;
        if (!c->copies && is_copy_of_chosen(c, i))
            continue;
        gains[i] = value;
        c->chosen[c->count++] = i;
        for (size_t t = 0; t < TERM_BITS; t++) {
            if (c->found->items[i].terms_matched >> t & 1)
                c->weights[t] /= 2;
        }
    }
    for (size_t i = 0; i < c->count; i++)
        c->found->items[c->chosen[i]].score = gains[c->chosen[i]]; /* once all gains are known: they are made of scores */
    free(gains);
}

enum status related_choose(const struct related_settings *settings, struct analyser *a, struct store_reader *r,
                           const struct article *article, struct results *found, struct error *err)
{
    struct store_stats stats;
    struct choice_of c = {.analyser = a, .found = found, .copies = settings->copies};
    enum status status = store_reader_stats(r, &stats, err);
    if (status != STATUS_OK)
        return status;
    c.candidates = mem_array(found->count, sizeof *c.candidates);
    c.chosen = mem_array(found->count, sizeof *c.chosen);
    leave_out_source(&c, article);
    weigh_terms(&c, stats.segments);
    if (settings->kind == RELATED_BACKGROUND)
        choose_widely(&c, (size_t)settings->search.limit);
    else
        choose_in_order(&c, (size_t)settings->search.limit);
    for (size_t i = 0; i < found->count; i++)
        shingles_release(&c.candidates[i].shingles);
    results_choose(found, c.chosen, c.count);
    free(c.candidates);
    free(c.chosen);
    return STATUS_OK;
}
