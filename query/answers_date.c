#include "query/answers_parts.h"

#include "common/store.h"

#include <stdlib.h>

enum { UNITS_MAX = 1 << 24 };

static int compare(const struct dated_article *a, const struct dated_article *b, bool newest)
{
    if (a->has_date != b->has_date)
        return a->has_date ? -1 : 1;
    if (a->seconds != b->seconds)
        return (a->seconds < b->seconds) == newest ? 1 : -1;
    return view_compare(a->id, b->id);
}

static int oldest_first(const void *a, const void *b)
{
    return compare(a, b, false);
}

static int newest_first(const void *a, const void *b)
{
    return compare(a, b, true);
}

static void take_values(struct dated_articles *d)
{
    struct view ids = view_of_buf(&d->ids), dates = view_of_buf(&d->dates), id, date;
    for (size_t i = 0; i < d->count && view_take_string(&ids, &id) && view_take_string(&dates, &date); i++) {
        bool has_date = date.len == DATE_SORTABLE_SIZE;
        d->items[i] = (struct dated_article){has_date ? date_from_sortable(date.ptr) : 0, has_date, id};
    }
}

enum status dated_articles_read(struct store_reader *r, const struct matching *m, enum sort sort, struct dated_articles *out,
                                struct error *err)
{
    dated_articles_release(out);
    enum status status = store_reader_values(r, SLOT_ARTICLE, m->docids, m->count, &out->ids, err);
    if (status == STATUS_OK)
        status = store_reader_values(r, SLOT_DATE, m->docids, m->count, &out->dates, err);
    if (status != STATUS_OK)
        return status;
    out->items = mem_array(m->count, sizeof *out->items);
    out->count = m->count;
    take_values(out);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, sort == SORT_NEWEST ? newest_first : oldest_first);
    return STATUS_OK;
}

void dated_articles_release(struct dated_articles *d)
{
    free(d->items);
    buf_release(&d->ids);
    buf_release(&d->dates);
    *d = (struct dated_articles){0};
}

static int compare_results(const struct result *a, const struct result *b, bool newest)
{
    const struct article *x = &a->fields.article, *y = &b->fields.article;
    struct dated_article dx = {x->published.seconds, x->published.precision != DATE_NONE, x->id};
    struct dated_article dy = {y->published.seconds, y->published.precision != DATE_NONE, y->id};
    int order = compare(&dx, &dy, newest);
    if (order != 0 || a->score == b->score)
        return order != 0 ? order : (a->start > b->start) - (a->start < b->start);
    return a->score > b->score ? -1 : 1;
}

static int oldest_result_first(const void *a, const void *b)
{
    return compare_results(a, b, false);
}

static int newest_result_first(const void *a, const void *b)
{
    return compare_results(a, b, true);
}

enum status dated_search(struct searcher *s, struct view words, const struct search_settings *settings,
                         const struct dated_articles *articles, enum sort sort, size_t count, struct results *out,
                         struct error *err)
{
    struct search_settings asked = *settings;
    asked.article_count = articles->count < count ? articles->count : count;
    struct view *ids = mem_array(asked.article_count + 1, sizeof *ids);
    for (size_t i = 0; i < asked.article_count; i++)
        ids[i] = articles->items[i].id;
    asked.articles = ids;
    asked.limit = asked.candidates = UNITS_MAX; /* everything that these articles have */
    asked.texts = true;                         /* the order is read from the records */
    enum status status = search(s, words, &asked, out, err);
    if (status == STATUS_OK && out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, sort == SORT_NEWEST ? newest_result_first : oldest_result_first);
    for (; status == STATUS_OK && out->count > count; out->count--)
        result_release(&out->items[out->count - 1]);
    free(ids);
    return status;
}
