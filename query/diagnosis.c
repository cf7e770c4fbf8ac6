#include "query/diagnosis.h"

#include "query/searcher.h"

#include <stdlib.h>

static enum status count_condition(struct searcher *s, const struct demand *c, const struct search_settings *settings,
                                   struct diagnosis_count *out, struct error *err)
{
    struct matching found = {0};
    enum status status = demand_alone(s, c, settings, &found, err);
    out->alone = found.count;
    out->has_rest = c->rest.len > 0;
    if (status == STATUS_OK && out->has_rest)
        status = demand_without(s, c, settings, &found, err);
    out->without = found.count;
    matching_release(&found);
    return status;
}

/* Every step gets what is left of the time; when it is over, what was counted stands. */
static enum status count_conditions(struct searcher *s, const struct search_settings *settings, struct diagnosis *d,
                                    struct error *err)
{
    double end = settings->timeout > 0 ? searcher_clock() + settings->timeout : 0;
    d->counts = mem_array(d->demands.count + 1, sizeof *d->counts);
    for (size_t i = 0; i < d->demands.count; i++) {
        struct search_settings timed = *settings;
        if (end > 0)
            timed.timeout = end - searcher_clock();
        if (end > 0 && timed.timeout <= 0)
            return STATUS_OK;
        enum status status = count_condition(s, &d->demands.items[i], &timed, &d->counts[i], err);
        if (status == STATUS_TIMEOUT)
            return STATUS_OK;
        if (status != STATUS_OK)
            return status;
        d->counted++;
    }
    return STATUS_OK;
}

enum status diagnose(struct searcher *s, struct view words, const struct search_settings *settings, int64_t now,
                     struct diagnosis *out, struct error *err)
{
    enum status status = known_words_read(words, settings, s->reader, s->analyser, &out->words, err);
    if (status == STATUS_OK)
        status = demands_read(words, settings, now, &out->demands, err);
    if (status == STATUS_OK)
        status = count_conditions(s, settings, out, err);
    return status;
}

void diagnosis_release(struct diagnosis *d)
{
    known_words_release(&d->words);
    demands_release(&d->demands);
    free(d->counts);
    *d = (struct diagnosis){0};
}
