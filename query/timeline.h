/* How many articles match in each period, from the first to the last one that has any: periods without are there with 0.
 * Filled from the facet of days, months or years. Used by the command timeline and its charts; a zeroed struct is empty. */
#ifndef LEDE_QUERY_TIMELINE_H
#define LEDE_QUERY_TIMELINE_H

#include "query/facet.h"
#include "query/period.h"

enum { TIMELINE_MAX = 100000 }; /* periods */

struct timeline {
    enum period by;
    struct view query; /* as it was typed; not owned */
    int64_t first;     /* period of counts[0] */
    uint64_t *counts;
    size_t count;
    uint64_t matches; /* articles in all, undated ones too */
    uint64_t undated; /* without a date that is precise enough */
    uint64_t highest; /* of the counts */
};

/* `dates`: the facet of period_field(by). Replaces out's content. STATUS_USAGE when the periods are more than TIMELINE_MAX. */
enum status timeline_make(struct timeline *t, enum period by, const struct facet_list *dates, struct error *err) WARN_UNUSED;
void timeline_release(struct timeline *t);

#endif
