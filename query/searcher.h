/* What a searcher keeps from search to search, and the steps that work on it. Private to search*.c, rank_*.c, lit.c and alert.c. */
#ifndef LEDE_QUERY_SEARCHER_H
#define LEDE_QUERY_SEARCHER_H

#include "query/articles.h"
#include "query/candidates.h"
#include "query/feedback.h"
#include "query/framing.h"
#include "query/passage.h"
#include "query/restrict.h"
#include "query/search.h"
#include "query/shortlist.h"
#include "query/syntax/rank_words.h"

/* A segment that has a unit in the shortlist: its record, and where query words stand in it. */
struct segment_slot {
    uint32_t docid;
    bool scored;       /* its best unit counts; else its index weight alone */
    bool read;         /* record, fields, sentences and hits are there; else the id alone is */
    struct buf id;     /* of the article */
    struct buf record; /* stored form; `fields` points into it */
    struct record fields;
    struct span *sentences; /* of the text: from the first word to the last */
    size_t sentence_cap;
    struct hit *hits; /* of the text */
    size_t hit_count, hit_cap;
    uint64_t title_terms; /* bit i: the title has term i */
};

struct searcher {
    struct store_reader *reader;
    struct analyser *analyser;
    struct store_stats stats;
    const struct ranker *ranker; /* of the running search */
    const struct search_settings *settings;
    size_t per_article;           /* of the settings, the default resolved; 0 = any number */
    double deadline;              /* CLOCK_MONOTONIC seconds; 0 = none */
    struct articles articles;     /* of whatever revision was asked for last */
    struct conditions conditions; /* of the running search; without a tree when there are none */
    struct restriction restriction;
    struct unit_preference preference;
    struct rank_words rank_words;
    struct framing framing; /* of a query of plain words */
    struct terms terms;
    struct candidates_request request; /* of the candidates */
    struct candidates candidates;
    struct feedback feedback;
    struct match match;
    struct buf outline; /* scratch */
    struct unit_scores units;
    struct shortlist shortlist;
    struct segment_slot **slots; /* allocated one by one: entries point into them */
    size_t slot_count, slot_cap, slots_used;
    uint64_t scored;
    uint64_t matches; /* of the query's own words, see results.h */
    bool matches_exact;
};

enum { SEARCHER_TRIES = 5 }; /* how often a search begins again because the index changed meanwhile */

/* Before the first try: check the query's size and the settings, set settings, ranker and deadline. */
enum status searcher_begin(struct searcher *s, struct view words, const struct search_settings *settings,
                           struct error *err) WARN_UNUSED;

/* At the beginning of a try: statistics of the index, language of the query, its terms, and what the index says of its conditions, if it has any. `words` is valid UTF-8
 * and lives as long as the terms. A mistake is STATUS_USAGE, with its place. `stages`: see query_tree.h. */
enum status searcher_prepare(struct searcher *s, struct view words, struct span *mistake, struct buf *stages,
                             struct error *err) WARN_UNUSED;

/* ISO 639-1 code of the query: the language asked for, or that of the index. */
struct view searcher_language(const struct searcher *s);

/* How the query was understood: parsed form and terms. */
void search_describe(const struct searcher *s, struct query_info *info);

/* What unit scores and segment weights are measured against (rank.h: U and best). */
static inline double rank_total(const struct searcher *s)
{
    return s->terms.total > 0 ? s->terms.total : 1;
}
static inline double rank_best(const struct searcher *s)
{
    return s->candidates.best > 0 ? s->candidates.best : 1;
}

/* STATUS_TIMEOUT when the deadline of the running search has passed. */
enum status searcher_check_time(const struct searcher *s, struct error *err) WARN_UNUSED;

/* rank_units.c: from candidates to the shortlist. Looks at no more candidates than it takes to be sure of the list; at their outlines, and at their texts where those
 * cannot tell or conditions have a say in which unit is shown. */
enum status rank_units(struct searcher *s, struct error *err) WARN_UNUSED;

/* rank_units.c: fetch the record of a slot and match its text. The match stays in s->match. */
enum status rank_read_segment(struct searcher *s, struct segment_slot *slot, struct error *err) WARN_UNUSED;

/* rank_results.c: from the shortlist to results, with texts and highlights. */
enum status rank_results(struct searcher *s, struct results *out, struct error *err) WARN_UNUSED;

#endif
