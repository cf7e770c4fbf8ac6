#include "query/answers_parts.h"
#include "query/fold.h"

#include <stdlib.h>

/* By publication, then by id. */
static int by_date(const void *a, const void *b)
{
    const struct article *x = &((const struct result *)a)->fields.article, *y = &((const struct result *)b)->fields.article;
    int order = answers_compare_dates(x->published, y->published);
    return order != 0 ? order : view_compare(x->id, y->id);
}

static void add_copy(struct result *to, size_t *cap, struct result *copy)
{
    mem_grow(&to->copies, cap, to->copy_count, sizeof *to->copies);
    to->copies[to->copy_count++] = *copy;
}

/* The copy that was published first stands for all. */
static void show_earliest(struct result *r)
{
    if (by_date(&r->copies[0], r) >= 0)
        return;
    struct result first = r->copies[0], *copies = r->copies;
    size_t count = r->copy_count;
    r->copies = NULL;
    r->copy_count = 0;
    copies[0] = *r;
    *r = first;
    r->copies = copies;
    r->copy_count = count;
    qsort(r->copies, r->copy_count, sizeof *r->copies, by_date);
}

void answers_fold(enum sort sort, struct results *r)
{
    struct view *texts = mem_array(r->count, sizeof *texts);
    size_t *leader = mem_array(r->count, sizeof *leader), *caps = mem_array(r->count, sizeof *caps);
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++)
        texts[i] = r->items[i].text;
    fold_copies(texts, r->count, leader);
    for (size_t i = 0; i < r->count; i++) {
        if (leader[i] != i)
            add_copy(&r->items[leader[i]], &caps[leader[i]], &r->items[i]);
    }
    for (size_t i = 0; i < r->count; i++) {
        if (leader[i] != i)
            continue;
        struct result *item = &r->items[i];
        if (item->copy_count > 1)
            qsort(item->copies, item->copy_count, sizeof *item->copies, by_date);
        if (item->copy_count > 0 && sort == SORT_RELEVANCE)
            show_earliest(item);
        r->items[kept++] = *item;
    }
    r->count = kept;
    free(texts);
    free(leader);
    free(caps);
}
