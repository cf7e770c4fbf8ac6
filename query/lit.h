/* Where the words of a query stand in a whole article, its title and text: what `show` and `alert` light; one thread an object; a zeroed struct
 * is empty. */
#ifndef LEDE_QUERY_LIT_H
#define LEDE_QUERY_LIT_H

#include "common/article.h"
#include "query/match.h"
#include "query/results.h"

struct lit {
    struct analyser *analyser;
    struct terms terms;
    struct buf query; /* the terms point into it */
    struct match match;
    struct highlight *title, *text; /* ascending, not overlapping; offsets in the article's title and text */
    size_t title_count, text_count;
};

/* Light `query` (words as `search` takes them; empty: nothing) from now on. Replaces l's content. */
enum status lit_query(struct lit *l, struct store_reader *r, struct view query, struct error *err) WARN_UNUSED;

/* Where its words stand in this article. */
void lit_article(struct lit *l, const struct article *article);

/* The best passage of the article at hand as `search` would choose it, whole sentences; the first sentences where no word of the query is. Empty for an empty text. */
struct span lit_passage(const struct lit *l, const struct article *article);

void lit_release(struct lit *l);

/* The stem that a highlight matches. */
struct view lit_stem(const struct lit *l, const struct highlight *h);

#endif
