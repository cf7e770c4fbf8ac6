/* The best N units found so far, under the limits of a result list: at most so many of one article, no unit twice.
 *
 * Order: score descending, then article id (memcmp), then start. What shortlist_add leaves in the list is exactly what sorting everything that was ever
 * added and then walking down with the limits would give, in whatever order things were added.
 * Used by rank; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_SHORTLIST_H
#define LEDE_QUERY_SHORTLIST_H

#include "common/buf.h"

#define SHORTLIST_NO_KEY UINT32_MAX

struct shortlist_entry {
    double score, unit_score, segment_score;
    struct view article;  /* id; borrowed, must live as long as the entry stands in the list */
    uint32_t slot;        /* of the caller's: which segment */
    uint32_t first, last; /* of the caller's: which sentences */
    uint32_t start;       /* order of equal scores within an article: byte in the article's text */
    uint32_t
        key; /* two entries of one article with the same key are the same unit (a paragraph cut over two segments); SHORTLIST_NO_KEY: a unit like no other */
};

struct shortlist {
    struct shortlist_entry *items; /* in order */
    size_t count, cap;
    size_t wanted;      /* N */
    size_t per_article; /* 0 = any number */
};

void shortlist_start(struct shortlist *list, size_t wanted, size_t per_article); /* empties it, keeps its memory */
void shortlist_release(struct shortlist *list);

/* False when the entry has no place in the list. Entries that fall out are reported to nobody: count what is still in the list. */
bool shortlist_add(struct shortlist *list, const struct shortlist_entry *entry);

/* Whether an entry of at most this score could still get in: a full list's last score is the bar; an equal score might win by its id. */
bool shortlist_admits(const struct shortlist *list, double score);

#endif
