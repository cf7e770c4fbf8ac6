/* What the score of each result is made of, down to the weight of each term: the parts of result.parts add up to result.score.
 *
 * The unit's parts are noted by tally_score itself. The index weight is asked of the index again, one term at a time, with the same weighting and factors; it is a sum over
 * terms, so these are its addends. Used by rank_results when the settings ask for it; one thread a searcher. */
#ifndef LEDE_QUERY_EXPLAIN_H
#define LEDE_QUERY_EXPLAIN_H

#include "query/searcher.h"

/* Note what the text of the unit adds. The record of `r` is there; overwrites s->match. */
void explain_unit(struct searcher *s, const struct shortlist_entry *entry, struct result *r);

/* Note what the index weight of each result's segment adds, then what its age takes away. docids[i] is the segment of out->items[i]. */
enum status explain_segments(struct searcher *s, const uint32_t *docids, struct results *out, struct error *err) WARN_UNUSED;

#endif
