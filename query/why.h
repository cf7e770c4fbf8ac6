/* Why an article is, or is not, in the answer to a query: its words one by one, its demands one by one, and its place among the results. Used by the command why; printed by
 * present/why.c. One thread an object; a zeroed one is empty. */
#ifndef LEDE_QUERY_WHY_H
#define LEDE_QUERY_WHY_H

#include "common/stored.h"
#include "query/demands.h"
#include "query/known.h"

enum { WHY_DEPTH = 1000 }; /* how far down the results the article is looked for */

/* A form of a word as it stands in the article, normalised. */
struct why_form {
    const char *text; /* the analyser's */
    uint32_t count;
};

/* Of known.items[i]. */
struct why_word {
    uint64_t articles; /* of the index that have it */
    uint32_t here, in_title;
    struct why_form *forms; /* the most frequent first */
    size_t form_count, form_cap;
};

/* Of demands.items[i]. */
struct why_demand {
    bool holds;
    struct buf where; /* a sentence of the article that shows it, or the article's own value; may be empty */
};

struct why {
    struct stored stored;
    struct known_words known;
    struct why_word *words;
    struct demands demands;
    struct why_demand *held;
    bool matches;  /* the article is in the answer */
    uint64_t of;   /* articles that are */
    uint64_t rank; /* of its best unit among the results; 0: not among the first WHY_DEPTH */
    double score, article_score, passage_score;
    struct buf passage; /* that unit's text */
};

/* `id`: of the article. A mistake in the query is STATUS_USAGE, an article that the index does not have STATUS_NOT_FOUND. The caller releases `out`, on failure too. */
enum status why(struct searcher *s, struct view words, struct view id, const struct search_settings *settings, int64_t now,
                struct why *out, struct error *err) WARN_UNUSED;
void why_release(struct why *w);

/* present/why.c */
void why_text(const struct why *w, struct buf *out);
void why_json(const struct why *w, struct buf *out);

#endif
