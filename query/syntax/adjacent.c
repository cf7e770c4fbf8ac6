#include "query/syntax/adjacent.h"

#include "query/syntax/narrow_parts.h"

#include <stdlib.h>

enum { MOST_WORDS = 16 }; /* of a row: a pattern has hundreds, whose positions cost more than the text */

/* ---- positions ---- */

static void add_position(struct store_positions *to, uint32_t position)
{
    mem_grow(&to->items, &to->cap, to->count, sizeof *to->items);
    to->items[to->count++] = position;
}

static int by_position(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* In order. */
static void sort(struct store_positions *p)
{
    if (p->count > 1)
        qsort(p->items, p->count, sizeof *p->items, by_position);
}

static void swap(struct store_positions *a, struct store_positions *b)
{
    struct store_positions kept = *a;
    *a = *b;
    *b = kept;
}

/* ---- rows ---- */

/* Where one of a place's words stands in the segment. */
static enum status find_place(struct adjacent *a, uint32_t place, const struct zone *zone, struct error *err)
{
    const struct plan_range *words = &a->plan->places[place];
    enum status status = STATUS_OK;
    a->words.count = 0;
    for (uint32_t i = words->first; i < words->first + words->count && status == STATUS_OK; i++) {
        narrow_name(&a->plan->words[i], true, zone, &a->name);
        status = store_reader_positions(a->reader, a->docid, view_of_buf(&a->name), &a->words, err);
    }
    if (words->count > 1)
        sort(&a->words);
    return status;
}

static bool is_number(const struct plan *p, uint32_t place)
{
    const struct plan_range *words = &p->places[place];
    for (uint32_t i = words->first; i < words->first + words->count; i++) {
        if (p->words[i].is_number)
            return true;
    }
    return false;
}

/* Moves a->after from where the words so far end to where a word of the next place may. `loose`: nobody knows where they end, only that it is behind the first of these, if there
 * is one. A joined form stands at each of its parts, so a word may go on at the next position. */
static void step(struct adjacent *a, bool loose)
{
    struct store_positions *out = &a->next;
    size_t before = 0;
    out->count = 0;
    for (size_t i = 0; i < a->words.count; i++) {
        uint32_t position = a->words.items[i];
        while (before < a->after.count && a->after.items[before] + 1 < position)
            before++;
        bool follows = before < a->after.count && a->after.items[before] + 1 == position;
        bool behind = loose && (a->after.count == 0 || a->after.items[0] < position);
        bool goes_on = out->count > 0 && out->items[out->count - 1] + 1 >= position;
        if (follows || behind || goes_on)
            add_position(out, position);
    }
    swap(&a->after, out);
}

/* Adds the positions of another list. */
static void add_positions(struct store_positions *to, const struct store_positions *from)
{
    for (size_t i = 0; i < from->count; i++)
        add_position(to, from->items[i]);
}

/* One form behind what ends at a->before: adds to a->all. `*loose`: of what is before; then of the form. */
static enum status follow_form(struct adjacent *a, const struct plan_range *form, const struct zone *zone, bool *loose,
                               struct error *err)
{
    enum status status = STATUS_OK;
    a->after.count = 0;
    add_positions(&a->after, &a->before);
    for (uint32_t i = form->first; i < form->first + form->count && status == STATUS_OK; i++) {
        status = find_place(a, i, zone, err);
        step(a, *loose);
        *loose = is_number(a->plan, i);
        if (a->after.count == 0)
            break;
    }
    add_positions(&a->all, &a->after);
    return status;
}

/* Whether the words of a row may stand in the segment at hand as the row has them. */
static enum status row_in_segment(struct adjacent *a, const struct plan_row *row, const struct zone *zone, bool *admits,
                                  struct error *err)
{
    enum status status = STATUS_OK;
    bool loose = true;
    *admits = true;
    a->before.count = 0;
    for (uint32_t i = 0; i < row->elements.count && status == STATUS_OK && *admits; i++) {
        const struct plan_range *forms = &a->plan->elements[row->elements.first + i];
        bool some_loose = false;
        a->all.count = 0;
        for (uint32_t f = forms->first; f < forms->first + forms->count && status == STATUS_OK; f++) {
            bool of_form = loose;
            status = follow_form(a, &a->plan->forms[f], zone, &of_form, err);
            some_loose = some_loose || of_form;
        }
        if (forms->count > 1)
            sort(&a->all);
        swap(&a->before, &a->all);
        loose = some_loose;
        *admits = a->before.count > 0;
    }
    return status;
}

/* The words of a row. */
static uint32_t count_words(const struct plan *p, const struct plan_row *row)
{
    const struct plan_range *forms = &p->elements[row->elements.first];
    const struct plan_range *last_forms = forms + row->elements.count - 1;
    const struct plan_range *last_form = &p->forms[last_forms->first + last_forms->count - 1];
    const struct plan_range *last_place = &p->places[last_form->first + last_form->count - 1];
    return last_place->first + last_place->count - p->places[p->forms[forms->first].first].first;
}

/* ---- trees ---- */

/* What is asked about: an article, in a zone. */
struct question {
    struct adjacent *a;
    const struct zone *zone;
    uint32_t first, end;
};

static enum status row_admits(const struct question *q, const struct plan_row *row, bool *admits, struct error *err)
{
    enum status status = STATUS_OK;
    bool told = row->exact && q->zone->stem && count_words(q->a->plan, row) <= MOST_WORDS;
    *admits = !told; /* authors have no positions */
    for (q->a->docid = q->first; q->a->docid < q->end && status == STATUS_OK && !*admits; q->a->docid++)
        status = row_in_segment(q->a, row, q->zone, admits, err);
    return status;
}

static enum status leaf_admits(const struct question *q, const struct tree *t, bool *admits, struct error *err)
{
    const struct plan_range *rows = &q->a->plan->leaves[t->leaf].rows;
    enum status status = STATUS_OK;
    *admits = false;
    for (uint32_t i = rows->first; i < rows->first + rows->count && status == STATUS_OK && !*admits; i++)
        status = row_admits(q, &q->a->plan->rows[i], admits, err);
    return status;
}

static enum status node_admits(const struct question *q, const struct tree *t, bool *admits, struct error *err);

/* All of the children that `part` names, or one of them; *admits as it was when there are none. */
static enum status children_admit(const struct question *q, const struct tree *t, enum bag_part part, bool all, bool *admits,
                                  struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < t->count && status == STATUS_OK; i++) {
        if (t->kind == TREE_BAG && t->children[i]->part != part)
            continue;
        status = node_admits(q, t->children[i], admits, err);
        if (*admits != all)
            break;
    }
    return status;
}

static enum status bag_admits(const struct question *q, const struct tree *t, bool *admits, struct error *err)
{
    enum status status;
    *admits = true;
    status = children_admit(q, t, BAG_DEMANDED, true, admits, err);
    if (status == STATUS_OK && *admits)
        status = children_admit(q, t, BAG_ANY, false, admits, err);
    if (status == STATUS_OK && !*admits && t->alternative_count > 0)
        status = leaf_admits(q, t, admits, err);
    return status;
}

static enum status node_admits(const struct question *q, const struct tree *t, bool *admits, struct error *err)
{
    struct question inside = *q;
    *admits = true;
    switch (t->kind) {
    case TREE_NOT:
        return STATUS_OK;
    case TREE_VALUE:
    case TREE_DATE:
        return t->alternative_count > 0 ? leaf_admits(q, t, admits, err) : STATUS_OK;
    case TREE_SCOPE:
        inside.zone = narrow_zone(t->field);
        return node_admits(&inside, t->children[0], admits, err);
    case TREE_BAG:
        return bag_admits(q, t, admits, err);
    case TREE_AND:
    case TREE_NEAR:
    case TREE_ATLEAST:
        return children_admit(q, t, BAG_ANY, true, admits, err);
    case TREE_OR:
        return children_admit(q, t, BAG_ANY, false, admits, err);
    default:
        return leaf_admits(q, t, admits, err);
    }
}

enum status adjacent_admits(struct adjacent *a, const struct tree *t, uint32_t first, uint32_t end, bool *admits, struct error *err)
{
    const struct question q = {a, narrow_zone(NULL), first, end};
    return node_admits(&q, t, admits, err);
}

void adjacent_release(struct adjacent *a)
{
    free(a->words.items);
    free(a->before.items);
    free(a->after.items);
    free(a->next.items);
    free(a->all.items);
    buf_release(&a->name);
    *a = (struct adjacent){0};
}
