/* Which articles a search may rank: those for which the query's conditions hold, by the index and, where it cannot tell, by their texts.
 *
 * Texts cost, so that only as many are read as it takes: all that are in doubt when they are few (then the number of matches is exact), otherwise those that the index ranks
 * best, until there are as many good ones as the search looks at. A segment of a matching article in which none of the query's phrases and proximities
 * shows is left out when another one shows them.
 * Private to search*.c and rank_*.c; works on the conditions of the searcher. */
#ifndef LEDE_QUERY_RESTRICT_H
#define LEDE_QUERY_RESTRICT_H

#include "query/candidates.h"
#include "query/syntax/conditions.h"

struct searcher;

struct restriction {
    struct article_set segments; /* bits of docids */
    struct store_query query;    /* of them */
    uint32_t *hidden;            /* segments of matching articles */
    size_t hidden_count, hidden_cap;
    struct buf record;
    struct stored *stored;
};
void restriction_release(struct restriction *r);

/* Index and filters of the settings: fills the bounds of s->conditions. */
enum status restrict_by_index(struct searcher *s, struct error *err) WARN_UNUSED;

/* Read every text that is in doubt: then both bounds are the articles that match. */
enum status restrict_by_all_texts(struct searcher *s, struct error *err) WARN_UNUSED;

/* After restrict_by_index: read texts as told above, set s->matches, and make the request ask for the articles that match. */
enum status restrict_request(struct searcher *s, struct candidates_request *request, uint64_t limit, struct error *err) WARN_UNUSED;

/* Whether restrict_windows will prefer anything: then it needs the texts. */
bool restrict_prefers_windows(const struct searcher *s);

/* What to prefer among the windows of the segment that s->match and slot hold; `fields` is its record. NULL: nothing. */
struct unit_preference;
const struct unit_preference *restrict_windows(struct searcher *s, uint32_t docid, const struct record *fields);

#endif
