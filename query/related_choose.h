/* Which of the articles that a search found are shown, and in which order: the second half of related.h, private to it. */
#ifndef LEDE_QUERY_RELATED_CHOOSE_H
#define LEDE_QUERY_RELATED_CHOOSE_H

#include "common/analyse.h"
#include "common/store.h"
#include "query/related.h"

/* Leave the best settings->search.limit of `found`, without the article itself and copies. */
enum status related_choose(const struct related_settings *settings, struct analyser *a, struct store_reader *r,
                           const struct article *article, struct results *found, struct error *err) WARN_UNUSED;

#endif
