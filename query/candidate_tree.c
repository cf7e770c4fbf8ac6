#include "query/candidate_tree.h"

#include <stdlib.h>

void candidate_tree_release(struct candidate_tree *tree)
{
    filters_release(&tree->filters);
    free(tree->forms);
    free(tree->form_pointers);
}

/* A term that can be said in several ways is one term to the index too. */
static void add_synonyms(struct candidate_tree *tree, const struct terms *terms)
{
    tree->forms = mem_array(terms->count + terms->synonym_count, sizeof *tree->forms);
    tree->form_pointers = mem_array(terms->count + terms->synonym_count, sizeof(const struct store_query *));
    for (size_t i = 0, next; i < terms->synonym_count; i = next) {
        uint8_t term = terms->synonyms[i].term;
        struct store_query *leaf = &tree->leaves[term];
        size_t first = i + term; /* no two terms overlap: each has its synonyms and itself */
        tree->forms[first] = (struct store_query){.op = STORE_TERM, .term = terms->items[term].name, .factor = 1};
        for (next = i; next < terms->synonym_count && terms->synonyms[next].term == term; next++)
            tree->forms[first + 1 + next - i] =
                (struct store_query){.op = STORE_TERM, .term = terms->synonyms[next].name, .factor = 1};
        for (size_t k = first; k <= first + next - i; k++)
            tree->form_pointers[k] = &tree->forms[k];
        leaf->op = STORE_SYNONYM;
        leaf->children = tree->form_pointers + first;
        leaf->child_count = next - i + 1;
    }
}

static void add_leaf(struct candidate_tree *tree, struct view name, double weight)
{
    size_t i = tree->any.child_count++;
    tree->leaves[i] = (struct store_query){.op = STORE_TERM, .term = name, .factor = weight};
    tree->leaf_pointers[i] = &tree->leaves[i];
}

/* A term that is both of the query and of the expansion is one leaf: Xapian would otherwise take it for two. */
static void add_terms(struct candidate_tree *tree, const struct terms *terms, const struct expansion *expansion)
{
    double factor = expansion ? expansion->query_factor : 1;
    tree->any = (struct store_query){.op = STORE_OR, .factor = 1, .children = tree->leaf_pointers};
    for (size_t i = 0; i < terms->count; i++)
        add_leaf(tree, terms->items[i].name, terms->items[i].weight * factor);
    for (size_t i = 0; expansion && i < expansion->count; i++) {
        size_t same = 0;
        while (same < terms->count && !view_equal(terms->items[same].name, expansion->items[i].name))
            same++;
        if (same < terms->count)
            tree->leaves[same].factor += expansion->items[i].weight;
        else
            add_leaf(tree, expansion->items[i].name, expansion->items[i].weight);
    }
    if (terms->synonym_count > 0)
        add_synonyms(tree, terms);
}

/* What the restriction lets through, with the words only as weight. It names no document that does not exist. */
static const struct store_query *rank_wordless(struct candidate_tree *tree, const struct store_query *restriction)
{
    tree->everything = (struct store_query){.op = STORE_ALL, .factor = 1};
    tree->existing_pointers[0] = &tree->everything;
    tree->existing_pointers[1] = restriction;
    tree->existing = (struct store_query){.op = STORE_FILTER, .factor = 1, .children = tree->existing_pointers, .child_count = 2};
    tree->wordless_pointers[0] = &tree->existing;
    tree->wordless_pointers[1] = &tree->any;
    tree->wordless = (struct store_query){
        .op = STORE_AND_MAYBE, .factor = 1, .children = tree->wordless_pointers, .child_count = tree->any.child_count > 0 ? 2 : 1};
    return &tree->wordless;
}

const struct store_query *candidate_tree_make(struct candidate_tree *tree, const struct candidates_request *request)
{
    size_t count = 1;
    add_terms(tree, request->terms, request->expansion);
    filters_make(&tree->filters, request->settings);
    tree->filter_pointers[0] = &tree->any;
    if (request->restriction && request->wordless)
        tree->filter_pointers[0] = rank_wordless(tree, request->restriction);
    else if (request->restriction)
        tree->filter_pointers[count++] = request->restriction;
    if (request->expansion && request->settings->own_words && !request->restriction) {
        tree->own = (struct store_query){
            .op = STORE_OR, .factor = 1, .children = tree->leaf_pointers, .child_count = request->terms->count};
        tree->filter_pointers[count++] = &tree->own;
    }
    for (size_t i = 0; i < tree->filters.count; i++)
        tree->filter_pointers[count++] = &tree->filters.items[i];
    if (count == 1)
        return tree->filter_pointers[0];
    tree->root = (struct store_query){.op = STORE_FILTER, .factor = 1, .children = tree->filter_pointers, .child_count = count};
    return &tree->root;
}
