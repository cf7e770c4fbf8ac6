/* Where the words of a query stand in a whole article, its title and text: what `show` lights. Used by show and shell; one thread an object; a zeroed struct
 * is empty. */
#ifndef LEDE_QUERY_LIT_H
#define LEDE_QUERY_LIT_H

#include "common/article.h"
#include "query/match.h"
#include "query/results.h"

struct lit {
    struct analyser *analyser;
    struct terms terms;
    struct buf query;               /* the terms point into it */
    struct highlight *title, *text; /* ascending, not overlapping; offsets in the article's title and text */
    size_t title_count, text_count;
};

/* Light `query` (words as `search` takes them; empty: nothing) in the article. Replaces l's content. */
enum status lit_find(struct lit *l, struct store_reader *r, struct view query, const struct article *article,
                     struct error *err) WARN_UNUSED;
void lit_release(struct lit *l);

/* The stem that a highlight matches. */
struct view lit_stem(const struct lit *l, const struct highlight *h);

#endif
