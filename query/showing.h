/* An article made ready to be shown: put together, and lit by a query. Used by show and shell; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_SHOWING_H
#define LEDE_QUERY_SHOWING_H

#include "query/place.h"
#include "query/present/article.h"

struct showing {
    struct stored stored;
    struct lit lit;
    struct shown_article shown; /* points into both */
};

/* Load the article `id`, or the one that it is a result of: its place is in *place then. Replaces s's content. */
enum status showing_load(struct showing *s, struct searcher *searcher, struct view id, struct place *place,
                         struct error *err) WARN_UNUSED;

/* Light a query in it; see lit.h. */
enum status showing_light(struct showing *s, struct searcher *searcher, struct view query, const struct search_settings *settings,
                          struct error *err) WARN_UNUSED;

void showing_release(struct showing *s);

#endif
