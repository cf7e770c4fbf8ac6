/* What texts say of articles, and which of their segments show what the query asks for. Private to restrict*.c. */
#ifndef LEDE_QUERY_RESTRICT_PARTS_H
#define LEDE_QUERY_RESTRICT_PARTS_H

#include "query/searcher.h"

/* Move an article that is in doubt into both bounds or out of both; *holds: which. */
enum status restrict_decide(struct searcher *s, uint32_t first, bool *holds, struct error *err) WARN_UNUSED;

/* The index is sure of these articles, and does not say which of their segments shows the phrase that is asked for: hide the others. Where many articles have several
 * segments they are left as they are, and the segment that ranks best is shown. */
enum status restrict_sure(struct searcher *s, const struct article_set *sure, struct error *err) WARN_UNUSED;

#endif
