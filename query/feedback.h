/* Pseudo-relevance feedback: the words that the best articles share are added to the query, carefully.
 *
 * From the best `feedback_documents` segments, each weighted by exp((s - s_best) / (feedback_spread * s_best)) so that a lone good answer is not drowned by what follows it,
 * a term collects tf / (tf + 1.2 * (0.6 + 0.4 * length / average length)) a segment; title words count one occurrence more. Only
 * content words that stand in at least two and at most a tenth of the segments are taken, the best `feedback_terms` of them.
 * The new query is (1 - share) of the old one and share of these, each side's weights summing to 1.
 * (After Lavrenko & Croft 2001, Relevance-based language models, and Abdul-Jaleel et al. 2004, RM3; the weights are ours, measured: see rank.c.)
 * Used by search for articles; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_FEEDBACK_H
#define LEDE_QUERY_FEEDBACK_H

#include "query/candidates.h"

enum { FEEDBACK_MAX_TERMS = 64 };

struct searcher;

/* What is added to a query: names of index terms with their weights, heaviest first. */
struct expansion {
    struct weighted_name {
        struct view name; /* in expansion.names */
        double weight;
    } items[FEEDBACK_MAX_TERMS];
    size_t count;
    double query_factor; /* what the weights of the query's own terms are multiplied by */
    struct buf names;
};

struct feedback {
    struct expansion expansion;
    struct feedback_term *terms;
    size_t term_count, term_cap;
    uint32_t *by_stem; /* stem_id -> index into terms + 1; zeros between searches */
    size_t by_stem_cap;
    struct tokens tokens;
};

/* Fill s->feedback.expansion from the candidates of the running search; count 0 when they have nothing to say. */
enum status feedback_expand(struct searcher *s, struct error *err) WARN_UNUSED;
void feedback_release(struct feedback *f);

#endif
