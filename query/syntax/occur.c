#include "query/syntax/occur.h"

#include <stdlib.h>

enum { LEAD_PARAGRAPHS = 2 };

bool look_admits(const struct look *look, const struct reading_hit *hit)
{
    if (hit->paragraph == READING_TITLE)
        return look->title;
    if (hit->paragraph == READING_AUTHOR)
        return look->author;
    if (look->lead && hit->paragraph >= READING_TEXT + LEAD_PARAGRAPHS)
        return false;
    return look->text && hit->start >= look->window.start && hit->end <= look->window.end;
}

void occurrences_release(struct occurrences *o)
{
    free(o->items);
    free(o->parts);
    *o = (struct occurrences){0};
}

/* ---- rows ---- */

/* A row while it is being matched from one word on. */
struct walk {
    const struct reading *reading;
    const struct look *look;
    const struct reading_hit *begin;
    uint32_t row;
    struct occurrences *out;
};

static void add_part(struct occurrences *o, struct occur_part part)
{
    mem_grow(&o->parts, &o->part_cap, o->part_count, sizeof *o->parts);
    o->parts[o->part_count++] = part;
}

static void add_row(struct walk *w, uint32_t last)
{
    struct occurrences *o = w->out;
    if (o->count >= OCCUR_MAX)
        return;
    mem_grow(&o->items, &o->cap, o->count, sizeof *o->items);
    o->items[o->count++] = (struct occurrence){
        w->begin->first, last, w->begin->sentence, w->begin->sentence, w->begin->paragraph, (uint32_t)o->part_count, 1};
    add_part(o, (struct occur_part){w->begin->first, last, w->row});
}

/* The first hit of a place at word `first` or behind. */
static size_t find_hit(const struct reading_list *list, uint32_t first)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where the walk stands: place `place` of form `form` of element `element` is next, at word `next`. */
static void walk_on(struct walk *w, uint32_t element, uint32_t form, uint32_t place, uint32_t next)
{
    const struct plan *plan = w->reading->plan;
    const struct plan_row *row = &plan->rows[w->row];
    if (place == plan->forms[form].first + plan->forms[form].count) {
        if (++element == row->elements.first + row->elements.count) {
            add_row(w, next - 1);
            return;
        }
        const struct plan_range *forms = &plan->elements[element];
        for (uint32_t f = forms->first; f < forms->first + forms->count; f++)
            walk_on(w, element, f, plan->forms[f].first, next);
        return;
    }
    const struct reading_list *list = &w->reading->lists[place];
    for (size_t i = find_hit(list, next); i < list->count && list->items[i].first == next; i++) {
        if (list->items[i].sentence == w->begin->sentence && look_admits(w->look, &list->items[i]))
            walk_on(w, element, form, place + 1, list->items[i].last + 1);
    }
}

static void find_row(struct walk *w)
{
    const struct plan *plan = w->reading->plan;
    uint32_t element = plan->rows[w->row].elements.first;
    const struct plan_range *forms = &plan->elements[element];
    for (uint32_t f = forms->first; f < forms->first + forms->count; f++) {
        const struct reading_list *list = &w->reading->lists[plan->forms[f].first];
        for (size_t i = 0; i < list->count; i++) {
            w->begin = &list->items[i];
            if (look_admits(w->look, w->begin))
                walk_on(w, element, f, plan->forms[f].first + 1, w->begin->last + 1);
        }
    }
}

/* ---- lists ---- */

static int by_place(const void *a, const void *b)
{
    const struct occurrence *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->last != y->last)
        return x->last < y->last ? -1 : 1;
    return x->part < y->part ? -1 : x->part > y->part; /* parts in the order in which they were found */
}

/* In order, and what single rows found twice at one place once: under the row that comes first. */
static void tidy(struct occurrences *o)
{
    size_t kept = 0;
    if (o->count > 1)
        qsort(o->items, o->count, sizeof *o->items, by_place);
    for (size_t i = 0; i < o->count; i++) {
        const struct occurrence *last = kept > 0 ? &o->items[kept - 1] : NULL;
        if (last && last->first == o->items[i].first && last->last == o->items[i].last && last->parts == 1 &&
            o->items[i].parts == 1)
            continue;
        o->items[kept++] = o->items[i];
    }
    o->count = kept;
}

static void append(struct occurrences *to, const struct occurrences *from)
{
    for (size_t i = 0; i < from->count && to->count < OCCUR_MAX; i++) {
        struct occurrence copy = from->items[i];
        copy.part = (uint32_t)to->part_count;
        for (uint32_t k = 0; k < copy.parts; k++)
            add_part(to, from->parts[from->items[i].part + k]);
        mem_grow(&to->items, &to->cap, to->count, sizeof *to->items);
        to->items[to->count++] = copy;
    }
}

static int by_end(const void *a, const void *b)
{
    const struct occurrence *x = a, *y = b;
    return x->last < y->last ? -1 : x->last > y->last;
}

size_t occurrences_apart(struct occurrences *o)
{
    size_t count = 0;
    uint32_t end = 0;
    if (o->count > 1)
        qsort(o->items, o->count, sizeof *o->items, by_end);
    for (size_t i = 0; i < o->count; i++) {
        if (count > 0 && o->items[i].first <= end)
            continue;
        end = o->items[i].last;
        count++;
    }
    return count;
}

/* ---- proximity ---- */

static bool share_a_word(const struct occurrences *a, const struct occurrence *x, const struct occurrences *b,
                         const struct occurrence *y)
{
    for (uint32_t i = x->part; i < x->part + x->parts; i++) {
        for (uint32_t j = y->part; j < y->part + y->parts; j++) {
            if (a->parts[i].first <= b->parts[j].last && b->parts[j].first <= a->parts[i].last)
                return true;
        }
    }
    return false;
}

static bool are_near(const struct tree *near, const struct occurrence *left, const struct occurrence *right)
{
    uint32_t distance = 0;
    if (near->ordered && left->last >= right->first)
        return false;
    if (left->last < right->first)
        distance = right->first - left->last;
    else if (right->last < left->first)
        distance = left->first - right->last;
    if (near->unit == NEAR_WORDS)
        return distance <= near->number;
    if (near->unit == NEAR_PARAGRAPH)
        return true;
    return left->first_sentence == left->last_sentence && right->first_sentence == right->last_sentence &&
           left->first_sentence == right->first_sentence;
}

static void join(struct occurrences *out, const struct occurrences *a, const struct occurrence *left, const struct occurrences *b,
                 const struct occurrence *right)
{
    const struct occurrence *before = left->first < right->first ? left : right;
    const struct occurrence *behind = left->last > right->last ? left : right;
    mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
    out->items[out->count++] = (struct occurrence){before->first,
                                                   behind->last,
                                                   before->first_sentence,
                                                   behind->last_sentence,
                                                   before->paragraph,
                                                   (uint32_t)out->part_count,
                                                   left->parts + right->parts};
    for (uint32_t i = 0; i < left->parts; i++)
        add_part(out, a->parts[left->part + i]);
    for (uint32_t i = 0; i < right->parts; i++)
        add_part(out, b->parts[right->part + i]);
}

static void join_near(const struct tree *near, const struct occurrences *a, const struct occurrences *b, struct occurrences *out)
{
    size_t from = 0; /* of b: the first in the paragraph at hand */
    for (size_t i = 0; i < a->count; i++) {
        const struct occurrence *left = &a->items[i];
        while (from < b->count && b->items[from].paragraph != left->paragraph && b->items[from].first < left->first)
            from++;
        for (size_t j = from; j < b->count && b->items[j].paragraph == left->paragraph; j++) {
            if (out->count < OCCUR_MAX && are_near(near, left, &b->items[j]) && !share_a_word(a, left, b, &b->items[j]))
                join(out, a, left, b, &b->items[j]);
        }
    }
}

void occur_find(const struct reading *r, const struct tree *node, const struct look *look, struct occurrences *out)
{
    struct occurrences left = {0}, right = {0};
    out->count = out->part_count = 0;
    if (node->kind == TREE_NEAR) {
        occur_find(r, node->children[0], look, &left);
        occur_find(r, node->children[1], look, &right);
        join_near(node, &left, &right, out);
    } else if (node->count > 0) {
        for (size_t i = 0; i < node->count; i++) {
            occur_find(r, node->children[i], look, &left);
            append(out, &left);
        }
    }
    if (tree_is_leaf(node)) {
        const struct plan_leaf *leaf = &r->plan->leaves[node->leaf];
        for (uint32_t row = leaf->rows.first; row < leaf->rows.first + leaf->rows.count; row++) {
            struct walk w = {r, look, NULL, row, out};
            find_row(&w);
        }
    }
    tidy(out);
    occurrences_release(&left);
    occurrences_release(&right);
}
