/* The filters of the settings (dates, language, source, articles) as conditions on segments. Used by candidates and search_matching; one thread an object; must not be moved
 * once made, because its parts point to each other. A zeroed struct has no filters. */
#ifndef LEDE_QUERY_FILTERS_H
#define LEDE_QUERY_FILTERS_H

#include "common/date.h"
#include "common/store.h"
#include "query/search.h"

enum { FILTERS_MAX = 4 };

/* What belongs to one of some articles: an OR of their id terms. Must not be moved once made. */
struct article_filter {
    struct store_query any;
    struct store_query *leaves;
    const struct store_query **pointers;
    struct buf names;
};
void article_filter_make(struct article_filter *f, const struct view *ids, size_t count);
void article_filter_release(struct article_filter *f);

struct filters {
    struct store_query items[FILTERS_MAX];
    size_t count;
    char date_low[DATE_SORTABLE_SIZE], date_high[DATE_SORTABLE_SIZE];
    struct buf language, source; /* names of index terms */
    struct article_filter articles;
};

void filters_make(struct filters *f, const struct search_settings *settings);
void filters_release(struct filters *f);

/* What has a date in the range. `low` and `high` are scratch that the result points to. */
struct store_query filter_dates(struct date_range dates, char low[DATE_SORTABLE_SIZE], char high[DATE_SORTABLE_SIZE]);

#endif
