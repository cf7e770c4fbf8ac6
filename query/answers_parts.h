/* The steps from results to the list for people, one file each. Private to answers*.c. */
#ifndef LEDE_QUERY_ANSWERS_PARTS_H
#define LEDE_QUERY_ANSWERS_PARTS_H

#include "query/answers.h"

/* answers_date.c: the articles of a set in the order of time. */
struct dated_articles {
    struct dated_article {
        int64_t seconds;
        bool has_date;
        struct view id; /* in values */
    } * items;
    size_t count;
    struct buf ids, dates;
};
enum status dated_articles_read(struct store_reader *r, const struct matching *m, enum sort sort, struct dated_articles *out,
                                struct error *err) WARN_UNUSED;
void dated_articles_release(struct dated_articles *d);

/* The best units of the first `count` articles, in the articles' order, at most `count`. */
enum status dated_search(struct searcher *s, struct view words, const struct search_settings *settings,
                         const struct dated_articles *articles, enum sort sort, size_t count, struct results *out,
                         struct error *err) WARN_UNUSED;

/* answers_fold.c: copies go into the results that they repeat. */
void answers_fold(enum sort sort, struct results *r);

/* answers_group.c: put the results in groups and name them. */
void answers_group(enum grouping group, struct results *r);

/* answers_article.c: sentences around the passages, checksums. STATUS_CHANGED when an article is no longer what was found. */
enum status answers_articles(struct store_reader *r, const struct answer_settings *answers, struct results *out,
                             struct error *err) WARN_UNUSED;

/* By publication, the first in front; without a date last. */
int answers_compare_dates(struct date a, struct date b);

#endif
