/* The index weights of a few documents, term by term: for explanations. */
#include "query/candidate_tree.h"

#include <stdlib.h>

static void list_leaves(const struct candidate_tree *tree, const struct terms *terms, struct candidate_weights *out)
{
    out->leaf_count = tree->any.child_count;
    for (size_t i = 0; i < out->leaf_count; i++) {
        struct view name = tree->leaves[i].term;
        out->leaves[i] = (struct candidate_leaf){i < terms->count ? (uint8_t)i : (uint8_t)TERMS_NONE, view_sub(name, 1, name.len)};
    }
}

/* A search for one leaf among the articles: what it weighs in each of the documents. */
static enum status weigh_leaf(struct store_reader *r, const struct store_search *search, const uint32_t *docids, size_t count,
                              size_t stride, double *weights, struct error *err)
{
    struct store_hits hits = {0};
    enum status status = store_reader_search(r, search, &hits, err);
    for (size_t i = 0; status == STATUS_OK && i < hits.count; i++) {
        for (size_t d = 0; d < count; d++) {
            if (docids[d] == hits.items[i].docid)
                weights[d * stride] = hits.items[i].weight;
        }
    }
    store_hits_release(&hits);
    return status;
}

enum status candidates_weigh(struct store_reader *r, const struct candidates_request *request, const uint32_t *docids,
                             const struct view *ids, size_t count, struct candidate_weights *out, struct error *err)
{
    struct candidate_tree tree = {0};
    struct article_filter articles = {0};
    enum status status = STATUS_OK;
    (void)candidate_tree_make(&tree, request);
    article_filter_make(&articles, ids, count);
    candidate_weights_release(out);
    list_leaves(&tree, request->terms, out);
    out->weights = mem_array(count * out->leaf_count, sizeof *out->weights);
    for (size_t i = 0; i < out->leaf_count && status == STATUS_OK; i++) {
        const struct store_query *parts[] = {&tree.leaves[i], &articles.any};
        const struct store_query query = {.op = STORE_FILTER, .factor = 1, .children = parts, .child_count = 2};
        const struct store_search search = {
            .query = &query,
            .weight = request->ranker->weight,
            .parameters = {request->ranker->weight_parameter, request->ranker->weight_b},
            .limit = UINT32_MAX / 2, /* all segments of so few articles */
        };
        status = weigh_leaf(r, &search, docids, count, out->leaf_count, out->weights + i, err);
    }
    article_filter_release(&articles);
    candidate_tree_release(&tree);
    return status;
}

void candidate_weights_release(struct candidate_weights *w)
{
    free(w->weights);
    *w = (struct candidate_weights){0};
}
