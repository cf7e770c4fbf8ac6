#include "query/syntax/narrow_parts.h"

static void describe(const struct plan *plan, const struct tree *t, const struct zone *zone, struct buf *out);

static void add_separator(struct buf *out, bool *first, const char *separator)
{
    if (!*first)
        buf_add_text(out, separator);
    *first = false;
}

/* Alternatives with OR between them, in parentheses where there are several. */
static void describe_place(const struct plan *plan, size_t place, const struct zone *zone, struct buf *out)
{
    const struct plan_range *words = &plan->places[place];
    struct buf name = {0};
    bool first = true;
    buf_add_text(out, words->count > 1 ? "(" : "");
    for (uint32_t i = words->first; i < words->first + words->count; i++) {
        add_separator(out, &first, " OR ");
        narrow_name(&plan->words[i], plan->place_exact[place], zone, &name);
        buf_add_view(out, view_of_buf(&name));
    }
    buf_add_text(out, words->count > 1 ? ")" : "");
    buf_release(&name);
}

static void describe_element(const struct plan *plan, size_t element, const struct zone *zone, struct buf *out)
{
    const struct plan_range *forms = &plan->elements[element];
    bool first = true;
    buf_add_text(out, forms->count > 1 ? "(" : "");
    for (uint32_t f = forms->first; f < forms->first + forms->count; f++) {
        const struct plan_range *places = &plan->forms[f];
        bool first_place = true;
        add_separator(out, &first, " OR ");
        buf_add_text(out, places->count > 1 ? "{" : "");
        for (uint32_t p = places->first; p < places->first + places->count; p++) {
            add_separator(out, &first_place, " AND ");
            describe_place(plan, p, zone, out);
        }
        buf_add_text(out, places->count > 1 ? "}" : "");
    }
    buf_add_text(out, forms->count > 1 ? ")" : "");
}

static void describe_leaf(const struct plan *plan, const struct tree *t, const struct zone *zone, struct buf *out)
{
    const struct plan_range *rows = &plan->leaves[t->leaf].rows;
    bool first = true;
    if (rows->count == 0)
        buf_add_text(out, "nothing");
    buf_add_text(out, rows->count > 1 ? "(" : "");
    for (uint32_t r = rows->first; r < rows->first + rows->count; r++) {
        const struct plan_range *elements = &plan->rows[r].elements;
        bool first_element = true, placed = elements->count > 1 || !zone->decides;
        add_separator(out, &first, " OR ");
        buf_add_text(out, placed ? "{" : "");
        for (uint32_t e = elements->first; e < elements->first + elements->count; e++) {
            add_separator(out, &first_element, " AND ");
            describe_element(plan, e, zone, out);
        }
        buf_add_text(out, placed ? "}" : "");
    }
    buf_add_text(out, rows->count > 1 ? ")" : "");
}

static void describe_children(const struct plan *plan, const struct tree *t, const struct zone *zone, enum bag_part part,
                              const char *separator, bool *first, struct buf *out)
{
    for (size_t i = 0; i < t->count; i++) {
        if (t->kind == TREE_BAG && t->children[i]->part != part)
            continue;
        add_separator(out, first, separator);
        describe(plan, t->children[i], zone, out);
    }
}

static void describe_bag(const struct plan *plan, const struct tree *t, const struct zone *zone, struct buf *out)
{
    bool first = true, first_any = true;
    struct buf any = {0};
    buf_add_char(out, '(');
    describe_children(plan, t, zone, BAG_DEMANDED, " AND ", &first, out);
    describe_children(plan, t, zone, BAG_ANY, " OR ", &first_any, &any);
    if (any.len > 0) {
        add_separator(out, &first, " AND ");
        buf_printf(out, "(%s)", any.data);
    }
    if (t->alternative_count > 0) {
        add_separator(out, &first, " OR ");
        describe_leaf(plan, t, zone, out);
    }
    buf_add_char(out, ')');
    buf_release(&any);
}

static void describe_field(const struct tree *t, struct buf *out)
{
    if (t->kind != TREE_DATE) {
        narrow_field_term(t, out);
        return;
    }
    buf_add_text(out, "date:");
    buf_add_view(out, t->text);
}

static void describe(const struct plan *plan, const struct tree *t, const struct zone *zone, struct buf *out)
{
    bool first = true, placed = t->kind == TREE_NEAR || (t->kind == TREE_ATLEAST && t->number > 1);
    if (tree_is_field(t)) {
        describe_field(t, out);
    } else if (t->kind == TREE_SCOPE) {
        describe(plan, t->children[0], narrow_zone(t->field), out);
    } else if (t->kind == TREE_NOT) {
        buf_add_text(out, "NOT ");
        describe(plan, t->children[0], zone, out);
    } else if (t->kind == TREE_BAG) {
        describe_bag(plan, t, zone, out);
    } else if (t->count > 0) {
        buf_add_char(out, placed ? '{' : '(');
        describe_children(plan, t, zone, BAG_ANY, t->kind == TREE_OR ? " OR " : " AND ", &first, out);
        buf_add_char(out, placed ? '}' : ')');
    } else {
        describe_leaf(plan, t, zone, out);
    }
}

void narrow_describe(const struct plan *plan, const struct tree *tree, struct buf *out)
{
    describe(plan, tree, narrow_zone(NULL), out);
}
