#include "query/syntax/print.h"

static void print_node(const struct tree *t, bool top, struct buf *out);

static void print_near(const struct tree *t, struct buf *out)
{
    buf_add_text(out, t->ordered ? " pre/" : " w/");
    if (t->unit == NEAR_WORDS)
        buf_add_uint(out, t->number);
    else
        buf_add_char(out, t->unit == NEAR_SENTENCE ? 's' : 'p');
    buf_add_char(out, ' ');
}

static void print_between(const struct tree *t, struct buf *out)
{
    if (t->kind == TREE_AND)
        buf_add_text(out, " AND ");
    else if (t->kind == TREE_OR)
        buf_add_text(out, " OR ");
    else if (t->kind == TREE_NEAR)
        print_near(t, out);
    else
        buf_add_char(out, ' ');
}

static bool is_simple_value(struct view v)
{
    for (size_t i = 0; i < v.len; i++) {
        char c = v.ptr[i];
        if (c == ' ' || c == '(' || c == ')' || c == '"')
            return false;
    }
    return v.len > 0;
}

static void print_value(const struct tree *t, struct buf *out)
{
    bool simple = is_simple_value(t->text);
    buf_add_text(out, t->field->name);
    buf_add_text(out, simple ? ":" : ":\"");
    buf_add_view(out, t->text);
    if (!simple)
        buf_add_char(out, '"');
}

static bool is_field(const struct tree *t)
{
    return t->kind == TREE_VALUE || t->kind == TREE_DATE || t->kind == TREE_SCOPE;
}

/* A child of NOT or of a scope: what begins with a sign of its own wants parentheses. */
static void print_operand(const struct tree *t, bool field_may_be_bare, struct buf *out)
{
    bool bare = t->kind != TREE_NOT && !t->must && (field_may_be_bare || !is_field(t));
    if (!bare)
        buf_add_char(out, '(');
    print_node(t, false, out);
    if (!bare)
        buf_add_char(out, ')');
}

static void print_children(const struct tree *t, bool parentheses, struct buf *out)
{
    if (parentheses)
        buf_add_char(out, '(');
    for (size_t i = 0; i < t->count; i++) {
        if (i > 0)
            print_between(t, out);
        print_node(t->children[i], false, out);
    }
    if (parentheses)
        buf_add_char(out, ')');
}

static void print_alternatives(const struct tree *t, struct buf *out)
{
    if (t->alternative_count == 0)
        return;
    buf_add_char(out, '{');
    for (size_t i = 0; i < t->alternative_count; i++) {
        bool quoted = t->alternatives[i].exact && t->kind != TREE_WILDCARD && t->kind != TREE_FUZZY;
        buf_add_text(out, i > 0 ? ", " : "");
        buf_add_text(out, quoted ? "=" : "");
        buf_add_view(out, view_of_buf(&t->alternatives[i].text));
    }
    if (t->alternatives_left_out > 0)
        buf_printf(out, ", and %zu rarer ones left out", t->alternatives_left_out);
    buf_add_char(out, '}');
}

static void print_leaf(const struct tree *t, struct buf *out)
{
    const char *before = t->kind == TREE_EXACT ? "=" : t->kind == TREE_PHRASE ? "\"" : "";
    buf_add_text(out, before);
    buf_add_view(out, t->text);
    if (t->kind == TREE_PHRASE)
        buf_add_char(out, '"');
    if (t->kind == TREE_FUZZY)
        buf_printf(out, "~%u", t->number);
}

static void print_node(const struct tree *t, bool top, struct buf *out)
{
    bool bare = top && t->boost == 1 && !t->must && t->alternative_count == 0;
    if (t->must)
        buf_add_char(out, '+');
    switch (t->kind) {
    case TREE_VALUE:
    case TREE_DATE:
        print_value(t, out);
        break;
    case TREE_SCOPE:
        buf_printf(out, "%s:", t->field->name);
        print_operand(t->children[0], false, out);
        break;
    case TREE_NOT:
        buf_add_char(out, '-');
        print_operand(t->children[0], true, out);
        break;
    case TREE_ATLEAST:
        buf_printf(out, "atleast%u(", t->number);
        print_node(t->children[0], true, out);
        buf_add_char(out, ')');
        break;
    case TREE_BAG:
    case TREE_AND:
    case TREE_OR:
    case TREE_NEAR:
        print_children(t, !bare, out);
        break;
    default:
        print_leaf(t, out);
    }
    if (t->boost != 1)
        buf_printf(out, "^%.6g", t->boost);
    print_alternatives(t, out);
}

void tree_print(const struct tree *t, struct buf *out)
{
    print_node(t, true, out);
}
