/* --show-parse: how a query is understood, stage by stage, as lines of text. Used by the commands. */
#ifndef LEDE_QUERY_STAGES_H
#define LEDE_QUERY_STAGES_H

#include "query/search.h"

/* Append the stages of `words`: the tree as parsed, with what was added, the condition on the index, and the terms that rank. Searches nothing. A mistake is as in
 * search(): STATUS_USAGE, with text and place in out->query. */
enum status search_stages(struct searcher *s, struct view words, const struct search_settings *settings, struct results *out,
                          struct buf *stages, struct error *err) WARN_UNUSED;

#endif
