#include "query/syntax/tree.h"

#include "query/syntax/lex.h"

#include <stdlib.h>

struct tree *tree_new(enum tree_kind kind, struct span place)
{
    struct tree *t = mem_alloc(sizeof *t);
    t->kind = kind;
    t->place = place;
    t->boost = 1;
    return t;
}

void tree_add(struct tree *parent, struct tree *child)
{
    mem_grow(&parent->children, &parent->cap, parent->count, sizeof(struct tree *));
    parent->children[parent->count++] = child;
}

void tree_free(struct tree *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->count; i++)
        tree_free(t->children[i]);
    for (size_t i = 0; i < t->alternative_count; i++)
        buf_release(&t->alternatives[i].text);
    free(t->alternatives);
    free(t->children);
    free(t);
}

struct alternative *tree_add_alternative(struct tree *t, struct view text, bool exact)
{
    for (size_t i = 0; i < t->alternative_count; i++) {
        if (t->alternatives[i].exact == exact && view_equal(view_of_buf(&t->alternatives[i].text), text))
            return NULL;
    }
    mem_grow(&t->alternatives, &t->alternative_cap, t->alternative_count, sizeof *t->alternatives);
    struct alternative *added = &t->alternatives[t->alternative_count++];
    *added = (struct alternative){.exact = exact};
    buf_add_view(&added->text, text);
    return added;
}

bool tree_is_word(const struct tree *t)
{
    return t->kind == TREE_WORD || t->kind == TREE_EXACT || t->kind == TREE_WILDCARD || t->kind == TREE_FUZZY;
}

bool tree_is_condition(const struct tree *t)
{
    return !tree_is_word(t) && t->kind != TREE_BAG && t->kind != TREE_OR;
}

bool tree_is_leaf(const struct tree *t)
{
    return tree_is_word(t) || t->kind == TREE_PHRASE || t->alternative_count > 0;
}

bool tree_is_field(const struct tree *t)
{
    return (t->kind == TREE_VALUE || t->kind == TREE_DATE) && t->alternative_count == 0;
}

static bool is_plain_word(const struct tree *t)
{
    return t->kind == TREE_WORD && t->boost == 1 && !t->must && t->alternative_count == 0;
}

bool tree_is_plain(const struct tree *t)
{
    if (t->kind != TREE_BAG)
        return is_plain_word(t);
    for (size_t i = 0; i < t->count; i++) {
        if (!is_plain_word(t->children[i]))
            return false;
    }
    return t->boost == 1 && !t->must && t->alternative_count == 0;
}

/* The same, in groups too. */
static bool is_loose(const struct tree *t)
{
    if (t->kind != TREE_BAG)
        return is_plain_word(t);
    for (size_t i = 0; i < t->count; i++) {
        if (!is_loose(t->children[i]))
            return false;
    }
    return t->boost == 1 && !t->must && t->alternative_count == 0;
}

/* All words and values of `t`, of which those before it were so many. */
static size_t count_words(const struct tree *t, size_t before, size_t most, struct span *beyond)
{
    size_t own =
        t->kind == TREE_PHRASE ? lex_count_words(t->text) : tree_is_word(t) || t->kind == TREE_VALUE || t->kind == TREE_DATE;
    if (before <= most && before + own > most)
        *beyond = t->place;
    for (size_t i = 0; i < t->count; i++)
        own += count_words(t->children[i], before + own, most, beyond);
    return own;
}

size_t tree_count_bound_words(const struct tree *t, size_t most, struct span *beyond)
{
    size_t words = 0;
    if (t->kind != TREE_BAG)
        return is_loose(t) ? 0 : count_words(t, 0, most, beyond);
    for (size_t i = 0; i < t->count; i++) {
        if (!is_loose(t->children[i]))
            words += count_words(t->children[i], words, most, beyond);
    }
    return words;
}
