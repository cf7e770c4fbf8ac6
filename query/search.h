/* One search from its words to ranked units: the centre of lede-query. `search` and `batch` call it; one searcher a thread. */
#ifndef LEDE_QUERY_SEARCH_H
#define LEDE_QUERY_SEARCH_H

#include "common/date.h"
#include "query/results.h"

struct ranker;
struct thesaurus;

/* LITERAL: no character of the words means anything special. FULL: the language of query/syntax. */
enum syntax { SYNTAX_LITERAL, SYNTAX_FULL };

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
    enum syntax syntax;
    const struct thesaurus *thesaurus; /* of SYNTAX_FULL; NULL: none */
    bool all_words;                    /* a bag of plain words matches only articles that have all of them (for counting) */
    bool own_words;   /* an article must have a word of the query, or a synonym, however well it fits what feedback added */
    bool within_unit; /* the whole query must hold inside the unit that is shown */
    double half_life; /* seconds: the score halves each time an article's age grows by so much (recency.h); 0: age does not count */
    int64_t now;      /* Unix seconds that age is counted to; with half_life only */
    const struct view *articles; /* ids: only these articles; NULL: any */
    size_t article_count;
    bool explain; /* fill result.parts; with texts only */
    bool texts;   /* fill text and highlights (printers that show only ids do not need them) */
};
void search_settings_default(struct search_settings *s); /* passages, 10, 0, 200, by unit, no filters, 10 s, literal, texts */

struct searcher;
enum status searcher_open(const char *index, struct searcher **out, struct error *err) WARN_UNUSED;
void searcher_close(struct searcher *s);

double searcher_clock(void); /* CLOCK_MONOTONIC in seconds */

/* The index that it searches, for facets and for reading articles; lives as long as the searcher. */
struct store_reader *searcher_reader(struct searcher *s);

/* Rank for `words`. STATUS_OK with count 0 when nothing matches. A mistake in the query is STATUS_USAGE; out->query has its text and place then.
 * Replaces out's content. The same index content and settings give the same results to the last digit, whatever the docids, commits or threads; equal
 * scores are ordered by id. */
enum status search(struct searcher *s, struct view words, const struct search_settings *settings, struct results *out,
                   struct error *err) WARN_UNUSED;

/* Articles, each by one of its segments. */
struct matching {
    uint32_t *docids; /* ascending, one an article: the lowest of its segments that match, or its first one */
    size_t count, cap;
};
void matching_release(struct matching *m);

/* Every article that matches, unranked, however many: filters and conditions that are verified on the text included. Limit, offset, candidates, unit and ranker
 * of the settings do not count, the time limit does. Replaces out's content. */
enum status search_matching(struct searcher *s, struct view words, const struct search_settings *settings, struct matching *out,
                            struct error *err) WARN_UNUSED;

#endif
