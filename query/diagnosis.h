/* Why a search found nothing: words that the index does not have and what they were probably meant to be, and of each condition how many articles meet it and how many the
 * search finds without it. Used by the command search; printed by present/diagnosis_*.c. One thread an object; a zeroed one is empty. */
#ifndef LEDE_QUERY_DIAGNOSIS_H
#define LEDE_QUERY_DIAGNOSIS_H

#include "query/demands.h"
#include "query/known.h"

/* Numbers of articles of demands.items[i]. */
struct diagnosis_count {
    uint64_t alone;   /* that meet the condition, whatever the rest */
    uint64_t without; /* that the search finds when the condition is dropped */
    bool has_rest;    /* nothing else is asked when false; `without` says nothing then */
};

struct diagnosis {
    struct known_words words;
    struct demands demands;
    struct diagnosis_count *counts;
    size_t counted; /* of the conditions, from the first on; fewer than there are when the time limit passed */
};

/* `words` and `settings` are those of a search that found nothing. The whole takes no longer than another search may. */
enum status diagnose(struct searcher *s, struct view words, const struct search_settings *settings, int64_t now,
                     struct diagnosis *out, struct error *err) WARN_UNUSED;
void diagnosis_release(struct diagnosis *d);

/* Lines for a terminal, each begins with two spaces; nothing when nothing is known. Text of the user's is escaped. */
void diagnosis_text(const struct diagnosis *d, struct buf *out);

/* A JSON object: {"unknown":[…],"conditions":[…]}. */
void diagnosis_json(const struct diagnosis *d, struct buf *out);

#endif
