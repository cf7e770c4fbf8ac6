#include "query/filters.h"

#include <stdlib.h>

struct store_query filter_dates(struct date_range dates, char low[DATE_SORTABLE_SIZE], char high[DATE_SORTABLE_SIZE])
{
    struct store_query range = {.op = STORE_VALUE_RANGE, .factor = 1, .slot = SLOT_DATE};
    date_sortable(dates.from, low);
    range.low = (struct view){low, DATE_SORTABLE_SIZE};
    if (dates.to != INT64_MAX) {
        date_sortable(dates.to == INT64_MIN ? INT64_MIN : dates.to - 1, high);
        range.high = (struct view){high, DATE_SORTABLE_SIZE};
    }
    return range;
}

void article_filter_make(struct article_filter *f, const struct view *ids, size_t count)
{
    article_filter_release(f);
    f->leaves = mem_array(count, sizeof *f->leaves);
    f->pointers = mem_array(count, sizeof(const struct store_query *));
    for (size_t i = 0; i < count; i++) {
        size_t start = f->names.len;
        schema_term(FIELD_ID, ids[i], &f->names);
        f->leaves[i] = (struct store_query){.op = STORE_TERM, .factor = 1, .term.len = f->names.len - start};
        f->pointers[i] = &f->leaves[i];
    }
    const char *name = f->names.data;
    for (size_t i = 0; i < count; name += f->leaves[i++].term.len)
        f->leaves[i].term.ptr = name;
    f->any = (struct store_query){.op = STORE_OR, .factor = 1, .children = f->pointers, .child_count = count};
}

void article_filter_release(struct article_filter *f)
{
    free(f->leaves);
    free(f->pointers);
    buf_release(&f->names);
    *f = (struct article_filter){0};
}

static void add_term(struct filters *f, const struct buf *name)
{
    f->items[f->count++] = (struct store_query){.op = STORE_TERM, .factor = 1, .term = view_of_buf(name)};
}

void filters_make(struct filters *f, const struct search_settings *settings)
{
    f->count = 0;
    buf_clear(&f->language);
    buf_clear(&f->source);
    if (settings->dates.from != INT64_MIN || settings->dates.to != INT64_MAX)
        f->items[f->count++] = filter_dates(settings->dates, f->date_low, f->date_high);
    if (settings->language.len > 0) {
        schema_term(FIELD_LANGUAGE, settings->language, &f->language);
        add_term(f, &f->language);
    }
    if (settings->source.len > 0) {
        struct buf folded = {0};
        schema_fold(settings->source, &folded);
        schema_term(FIELD_SOURCE, view_of_buf(&folded), &f->source);
        buf_release(&folded);
        add_term(f, &f->source);
    }
    if (settings->articles) {
        article_filter_make(&f->articles, settings->articles, settings->article_count);
        f->items[f->count++] = f->articles.any;
    }
}

void filters_release(struct filters *f)
{
    buf_release(&f->language);
    buf_release(&f->source);
    article_filter_release(&f->articles);
    f->count = 0;
}
