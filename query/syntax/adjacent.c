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

/* From where the words so far end (a->after; `anywhere`: nobody knows) to where a word of the next place may. A joined form stands at each of its parts, so a word may go
 * on at the next position. */
static void step(struct adjacent *a, bool anywhere, struct store_positions *out)
{
    size_t before = 0;
    out->count = 0;
    for (size_t i = 0; i < a->words.count; i++) {
        uint32_t position = a->words.items[i];
        while (before < a->after.count && a->after.items[before] + 1 < position)
            before++;
        if (anywhere || (before < a->after.count && a->after.items[before] + 1 == position) ||
            (out->count > 0 && out->items[out->count - 1] + 1 >= position))
            add_position(out, position);
    }
}

/* One form behind what ends at a->before: into a->all. */
static enum status follow_form(struct adjacent *a, const struct plan_range *form, const struct zone *zone, bool anywhere,
                               struct error *err)
{
    struct store_positions ends = {0};
    enum status status = STATUS_OK;
    a->after.count = 0;
    for (size_t i = 0; i < a->before.count; i++)
        add_position(&a->after, a->before.items[i]);
    for (uint32_t i = 0; i < form->count && status == STATUS_OK; i++) {
        status = find_place(a, form->first + i, zone, err);
        step(a, anywhere && i == 0, &ends);
        swap(&a->after, &ends);
    }
    for (size_t i = 0; i < a->after.count && status == STATUS_OK; i++)
        add_position(&a->all, a->after.items[i]);
    free(ends.items);
    return status;
}

/* The words of so many elements. */
static struct plan_range words_of(const struct plan *p, const struct plan_range *elements)
{
    const struct plan_range *form = &p->forms[p->elements[elements->first].first];
    const struct plan_range *last_forms = &p->elements[elements->first + elements->count - 1];
    const struct plan_range *last_form = &p->forms[last_forms->first + last_forms->count - 1];
    const struct plan_range *last_place = &p->places[last_form->first + last_form->count - 1];
    uint32_t first = p->places[form->first].first;
    return (struct plan_range){first, last_place->first + last_place->count - first};
}

static bool has_number(const struct plan *p, uint32_t element)
{
    struct plan_range words = words_of(p, &(struct plan_range){element, 1});
    for (uint32_t i = words.first; i < words.first + words.count; i++) {
        if (p->words[i].is_number)
            return true;
    }
    return false;
}

/* Whether the words of a row may stand in the segment at hand as the row has them. */
static enum status row_in_segment(struct adjacent *a, const struct plan_row *row, const struct zone *zone, bool *admits,
                                  struct error *err)
{
    enum status status = STATUS_OK;
    bool anywhere = true;
    *admits = true;
    for (uint32_t i = 0; i < row->elements.count && status == STATUS_OK && *admits; i++) {
        const struct plan_range *forms = &a->plan->elements[row->elements.first + i];
        bool number = has_number(a->plan, row->elements.first + i);
        a->all.count = 0;
        for (uint32_t f = forms->first; f < forms->first + forms->count && status == STATUS_OK && !number; f++)
            status = follow_form(a, &a->plan->forms[f], zone, anywhere, err);
        if (forms->count > 1)
            sort(&a->all);
        swap(&a->before, &a->all);
        anywhere = number;
        *admits = number || a->before.count > 0;
    }
    return status;
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
    bool told = row->exact && q->zone->stem && words_of(q->a->plan, &row->elements).count <= MOST_WORDS;
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
    free(a->all.items);
    buf_release(&a->name);
    *a = (struct adjacent){0};
}
