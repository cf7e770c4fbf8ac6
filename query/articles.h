/* Which segments belong together: the segments of an article have docids that follow one another, and the first of them has the term XFIRST.
 *
 * And sets of articles, each known by the docid of its first segment: a bit a docid. Used by search_matching and query/syntax; one thread an object; zeroed structs are
 * empty. */
#ifndef LEDE_QUERY_ARTICLES_H
#define LEDE_QUERY_ARTICLES_H

#include "common/store.h"

struct article_set {
    uint64_t *bits; /* bit d: the article whose first segment is d */
    size_t words;
};

struct articles {
    struct article_set firsts; /* all articles */
    size_t count;
    uint32_t last_docid;
    uint64_t revision; /* of the index; 0: not read yet */
    bool single;       /* every article has one segment */
};

/* Read, unless what is there is of this revision. */
enum status articles_read(struct articles *a, struct store_reader *r, const struct store_stats *stats,
                          struct error *err) WARN_UNUSED;
void articles_release(struct articles *a);

/* The first segment of the article that a segment belongs to. */
uint32_t articles_first(const struct articles *a, uint32_t docid);

/* The docid behind the last segment of the article whose first segment this is; docids between may be free. */
uint32_t articles_end(const struct articles *a, uint32_t first);

void article_set_make(struct article_set *set, const struct articles *a); /* empty, of the right size */
void article_set_release(struct article_set *set);
void article_set_fill(struct article_set *set, const struct articles *a); /* every article */
void article_set_add(struct article_set *set, uint32_t first);
void article_set_remove(struct article_set *set, uint32_t first);
bool article_set_has(const struct article_set *set, uint32_t first);
uint64_t article_set_count(const struct article_set *set);

/* The articles of segments. */
void article_set_add_segments(struct article_set *set, const struct articles *a, const uint32_t *docids, size_t count);

/* into = into with, or without, what is in `other`. */
void article_set_and(struct article_set *into, const struct article_set *other);
void article_set_or(struct article_set *into, const struct article_set *other);
void article_set_without(struct article_set *into, const struct article_set *other);

/* Move to the first member above or at *docid; false when there is none. */
bool article_set_next(const struct article_set *set, uint32_t *docid);

#endif
