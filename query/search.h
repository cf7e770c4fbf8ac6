/* One search from its words to ranked units: the centre of lede-query. `search` and `batch` call it; one searcher a thread. */
#ifndef LEDE_QUERY_SEARCH_H
#define LEDE_QUERY_SEARCH_H

#include "common/date.h"
#include "query/results.h"

struct ranker;

/* One passage of an article, but any number of its paragraphs or sentences: who asks for those wants to see them all ranked. */
#define SEARCH_PER_ARTICLE_BY_UNIT UINT64_MAX

struct search_settings {
    enum unit unit;
    uint64_t limit; /* units wanted */
    uint64_t offset;
    uint64_t candidates;         /* segments (or articles) taken from the index; at least offset + limit */
    uint64_t per_article;        /* units of one article at most; 0 = any number; SEARCH_PER_ARTICLE_BY_UNIT */
    struct date_range dates;     /* INT64_MIN..INT64_MAX: any */
    struct view language;        /* empty: any */
    struct view source;          /* empty: any; compared case-folded */
    double timeout;              /* seconds, 0 = none */
    const struct ranker *ranker; /* NULL: the default of the unit (rank.h) */
    bool texts;                  /* fill text and highlights (printers that show only ids do not need them) */
};
void search_settings_default(struct search_settings *s); /* passages, 10, 0, 200, by unit, no filters, 10 s, texts */

struct searcher;
enum status searcher_open(const char *index, struct searcher **out, struct error *err) WARN_UNUSED;
void searcher_close(struct searcher *s);

/* Rank for `words` (literal text, never syntax). STATUS_OK with count 0 when nothing matches. Replaces out's content. The same index content and
 * settings give the same results to the last digit, whatever the docids, commits or threads; equal scores are ordered by id. */
enum status search(struct searcher *s, struct view words, const struct search_settings *settings, struct results *out,
                   struct error *err) WARN_UNUSED;

#endif
