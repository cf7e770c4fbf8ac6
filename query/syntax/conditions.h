/* What a query asks of articles, as one object: its tree, what its words stand for, what the index says about it, and the text at hand.
 *
 *   conditions_take    a tree, with its alternatives
 *   conditions_narrow  which articles it may hold for, and which it holds for in any case
 *   conditions_admit   whether one of those in between can be it, so that its text is worth reading
 *   conditions_read    the text of an article, or of one segment; then
 *   conditions_hold    for the article; conditions_level, conditions_mark: for a window of its text
 * Used by search; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_SYNTAX_CONDITIONS_H
#define LEDE_QUERY_SYNTAX_CONDITIONS_H

#include "query/syntax/adjacent.h"
#include "query/syntax/narrow.h"
#include "query/syntax/verify.h"

struct conditions {
    struct tree *tree; /* NULL: none */
    struct plan plan;
    struct reading reading;
    struct adjacent adjacent;
    struct article_set *fields;
    size_t field_count;
    struct bounds bounds; /* after narrowing; the caller may move articles between them as texts decide */
    uint32_t article;     /* that was read: docid of its first segment */
    uint32_t offset;      /* of the text that was read, in the article's */
    bool within;          /* everything has to hold inside one passage */
    bool placed;          /* there are phrases, proximities or exact words that a passage should show */
    struct marks marks;
};

/* Take the tree. `all_words`, `within`: see search.h. The analyser must be set to the language of the query. */
void conditions_take(struct conditions *c, struct tree *tree, struct analyser *a, bool all_words, bool within);
void conditions_drop(struct conditions *c); /* the tree and all that was found out; keeps memory */
void conditions_release(struct conditions *c);

/* Fill c->bounds. `n`: reader, articles and clock. */
enum status conditions_narrow(struct conditions *c, struct narrow *n, struct error *err) WARN_UNUSED;

/* After narrowing: `*admits` false, the tree does not hold for the article whose segments are `first` to `end` - 1. */
enum status conditions_admit(struct conditions *c, struct store_reader *reader, uint32_t first, uint32_t end, bool *admits,
                             struct error *err) WARN_UNUSED;

/* Look at a text. `first`: docid of the article's first segment. */
void conditions_read(struct conditions *c, struct analyser *a, const struct article *article, uint32_t offset,
                     uint32_t first_paragraph, uint32_t first);

bool conditions_hold(const struct conditions *c);

/* How much of the query a window of the text that was read shows (bytes from its beginning): 0 nothing of its phrases and proximities, more: more of them; with `within` 0 says that the
 * query does not hold there. */
unsigned conditions_level(const struct conditions *c, struct span window);

/* The words in such a window that matched, in c->marks: bytes of the article's text. */
void conditions_mark(struct conditions *c, struct span window);

#endif
