/* Words of the index, or values of a field, that fit what was typed, with the number of articles that have them. Used by the command terms. One thread an
 * object; a zeroed one is empty. */
#ifndef LEDE_QUERY_LISTING_H
#define LEDE_QUERY_LISTING_H

#include "common/analyse.h"
#include "query/articles.h"
#include "query/syntax/field.h"

struct listing_row {
    const char *name;
    uint64_t segments;         /* that have it */
    uint64_t articles, titles; /* counted for the rows that are shown */
};

/* What is asked for: words of the text, or of a field. */
struct wanted {
    const struct query_field *field; /* NULL: the text */
    struct view prefix;              /* of its terms in the index */
    struct buf text;                 /* as store_reader_words wants it */
    unsigned distance;
};

struct listing {
    struct store_reader *reader;
    struct analyser *analyser;
    struct articles articles;
    struct wanted wanted;
    struct store_term_list found;
    struct listing_row *rows; /* the first `count` are counted and in order */
    size_t count;
};

enum status listing_open(struct listing *l, const char *index, struct error *err) WARN_UNUSED;
void listing_close(struct listing *l); /* whatever was opened of it */

/* `typed`: the beginning of a word, a pattern with stars, a word with ~ or ~2; with "field:" before it a value of that field. At most `limit` rows (0: all), the
 * most frequent first or by name. To be called once. STATUS_USAGE for a field that has no values to list. */
enum status listing_make(struct listing *l, struct view typed, size_t limit, bool by_name, struct error *err) WARN_UNUSED;

#endif
