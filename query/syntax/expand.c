#include "query/syntax/expand.h"

#include "query/syntax/normal.h"
#include "query/syntax/rings.h"

#include <stdlib.h>
#include <string.h>

struct expansion {
    struct store_reader *reader;
    struct analyser *analyser;
    const struct thesaurus *thesaurus; /* NULL: none */
    struct rings rings;
    bool rings_begun; /* made when the first bare word is met */
    struct tokens tokens;
};

/* Where a node stands: what the words of the index begin with there, and whether its words may be said otherwise. */
struct surrounding {
    struct view prefix;
    bool names;
};

/* ---- words of the index ---- */

static int more_frequent_first(const void *a, const void *b)
{
    const struct store_named_term *x = a, *y = b;
    if (x->stats.document_frequency != y->stats.document_frequency)
        return x->stats.document_frequency > y->stats.document_frequency ? -1 : 1;
    return strcmp(x->name, y->name);
}

static enum status add_words(struct expansion *e, struct tree *t, struct surrounding where, struct error *err)
{
    struct store_term_list found = {0};
    struct buf text = {0};
    bool fuzzy = t->kind == TREE_FUZZY;
    if (fuzzy)
        normal_word(e->analyser, t->text, &e->tokens, &text);
    else
        normal_pattern(e->analyser, t->text, &e->tokens, &text);
    enum status status = STATUS_OK;
    if (text.len)
        status = store_reader_words(e->reader, where.prefix, view_of_buf(&text), fuzzy ? t->number : 0, &found, err);
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, more_frequent_first);
    for (size_t i = 0; i < found.count && i < EXPAND_MAX; i++)
        (void)tree_add_alternative(t, view_of(found.items[i].name), true);
    if (found.count > EXPAND_MAX)
        t->alternatives_left_out = found.count - EXPAND_MAX;
    store_term_list_release(&found);
    buf_release(&text);
    return status;
}

/* ---- rings ---- */

static bool is_bare_word(const struct tree *t)
{
    return t->kind == TREE_WORD && t->boost == 1 && !t->must;
}

/* Children [at, at + count) of a bag become one bag of their own. */
static struct tree *gather(struct tree *bag, size_t at, size_t count)
{
    struct span place = {bag->children[at]->place.start, bag->children[at + count - 1]->place.end};
    struct tree *inner = tree_new(TREE_BAG, place);
    for (size_t i = 0; i < count; i++)
        tree_add(inner, bag->children[at + i]);
    bag->children[at] = inner;
    memmove(bag->children + at + 1, bag->children + at + count, (bag->count - at - count) * sizeof(struct tree *));
    bag->count -= count - 1;
    return inner;
}

static void read_run(struct expansion *e, struct tree *const *nodes, size_t count)
{
    if (!e->rings_begun)
        rings_begin(&e->rings, e->thesaurus, e->analyser);
    e->rings_begun = true;
    rings_read(&e->rings, nodes, count);
}

static void expand_word(struct expansion *e, struct tree *word)
{
    read_run(e, &word, 1);
    if (rings_longest(&e->rings, 0) > 0)
        rings_add(&e->rings, 0, 1, EXPAND_MAX, word);
}

/* `count` bare words among the children of a bag, from `first` on. Returns how many children they are afterwards. */
static size_t expand_run(struct expansion *e, struct tree *bag, size_t first, size_t count)
{
    size_t at = 0, word = 0; /* `at`: among the children as they are now; `word`: as they were */
    read_run(e, bag->children + first, count);
    while (word < count) {
        size_t taken = rings_longest(&e->rings, word);
        struct tree *into = bag->children[first + at];
        if (taken > 1)
            into = bag->count == taken ? bag : gather(bag, first + at, taken);
        if (taken > 0)
            rings_add(&e->rings, word, taken, EXPAND_MAX, into);
        at += into == bag ? taken : 1;
        word += taken ? taken : 1;
    }
    return at;
}

/* ---- the walk ---- */

static enum status expand_node(struct expansion *e, struct tree *t, struct surrounding where, struct error *err);

static enum status expand_bag(struct expansion *e, struct tree *t, struct surrounding where, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < t->count && status == STATUS_OK;) {
        size_t count = 0;
        while (i + count < t->count && is_bare_word(t->children[i + count]))
            count++;
        if (count && e->thesaurus && !where.names)
            i += expand_run(e, t, i, count);
        else if (count)
            i += count;
        else
            status = expand_node(e, t->children[i++], where, err);
    }
    return status;
}

/* topic:@FILE has the members of the file for alternatives. */
static enum status add_topic(struct tree *t, struct error *err)
{
    struct thesaurus *topic = NULL;
    char *path = mem_copy_text(view_sub(t->text, 1, t->text.len));
    enum status status = thesaurus_load(path, &topic, err);
    free(path);
    for (size_t i = 0; topic && i < topic->count; i++) {
        if (t->alternative_count < EXPAND_MAX)
            (void)tree_add_alternative(t, topic->members[i].text, topic->members[i].exact);
        else
            t->alternatives_left_out++;
    }
    thesaurus_free(topic);
    return status;
}

static struct surrounding inside(const struct tree *scope)
{
    struct surrounding where = {.names = scope->field->use == FIELD_USE_AUTHOR};
    if (scope->field->field != FIELD_COUNT)
        where.prefix = view_of(schema_field(scope->field->field)->prefix);
    return where;
}

static enum status expand_node(struct expansion *e, struct tree *t, struct surrounding where, struct error *err)
{
    enum status status = STATUS_OK;
    switch (t->kind) {
    case TREE_WILDCARD:
    case TREE_FUZZY:
        return add_words(e, t, where, err);
    case TREE_WORD:
        if (e->thesaurus && !where.names)
            expand_word(e, t);
        return STATUS_OK;
    case TREE_BAG:
        return expand_bag(e, t, where, err);
    case TREE_VALUE:
        if (t->field->field == FIELD_TOPIC && view_starts_with(t->text, VIEW("@")))
            return add_topic(t, err);
        return STATUS_OK;
    case TREE_SCOPE:
        where = inside(t);
        break;
    default:
        break;
    }
    for (size_t i = 0; i < t->count && status == STATUS_OK; i++)
        status = expand_node(e, t->children[i], where, err);
    return status;
}

enum status expand_tree(struct tree *t, struct store_reader *r, struct analyser *a, const struct thesaurus *thesaurus,
                        struct error *err)
{
    struct expansion e = {.reader = r, .analyser = a, .thesaurus = thesaurus};
    enum status status = expand_node(&e, t, (struct surrounding){0}, err);
    rings_release(&e.rings);
    tokens_release(&e.tokens);
    return status;
}
