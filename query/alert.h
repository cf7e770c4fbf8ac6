/* What is new of one saved query: the articles that match now, held against those that matched at the last run.
 *
 * An article is known by its id; one whose content hash differs from the state's counts as changed. Used by the command alert. */
#ifndef LEDE_QUERY_ALERT_H
#define LEDE_QUERY_ALERT_H

#include "query/alert_state.h"
#include "query/results.h"
#include "query/search.h"
#include "query/topics.h"

struct alert_news {
    struct view qid, query; /* of the topic */
    struct results
        results; /* what is new or changed, each with its best passage: latest first, undated last, then by id. `matches`: all that match now */
    enum alert_change *changes; /* of each item */
    size_t new_count, changed_count;
    struct alert_item *items; /* all that match now, ascending by id, for the next state; views of `ids` */
    size_t item_count;
    struct buf ids;
};

/* `before`: the query's part of the last state, NULL when it has none. `note_only`: nothing is news, what matches is noted for the next state. Limits of the settings do not count. Replaces out's content; the topic must live as long. */
enum status alert_check(struct searcher *s, const struct topic *topic, const struct search_settings *settings,
                        const struct alert_query *before, bool note_only, struct alert_news *out, struct error *err) WARN_UNUSED;
void alert_news_release(struct alert_news *n);

#endif
