/* Where a query matches in a whole article, its title and text: what `show`, `alert` and `shell` light. It works on a searcher, whose running search it becomes: until the next
 * search of that searcher. One thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_LIT_H
#define LEDE_QUERY_LIT_H

#include "common/article.h"
#include "common/segment.h"
#include "query/search.h"

struct lit {
    struct searcher *searcher; /* NULL: nothing is lit */
    struct search_settings settings;
    struct buf query;               /* what the searcher's terms point into */
    struct highlight *title, *text; /* ascending, not overlapping; offsets in the title, and in the text that was given */
    size_t title_count, title_cap, text_count, text_cap;
};

/* Light `query` from now on; `settings` as for search(). Replaces l's content. A mistake is STATUS_USAGE. */
enum status lit_query(struct lit *l, struct searcher *s, struct view query, const struct search_settings *settings,
                      struct error *err) WARN_UNUSED;

/* Where it matches in this article, or segment of one; `docid` is that of any of its segments. */
void lit_article(struct lit *l, const struct record *fields, uint32_t docid);

/* The best passage of the text at hand as `search` would choose it, whole sentences; the first sentence where the query is not in it. Empty for an empty text. */
struct span lit_passage(struct lit *l, const struct record *fields, uint32_t docid);

void lit_release(struct lit *l);

/* The stem that a highlight matches; empty for a word that is not ranked by. */
struct view lit_stem(const struct lit *l, const struct highlight *h);

#endif
