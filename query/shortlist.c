#include "query/shortlist.h"

#include <stdlib.h>
#include <string.h>

void shortlist_start(struct shortlist *list, size_t wanted, size_t per_article)
{
    list->count = 0;
    list->wanted = wanted;
    list->per_article = per_article;
}

void shortlist_release(struct shortlist *list)
{
    free(list->items);
    *list = (struct shortlist){0};
}

bool shortlist_admits(const struct shortlist *list, double score)
{
    return list->count < list->wanted || (list->count > 0 && score >= list->items[list->count - 1].score);
}

static bool stands_before(const struct shortlist_entry *a, const struct shortlist_entry *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    int order = view_compare(a->article, b->article);
    if (order != 0)
        return order < 0;
    return a->start != b->start ? a->start < b->start : a->last < b->last;
}

static size_t place_of(const struct shortlist *list, const struct shortlist_entry *entry)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stands_before(&list->items[middle], entry))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void take_out(struct shortlist *list, size_t at)
{
    memmove(list->items + at, list->items + at + 1, (list->count - at - 1) * sizeof *list->items);
    list->count--;
}

static bool is_twin(const struct shortlist_entry *a, const struct shortlist_entry *b)
{
    return a->key != SHORTLIST_NO_KEY && a->key == b->key;
}

/* Whether better entries of the same article leave the one at `place` (not yet inserted) no room. */
static bool is_crowded_out(const struct shortlist *list, const struct shortlist_entry *entry, size_t place)
{
    size_t better = 0;
    for (size_t i = 0; i < place; i++) {
        const struct shortlist_entry *other = &list->items[i];
        if (!view_equal(other->article, entry->article))
            continue;
        better++;
        if (is_twin(other, entry))
            return true;
    }
    return list->per_article > 0 && better >= list->per_article;
}

/* Remove what the entry at `place` leaves no room for, further down. */
static void crowd_out(struct shortlist *list, size_t place)
{
    const struct shortlist_entry entry = list->items[place];
    size_t same = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct shortlist_entry *other = &list->items[i];
        if (!view_equal(other->article, entry.article))
            continue;
        bool twin = i > place && is_twin(other, &entry);
        if (twin || (list->per_article > 0 && same >= list->per_article))
            take_out(list, i--);
        else
            same++;
    }
}

bool shortlist_add(struct shortlist *list, const struct shortlist_entry *entry)
{
    if (list->wanted == 0 || !shortlist_admits(list, entry->score))
        return false;
    bool limited = list->per_article > 0 || entry->key != SHORTLIST_NO_KEY;
    size_t place = place_of(list, entry);
    if (place >= list->wanted || (limited && is_crowded_out(list, entry, place)))
        return false;
    mem_grow(&list->items, &list->cap, list->count, sizeof *list->items);
    memmove(list->items + place + 1, list->items + place, (list->count - place) * sizeof *list->items);
    list->items[place] = *entry;
    list->count++;
    if (limited)
        crowd_out(list, place);
    if (list->count > list->wanted)
        list->count--;
    return true;
}
