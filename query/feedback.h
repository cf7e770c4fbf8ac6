/* Pseudo-relevance feedback: the words that the best articles share are added to the query, carefully.
 *
 * The best `feedback_documents` segments weigh p = exp((s - s_best) / (feedback_spread * s_best)) each, so that a lone good answer is not drowned by what follows it.
 * In a segment a term is present by BM25's saturated frequency, 2.2 tf / (tf + 1.2 (0.6 + 0.4 length / average length)): 1 for one occurrence in a
 * segment of usual length; title words count one occurrence more. From x, the mean of that by the weights p, and the share df / N of all
 * segments that have the term follows its weight x log2(x N / df), the term's part of the Kullback-Leibler divergence between both (Carpineto et al. 2001,
 * "An information-theoretic approach to automatic query expansion"); it makes common words light by itself. Content words in two segments or more are
 * taken, and the query's own words whatever they are; the best `feedback_terms` of them.
 * The new query is (1 - share) of the old one and share of these, each side's weights summing to 1, as in RM3 (Abdul-Jaleel et al. 2004).
 * Used by search for articles; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_FEEDBACK_H
#define LEDE_QUERY_FEEDBACK_H

#include "query/candidates.h"

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
