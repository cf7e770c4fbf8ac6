/* The index weight of a whole article, beside that of its best segment, when articles are ranked.
 *
 * A long text is indexed in segments so that its length hides no passage; but what an article is about shows in all of it. So the weight of an
 * article in several segments is (1 - whole_share) times that of its best segment and whole_share times that of the whole text: I(ne)B2 of each term's
 * occurrences in all segments and the sum of their lengths, with the statistics of segments, so that an article in one segment would get the
 * weight that it has. Only of I(ne)B2, and only of articles that are candidates already.
 * Used by search and explain; one thread a searcher. */
#ifndef LEDE_QUERY_WHOLE_H
#define LEDE_QUERY_WHOLE_H

#include "query/candidates.h"

struct searcher;

/* Give the candidates of the running search, which are articles, their weights, and put them in order anew. */
enum status whole_weigh(struct searcher *s, struct error *err) WARN_UNUSED;

/* The same for what candidates_weigh found for segments of `count` articles. */
enum status whole_explain(struct searcher *s, const uint32_t *docids, size_t count, struct candidate_weights *weights,
                          struct error *err) WARN_UNUSED;

#endif
