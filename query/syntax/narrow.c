#include "query/syntax/narrow.h"

#include "query/filters.h"
#include "query/syntax/narrow_parts.h"

#include <stdlib.h>

const struct zone *narrow_zone(const struct query_field *field)
{
    static const struct zone everywhere = {"Z", "", true, true}, title = {"ZS", "S", true, false}, lead = {"Z", "", false, true},
                             author = {NULL, "A", true, false};
    if (!field)
        return &everywhere;
    return field->use == FIELD_USE_TITLE ? &title : field->use == FIELD_USE_AUTHOR ? &author : &lead;
}

void bounds_release(struct bounds *b)
{
    article_set_release(&b->lower);
    article_set_release(&b->upper);
}

static void bounds_make(struct bounds *b, const struct articles *a)
{
    article_set_make(&b->lower, a);
    article_set_make(&b->upper, a);
}

static enum status check_time(const struct narrow *n, struct error *err)
{
    return n->seconds_left(n->clock) < 0 ? error_set(err, STATUS_TIMEOUT, "the search took too long") : STATUS_OK;
}

void narrow_name(const struct plan_word *word, bool exact, const struct zone *zone, struct buf *name)
{
    bool by_stem = !exact && zone->stem;
    buf_clear(name);
    buf_add_text(name, by_stem ? zone->stem : zone->word);
    buf_add_view(name, by_stem ? word->stem : word->text);
}

/* ---- words ---- */

static enum status narrow_term(const struct narrow *n, struct view name, struct article_set *set, struct error *err)
{
    uint32_t *docids = NULL;
    size_t count = 0;
    enum status status = check_time(n, err);
    if (status == STATUS_OK)
        status = store_reader_documents(n->reader, name, &docids, &count, err);
    article_set_add_segments(set, n->articles, docids, count);
    free(docids);
    return status;
}

/* Adds the articles that have one of a place's words. */
static enum status narrow_place(const struct narrow *n, size_t place, const struct zone *zone, struct article_set *set,
                                struct error *err)
{
    const struct plan_range *words = &n->plan->places[place];
    struct buf name = {0};
    enum status status = STATUS_OK;
    for (uint32_t i = words->first; i < words->first + words->count && status == STATUS_OK; i++) {
        narrow_name(&n->plan->words[i], n->plan->place_exact[place], zone, &name);
        status = narrow_term(n, view_of_buf(&name), set, err);
    }
    buf_release(&name);
    return status;
}

/* Adds to the bounds of an element those of a form: all places must be there. */
static enum status narrow_form(const struct narrow *n, const struct plan_range *form, const struct zone *zone, bool alone,
                               struct bounds *element, struct error *err)
{
    struct article_set all = {0};
    enum status status = STATUS_OK;
    article_set_make(&all, n->articles);
    for (uint32_t i = 0; i < form->count && status == STATUS_OK; i++) {
        struct article_set one = {0};
        article_set_make(&one, n->articles);
        status = narrow_place(n, form->first + i, zone, &one, err);
        if (i == 0)
            article_set_or(&all, &one);
        else
            article_set_and(&all, &one);
        article_set_release(&one);
    }
    article_set_or(&element->upper, &all);
    if (alone && form->count == 1 && zone->decides && !(n->within && zone->of_text))
        article_set_or(&element->lower, &all);
    article_set_release(&all);
    return status;
}

static enum status narrow_row(const struct narrow *n, const struct plan_row *row, const struct zone *zone, struct bounds *leaf,
                              struct error *err)
{
    struct bounds all = {0};
    enum status status = STATUS_OK;
    bounds_make(&all, n->articles);
    for (uint32_t i = 0; i < row->elements.count && status == STATUS_OK; i++) {
        const struct plan_range *forms = &n->plan->elements[row->elements.first + i];
        struct bounds element = {0};
        bounds_make(&element, n->articles);
        for (uint32_t f = forms->first; f < forms->first + forms->count && status == STATUS_OK; f++)
            status = narrow_form(n, &n->plan->forms[f], zone, row->elements.count == 1, &element, err);
        article_set_or(&all.lower, &element.lower);
        if (i == 0)
            article_set_or(&all.upper, &element.upper);
        else
            article_set_and(&all.upper, &element.upper);
        bounds_release(&element);
    }
    article_set_or(&leaf->lower, &all.lower);
    article_set_or(&leaf->upper, &all.upper);
    bounds_release(&all);
    return status;
}

/* Adds what the rows of a leaf hold for. */
static enum status narrow_leaf(const struct narrow *n, const struct tree *t, const struct zone *zone, struct bounds *out,
                               struct error *err)
{
    const struct plan_leaf *leaf = &n->plan->leaves[t->leaf];
    enum status status = STATUS_OK;
    for (uint32_t i = leaf->rows.first; i < leaf->rows.first + leaf->rows.count && status == STATUS_OK; i++)
        status = narrow_row(n, &n->plan->rows[i], zone, out, err);
    return status;
}

/* ---- fields ---- */

void narrow_field_term(const struct tree *value, struct buf *out)
{
    struct buf folded = {0};
    enum field field = value->field->field;
    bool folds = field == FIELD_SOURCE || field == FIELD_PLACE || field == FIELD_TOPIC || field == FIELD_LANGUAGE;
    if (folds)
        schema_fold(value->text, &folded);
    schema_term(field, folds ? view_of_buf(&folded) : value->text, out);
    buf_release(&folded);
}

static enum status narrow_dates(const struct narrow *n, struct date_range dates, struct article_set *set, struct error *err)
{
    char low[DATE_SORTABLE_SIZE], high[DATE_SORTABLE_SIZE];
    const struct store_query query = filter_dates(dates, low, high);
    uint32_t *docids = NULL;
    size_t count = 0;
    enum status status = check_time(n, err);
    if (status == STATUS_OK)
        status = store_reader_match(n->reader, &query, n->seconds_left(n->clock), &docids, &count, err);
    if (status == STATUS_OK)
        article_set_add_segments(set, n->articles, docids, count);
    free(docids);
    return status;
}

static enum status narrow_field(const struct narrow *n, const struct tree *t, struct bounds *out, struct error *err)
{
    struct article_set *set = &n->fields[t->leaf];
    struct buf name = {0};
    enum status status;
    if (t->kind == TREE_DATE) {
        status = narrow_dates(n, t->dates, set, err);
    } else {
        narrow_field_term(t, &name);
        status = narrow_term(n, view_of_buf(&name), set, err);
    }
    buf_release(&name);
    article_set_or(&out->lower, set);
    article_set_or(&out->upper, set);
    return status;
}

/* ---- logic ---- */

static enum status narrow_node(const struct narrow *n, const struct tree *t, const struct zone *zone, struct bounds *out,
                               struct error *err);

static void both_hold(struct bounds *into, const struct bounds *other)
{
    article_set_and(&into->lower, &other->lower);
    article_set_and(&into->upper, &other->upper);
}

static void either_holds(struct bounds *into, const struct bounds *other)
{
    article_set_or(&into->lower, &other->lower);
    article_set_or(&into->upper, &other->upper);
}

/* All of the children that `part` names, or any of them, into out (empty). */
static enum status narrow_children(const struct narrow *n, const struct tree *t, const struct zone *zone, enum bag_part part,
                                   bool all, struct bounds *out, struct error *err)
{
    enum status status = STATUS_OK;
    bool first = true;
    for (size_t i = 0; i < t->count && status == STATUS_OK; i++) {
        struct bounds child = {0};
        if (t->kind == TREE_BAG && t->children[i]->part != part)
            continue;
        status = narrow_node(n, t->children[i], zone, &child, err);
        if (status == STATUS_OK && (first || !all))
            either_holds(out, &child);
        else if (status == STATUS_OK)
            both_hold(out, &child);
        first = false;
        bounds_release(&child);
    }
    return status;
}

static bool bag_has(const struct tree *bag, enum bag_part part)
{
    for (size_t i = 0; i < bag->count; i++) {
        if (bag->children[i]->part == part)
            return true;
    }
    return false;
}

static enum status narrow_bag(const struct narrow *n, const struct tree *t, const struct zone *zone, struct bounds *out,
                              struct error *err)
{
    struct bounds any = {0};
    bool demands = bag_has(t, BAG_DEMANDED);
    enum status status = narrow_children(n, t, zone, BAG_DEMANDED, true, out, err);
    if (status == STATUS_OK && bag_has(t, BAG_ANY)) {
        bounds_make(&any, n->articles);
        status = narrow_children(n, t, zone, BAG_ANY, false, &any, err);
        if (demands)
            both_hold(out, &any);
        else
            either_holds(out, &any);
        bounds_release(&any);
    }
    if (status == STATUS_OK && t->alternative_count > 0)
        status = narrow_leaf(n, t, zone, out, err);
    return status;
}

static enum status narrow_not(const struct narrow *n, const struct tree *t, const struct zone *zone, struct bounds *out,
                              struct error *err)
{
    struct bounds child = {0};
    enum status status = narrow_node(n, t->children[0], zone, &child, err);
    if (status == STATUS_OK) {
        article_set_fill(&out->lower, n->articles);
        article_set_fill(&out->upper, n->articles);
        article_set_without(&out->lower, &child.upper);
        article_set_without(&out->upper, &child.lower);
    }
    bounds_release(&child);
    return status;
}

static void know_nothing(const struct narrow *n, struct article_set *lower)
{
    article_set_release(lower);
    article_set_make(lower, n->articles);
}

static enum status narrow_node(const struct narrow *n, const struct tree *t, const struct zone *zone, struct bounds *out,
                               struct error *err)
{
    enum status status;
    bounds_make(out, n->articles);
    switch (t->kind) {
    case TREE_VALUE:
    case TREE_DATE:
        if (t->alternative_count > 0)
            return narrow_leaf(n, t, zone, out, err);
        return narrow_field(n, t, out, err);
    case TREE_SCOPE:
        bounds_release(out);
        return narrow_node(n, t->children[0], narrow_zone(t->field), out, err);
    case TREE_NOT:
        return narrow_not(n, t, zone, out, err);
    case TREE_BAG:
        return narrow_bag(n, t, zone, out, err);
    case TREE_AND:
        return narrow_children(n, t, zone, BAG_ANY, true, out, err);
    case TREE_OR:
        return narrow_children(n, t, zone, BAG_ANY, false, out, err);
    case TREE_NEAR:
    case TREE_ATLEAST:
        status = narrow_children(n, t, zone, BAG_ANY, true, out, err);
        if (t->kind == TREE_NEAR || t->number > 1)
            know_nothing(n, &out->lower);
        return status;
    default:
        return narrow_leaf(n, t, zone, out, err);
    }
}

enum status narrow_tree(const struct narrow *n, const struct tree *tree, struct bounds *out, struct error *err)
{
    return narrow_node(n, tree, narrow_zone(NULL), out, err);
}
