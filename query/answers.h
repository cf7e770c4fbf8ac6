/* From what a search finds to the list that a person reads: copies folded, in the order asked for, a page of it, in groups, with facets, surroundings and
 * checksums. `search` uses it; `batch` does not: a run is judged unit by unit.
 *
 * Pages fit together: what stands on a page depends on nothing behind it, so that pages of --offset 0, 10, 20 … show each result once. One thread a searcher. */
#ifndef LEDE_QUERY_ANSWERS_H
#define LEDE_QUERY_ANSWERS_H

#include "common/schema.h"
#include "query/search.h"

enum sort {
    SORT_RELEVANCE,
    SORT_OLDEST, /* of ALL articles that match, by date of publication; without a date last; on one date by id */
    SORT_NEWEST,
};

enum grouping { GROUP_NONE, GROUP_SOURCE, GROUP_DAY, GROUP_MONTH, GROUP_CLUSTER };

enum { ANSWERS_MAX_FACETS = 8 };

struct answer_settings {
    bool
        fold; /* near-identical passages are one result with copies (fold.h): by relevance the one published first, by date the first in that order */
    enum sort sort;
    enum grouping group; /* the page is put in groups; the first group is that of the first result */
    uint32_t context;    /* sentences before and behind each passage */
    bool cite;           /* the SHA-256 of each article's text */
    enum field facets[ANSWERS_MAX_FACETS];
    size_t facet_count;
};

/* As search(); offset and limit count what is left after folding. A query of conditions alone (source:reuters) has nothing to rank by: by relevance the newest
 * stand first. Replaces out's content. */
enum status answers_find(struct searcher *s, struct view words, const struct search_settings *settings,
                         const struct answer_settings *answers, struct results *out, struct error *err) WARN_UNUSED;

#endif
