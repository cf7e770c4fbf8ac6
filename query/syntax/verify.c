#include "query/syntax/verify.h"

#include <stdlib.h>

static struct look narrower(const struct look *look, const struct query_field *field)
{
    struct look l = *look;
    l.title = field->use == FIELD_USE_TITLE;
    l.author = field->use == FIELD_USE_AUTHOR;
    l.text = field->use == FIELD_USE_LEAD && look->text;
    l.lead = l.text;
    return l;
}

static bool has_words(const struct verify *v, const struct tree *t, const struct look *look)
{
    struct occurrences found = {0};
    occur_find(v->reading, t, look, &found);
    size_t needed = t->kind == TREE_ATLEAST ? t->number : 1;
    bool holds = found.count >= needed && (needed == 1 || occurrences_apart(&found) >= needed);
    occurrences_release(&found);
    return holds;
}

static bool bag_holds(const struct verify *v, const struct tree *t, const struct look *look)
{
    bool asks = false, any = false;
    for (size_t i = 0; i < t->count; i++) {
        const struct tree *child = t->children[i];
        if (child->part == BAG_DEMANDED && !verify_holds(v, child, look))
            return false;
        if (child->part != BAG_ANY)
            continue;
        asks = true;
        any = any || verify_holds(v, child, look);
    }
    return any || !asks;
}

/* Whether one of the rows of the node itself is there: of a bag, its alternatives. */
static bool rows_occur(const struct verify *v, const struct tree *t, const struct look *look)
{
    struct tree rows = {.kind = TREE_PHRASE, .leaf = t->leaf};
    return t->alternative_count > 0 && has_words(v, &rows, look);
}

static bool all_hold(const struct verify *v, const struct tree *t, const struct look *look)
{
    for (size_t i = 0; i < t->count; i++) {
        if (!verify_holds(v, t->children[i], look))
            return false;
    }
    return true;
}

static bool any_holds(const struct verify *v, const struct tree *t, const struct look *look)
{
    for (size_t i = 0; i < t->count; i++) {
        if (verify_holds(v, t->children[i], look))
            return true;
    }
    return false;
}

bool verify_holds(const struct verify *v, const struct tree *t, const struct look *look)
{
    struct look inside;
    switch (t->kind) {
    case TREE_VALUE:
    case TREE_DATE:
        return tree_is_field(t) ? article_set_has(&v->fields[t->leaf], v->article) : rows_occur(v, t, look);
    case TREE_SCOPE:
        inside = narrower(look, t->field);
        return verify_holds(v, t->children[0], &inside);
    case TREE_NOT:
        return !verify_holds(v, t->children[0], look);
    case TREE_BAG:
        return bag_holds(v, t, look) || rows_occur(v, t, look);
    case TREE_AND:
        return all_hold(v, t, look);
    case TREE_OR:
        return any_holds(v, t, look);
    default:
        return has_words(v, t, look);
    }
}

unsigned verify_placed(const struct verify *v, const struct tree *t, const struct look *look)
{
    unsigned sum = 0;
    switch (t->kind) {
    case TREE_PHRASE:
    case TREE_EXACT:
    case TREE_NEAR:
        return has_words(v, t, look);
    case TREE_SCOPE: {
        struct look inside = narrower(look, t->field);
        return t->field->use == FIELD_USE_LEAD ? verify_placed(v, t->children[0], &inside) : 0;
    }
    case TREE_NOT:
    case TREE_ATLEAST:
        return 0;
    default:
        for (size_t i = 0; i < t->count; i++)
            sum += verify_placed(v, t->children[i], look);
        return sum;
    }
}

/* ---- marks ---- */

/* The hits of a row within a stretch of words. */
static void mark_part(const struct verify *v, const struct occur_part *part, const struct look *look, struct marks *out)
{
    const struct plan *plan = v->reading->plan;
    const struct plan_row *row = &plan->rows[part->row];
    uint32_t form = plan->elements[row->elements.first].first;
    uint32_t last_element = row->elements.first + row->elements.count - 1;
    uint32_t form_end = plan->elements[last_element].first + plan->elements[last_element].count;
    for (; form < form_end; form++) {
        for (uint32_t place = plan->forms[form].first; place < plan->forms[form].first + plan->forms[form].count; place++) {
            const struct reading_list *list = &v->reading->lists[place];
            for (size_t i = 0; i < list->count; i++) {
                const struct reading_hit *hit = &list->items[i];
                bool in_text = hit->paragraph != READING_TITLE && hit->paragraph != READING_AUTHOR;
                if (!in_text || hit->first < part->first || hit->last > part->last || !look_admits(look, hit))
                    continue;
                mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
                out->items[out->count++] = (struct mark){hit->start, hit->end, row->kind, place};
            }
        }
    }
}

static void mark_words(const struct verify *v, const struct tree *t, const struct look *look, struct marks *out)
{
    occur_find(v->reading, t, look, &out->found);
    for (size_t i = 0; i < out->found.count; i++) {
        const struct occurrence *o = &out->found.items[i];
        for (uint32_t k = o->part; k < o->part + o->parts; k++)
            mark_part(v, &out->found.parts[k], look, out);
    }
}

static void mark_node(const struct verify *v, const struct tree *t, const struct look *look, struct marks *out)
{
    if (t->kind == TREE_NOT || tree_is_field(t))
        return;
    if (t->kind == TREE_BAG && t->alternative_count > 0) {
        struct tree rows = {.kind = TREE_PHRASE, .leaf = t->leaf};
        mark_words(v, &rows, look, out);
    }
    if (t->kind == TREE_SCOPE) {
        struct look inside = narrower(look, t->field);
        mark_node(v, t->children[0], &inside, out);
    } else if (t->kind == TREE_BAG || t->kind == TREE_AND || t->kind == TREE_OR) {
        for (size_t i = 0; i < t->count; i++)
            mark_node(v, t->children[i], look, out);
    } else {
        mark_words(v, t, look, out);
    }
}

static int by_start(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

void verify_marks(const struct verify *v, const struct tree *t, const struct look *look, struct marks *out)
{
    size_t kept = 0;
    out->count = 0;
    mark_node(v, t, look, out);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_start);
    for (size_t i = 0; i < out->count; i++) {
        if (kept == 0 || out->items[i].start >= out->items[kept - 1].end)
            out->items[kept++] = out->items[i];
    }
    out->count = kept;
}

void marks_release(struct marks *m)
{
    free(m->items);
    occurrences_release(&m->found);
    *m = (struct marks){0};
}
