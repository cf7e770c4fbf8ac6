/* The words that say most about one text: those that are frequent in it and rare in the index. What `similar` and `background` search by.
 *
 * A word's score is tf / (tf + 1.2 * (0.4 + 0.6 * length / average length)) * idf, as BM25 has it (Robertson & Zaragoza 2009); a word of the title counts three times.
 * Stop words, numbers, and words of less than two segments or more than a quarter of them say too little and are left out. Ties by stem. One thread an object; a zeroed struct
 * is empty. */
#ifndef LEDE_QUERY_KEY_TERMS_H
#define LEDE_QUERY_KEY_TERMS_H

#include "common/analyse.h"
#include "common/article.h"
#include "common/store.h"

enum { KEY_TERMS_MAX = 60 };

struct key_term {
    const struct word *word; /* of the analyser */
    struct view text;        /* as it stands at its first place; points into the article */
    uint32_t place;          /* of that, title before text */
    uint32_t tf;
    double saturated; /* tf as it counts, below 1 */
    double score;
};

struct key_terms {
    struct key_term *items; /* the best, by place */
    size_t count, cap;
};

/* The best `limit` (at most KEY_TERMS_MAX) words of title and text. The analyser must not forget while they are used. Replaces out's content. */
enum status key_terms_find(struct key_terms *k, struct analyser *a, struct store_reader *r, const struct article *article,
                           size_t limit, struct error *err) WARN_UNUSED;
void key_terms_release(struct key_terms *k);

/* Append them as the words of a literal query, in the order of the text, so that neighbours stay neighbours: the weight of a word is how often it stands, 1 to 3 times. */
void key_terms_query(const struct key_terms *k, struct buf *out);

#endif
