/* The conditions of a search one by one: the filters of its settings and, in syntax full, the parts of the query that every answer must meet.
 * Used by the diagnosis of empty answers and by why; one thread an object. */
#ifndef LEDE_QUERY_DEMANDS_H
#define LEDE_QUERY_DEMANDS_H

#include "query/search.h"

enum demand_kind { DEMAND_DATE, DEMAND_LANGUAGE, DEMAND_SOURCE, DEMAND_QUERY };

struct demand {
    enum demand_kind kind;
    struct buf text;  /* for people: "--lang de", "title:summit" */
    struct buf alone; /* DEMAND_QUERY: the condition as a query of its own */
    struct buf rest;  /* the query without it; empty when nothing else is asked */
};

struct demands {
    struct demand *items;
    size_t count, cap;
};

/* `words` as they were given to search, which found no mistake in them. `now`: Unix seconds, for dates relative to today. The caller releases `out`. */
enum status demands_read(struct view words, const struct search_settings *settings, int64_t now, struct demands *out,
                         struct error *err) WARN_UNUSED;
void demands_release(struct demands *c);

/* The articles that meet this condition, whatever the rest of the search. Replaces out's content. */
enum status demand_alone(struct searcher *s, const struct demand *c, const struct search_settings *settings, struct matching *out,
                         struct error *err) WARN_UNUSED;

/* The articles that the search finds without this condition. */
enum status demand_without(struct searcher *s, const struct demand *c, const struct search_settings *settings, struct matching *out,
                           struct error *err) WARN_UNUSED;

#endif
