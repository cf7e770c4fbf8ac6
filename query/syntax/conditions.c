#include "query/syntax/conditions.h"

#include <stdlib.h>

/* ---- what a bag asks ---- */

static bool says_nothing_of_words(const struct tree *t)
{
    return t->kind == TREE_NOT || tree_is_field(t);
}

static bool is_stop(const struct plan *plan, const struct tree *t)
{
    return t->kind == TREE_WORD && plan->leaves[t->leaf].is_stop;
}

/* See tree.h; stop words do not count where there are other words. */
static void decide_bag(const struct plan *plan, struct tree *bag, bool all_words)
{
    bool speaks = false, has_other = false;
    for (size_t i = 0; i < bag->count; i++) {
        struct tree *child = bag->children[i];
        bool demanded = child->must || tree_is_condition(child);
        child->part = demanded ? BAG_DEMANDED : BAG_ANY;
        speaks = speaks || (demanded && !says_nothing_of_words(child));
        has_other = has_other || (!demanded && !is_stop(plan, child));
    }
    for (size_t i = 0; i < bag->count; i++) {
        struct tree *child = bag->children[i];
        if (child->part != BAG_ANY)
            continue;
        if (has_other && is_stop(plan, child))
            child->part = BAG_IGNORED;
        else if (all_words)
            child->part = BAG_DEMANDED;
        else if (speaks)
            child->part = BAG_IGNORED;
    }
}

/* `placed`: inside a proximity, where a bag is any of its words. */
static void decide_bags(const struct plan *plan, struct tree *t, bool placed, bool all_words)
{
    placed = placed || t->kind == TREE_NEAR || t->kind == TREE_ATLEAST;
    if (t->kind == TREE_BAG && !placed)
        decide_bag(plan, t, all_words);
    for (size_t i = 0; i < t->count; i++) {
        if (placed)
            t->children[i]->part = BAG_ANY;
        decide_bags(plan, t->children[i], placed, all_words);
    }
}

/* ---- taking a tree ---- */

static bool has_placed(const struct tree *t)
{
    if (t->kind == TREE_PHRASE || t->kind == TREE_NEAR || t->kind == TREE_EXACT)
        return true;
    if (t->kind == TREE_NOT || t->kind == TREE_ATLEAST || (t->kind == TREE_SCOPE && t->field->use != FIELD_USE_LEAD))
        return false;
    for (size_t i = 0; i < t->count; i++) {
        if (has_placed(t->children[i]))
            return true;
    }
    return false;
}

static void number_fields(struct conditions *c, struct tree *t)
{
    if (tree_is_field(t))
        t->leaf = (unsigned)c->field_count++;
    for (size_t i = 0; i < t->count; i++)
        number_fields(c, t->children[i]);
}

void conditions_take(struct conditions *c, struct tree *tree, struct analyser *a, bool all_words, bool within)
{
    conditions_drop(c);
    c->tree = tree;
    c->within = within;
    c->placed = has_placed(tree);
    number_fields(c, tree);
    c->fields = mem_array(c->field_count, sizeof *c->fields);
    plan_make(&c->plan, a, tree);
    decide_bags(&c->plan, tree, false, all_words);
    reading_begin(&c->reading, &c->plan);
}

void conditions_drop(struct conditions *c)
{
    tree_free(c->tree);
    c->tree = NULL;
    for (size_t i = 0; i < c->field_count; i++)
        article_set_release(&c->fields[i]);
    free(c->fields);
    c->fields = NULL;
    c->field_count = 0;
    bounds_release(&c->bounds);
}

void conditions_release(struct conditions *c)
{
    conditions_drop(c);
    plan_release(&c->plan);
    reading_release(&c->reading);
    adjacent_release(&c->adjacent);
    marks_release(&c->marks);
}

enum status conditions_narrow(struct conditions *c, struct narrow *n, struct error *err)
{
    n->plan = &c->plan;
    n->fields = c->fields;
    n->within = c->within;
    for (size_t i = 0; i < c->field_count; i++) {
        article_set_release(&c->fields[i]);
        article_set_make(&c->fields[i], n->articles);
    }
    bounds_release(&c->bounds);
    return narrow_tree(n, c->tree, &c->bounds, err);
}

enum status conditions_admit(struct conditions *c, struct store_reader *reader, uint32_t first, uint32_t end, bool *admits,
                             struct error *err)
{
    c->adjacent.plan = &c->plan;
    c->adjacent.reader = reader;
    return adjacent_admits(&c->adjacent, c->tree, first, end, admits, err);
}

/* ---- texts ---- */

static struct look look_in(const struct conditions *c, struct span window, bool title)
{
    return (struct look){.title = title, .text = true, .window = {c->offset + window.start, c->offset + window.end}};
}

static struct verify look_at(const struct conditions *c)
{
    return (struct verify){&c->reading, c->fields, c->article};
}

void conditions_read(struct conditions *c, struct analyser *a, const struct article *article, uint32_t offset,
                     uint32_t first_paragraph, uint32_t first)
{
    c->article = first;
    c->offset = offset;
    reading_read(&c->reading, a, article, offset, first_paragraph);
}

bool conditions_hold(const struct conditions *c)
{
    const struct verify v = look_at(c);
    return verify_holds(&v, c->tree, &LOOK_EVERYWHERE);
}

unsigned conditions_level(const struct conditions *c, struct span window)
{
    const struct verify v = look_at(c);
    const struct look look = look_in(c, window, false);
    if (c->within)
        return verify_holds(&v, c->tree, &look) ? 1 : 0;
    return c->placed ? verify_placed(&v, c->tree, &look) : 0;
}

void conditions_mark(struct conditions *c, struct span window)
{
    const struct verify v = look_at(c);
    const struct look look = look_in(c, window, true);
    verify_marks(&v, c->tree, &look, &c->marks);
}
