#include "query/timeline.h"

#include <stdlib.h>

/* The earliest and the latest period; false when there is none. */
static bool find_bounds(enum period by, const struct facet_list *dates, int64_t *first, int64_t *last)
{
    bool any = false;
    int64_t period;
    for (size_t i = 0; i < dates->count; i++) {
        if (!period_of(by, dates->items[i].value, &period))
            continue;
        *first = !any || period < *first ? period : *first;
        *last = !any || period > *last ? period : *last;
        any = true;
    }
    return any;
}

static void fill(struct timeline *t, const struct facet_list *dates)
{
    int64_t period;
    t->undated = t->matches = dates->without;
    for (size_t i = 0; i < dates->count; i++) {
        const struct facet_value *v = &dates->items[i];
        t->matches += v->count;
        if (!period_of(t->by, v->value, &period)) {
            t->undated += v->count;
            continue;
        }
        uint64_t *count = &t->counts[period - t->first];
        *count += v->count;
        t->highest = *count > t->highest ? *count : t->highest;
    }
}

enum status timeline_make(struct timeline *t, enum period by, const struct facet_list *dates, struct error *err)
{
    int64_t first = 0, last = -1;
    if (find_bounds(by, dates, &first, &last) && last - first >= TIMELINE_MAX)
        return error_set(err, STATUS_USAGE,
                         "from the first to the last article there are more than %d %ss: choose a longer period or limit the dates",
                         TIMELINE_MAX, period_names[by]);
    struct view query = t->query;
    timeline_release(t);
    *t = (struct timeline){.by = by, .query = query, .first = first, .count = (size_t)(last - first + 1)};
    t->counts = mem_array(t->count, sizeof *t->counts);
    fill(t, dates);
    return STATUS_OK;
}

void timeline_release(struct timeline *t)
{
    free(t->counts);
    *t = (struct timeline){0};
}
