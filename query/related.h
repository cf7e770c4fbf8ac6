/* Articles that belong to a text: similar ones, and older ones that explain it.
 *
 * Both search the index by the text's key terms (key_terms.h), ranking whole articles without feedback. The text's own article is left out, and so are copies: of the text, and of
 * an article that is in the list already (resemblance.h).
 *   similar     the order of the search
 *   background  only what was published before; chosen one by one by
 *                 0.6 * score / best score + 0.4 * cover + 0.1 if the title says that it explains
 *               where cover is the share of the key terms' weight that the article has, a term counting half each time that one before has had it
 *               (after Santos et al. 2010, xQuAD: what is not covered yet counts more). So overviews and other sides of a matter come
 *               before one more report of the same day. A result's score is this sum.
 * Used by the commands similar and background. */
#ifndef LEDE_QUERY_RELATED_H
#define LEDE_QUERY_RELATED_H

#include "query/search.h"

enum related_kind { RELATED_SIMILAR, RELATED_BACKGROUND };

struct related_settings {
    enum related_kind kind;
    struct search_settings search; /* limit, filters and time limit count; the rest is set here */
    uint64_t terms;                /* key terms, 1 to KEY_TERMS_MAX */
    bool copies;                   /* keep copies */
};

/* `id`: an article's or a result's; "-": the text on standard input. Replaces out's content. STATUS_NOT_FOUND for an unknown id; STATUS_USAGE for a background of
 * something without a date, or a text without a word to search by. */
enum status related_find(const char *index, const char *id, const struct related_settings *settings, struct results *out,
                         struct error *err) WARN_UNUSED;

#endif
