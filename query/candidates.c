#include "query/candidates.h"

#include "query/candidate_tree.h"

#include <stdlib.h>
#include <string.h>

static enum status run(struct candidates *c, struct store_reader *r, const struct candidates_request *request, uint32_t limit,
                       struct error *err)
{
    struct candidate_tree tree = {0};
    const struct store_search search = {
        .query = candidate_tree_make(&tree, request),
        .weight = request->ranker->weight,
        .parameters = {request->ranker->weight_parameter, request->ranker->weight_b},
        .limit = limit,
        .collapse_articles = request->collapse,
        .timeout = request->seconds,
        .uncounted = request->expansion != NULL,
    };
    enum status status = store_reader_search(r, &search, &c->hits, err);
    candidate_tree_release(&tree);
    return status;
}

/* Segments of one weight beyond the limit cannot be told apart by their docids, which mean nothing: by their article's id they can. */
struct tie {
    struct store_hit hit;
    struct buf article;
};

static int by_article(const void *a, const void *b)
{
    const struct tie *x = a, *y = b;
    return view_compare(view_of_buf(&x->article), view_of_buf(&y->article));
}

/* Cut the hits to `limit`; of those that tie with the last, the first by article id stay, and all segments of the last such article. */
static enum status cut_ties(struct store_reader *r, struct store_hits *hits, size_t limit, struct error *err)
{
    if (hits->count <= limit)
        return STATUS_OK;
    size_t first = limit - 1;
    while (first > 0 && hits->items[first - 1].weight == hits->items[limit - 1].weight)
        first--;
    size_t count = hits->count - first;
    enum status status = STATUS_OK;
    struct tie *ties = mem_array(count, sizeof *ties);
    for (size_t i = 0; i < count; i++) {
        ties[i].hit = hits->items[first + i];
        status = store_reader_value(r, ties[i].hit.docid, SLOT_ARTICLE, &ties[i].article, err);
        if (status != STATUS_OK)
            goto out;
    }
    qsort(ties, count, sizeof *ties, by_article);
    size_t kept = limit - first;
    while (kept < count && view_equal(view_of_buf(&ties[kept].article), view_of_buf(&ties[kept - 1].article)))
        kept++;
    for (size_t i = 0; i < kept; i++)
        hits->items[first + i] = ties[i].hit;
    hits->count = first + kept;
out:
    for (size_t i = 0; i < count; i++)
        buf_release(&ties[i].article);
    free(ties);
    return status;
}

static int by_docid(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Synonyms count as their term: `wide` has terms and synonyms of each candidate, `narrow` gets the terms. */
static void fold_synonyms(const struct terms *terms, const uint32_t *wide, size_t count, uint32_t *narrow)
{
    size_t width = terms->count + terms->synonym_count;
    for (size_t i = 0; i < count; i++) {
        for (size_t t = 0; t < terms->count; t++)
            narrow[i * terms->count + t] = wide[i * width + t];
        for (size_t k = 0; k < terms->synonym_count; k++)
            narrow[i * terms->count + terms->synonyms[k].term] += wide[i * width + terms->count + k];
    }
}

static enum status read_frequencies(struct candidates *c, struct store_reader *r, const struct terms *terms, struct error *err)
{
    size_t width = terms->count + terms->synonym_count;
    struct view *names = mem_array(width, sizeof *names);
    for (size_t i = 0; i < terms->count; i++)
        names[i] = terms->items[i].name;
    for (size_t i = 0; i < terms->synonym_count; i++)
        names[terms->count + i] = terms->synonyms[i].name;
    enum status status = store_reader_wdf(r, names, width, c->docids, c->count, c->stem_wdf, err);
    if (status == STATUS_OK)
        fold_synonyms(terms, c->stem_wdf, c->count, c->wdf);
    free(names);
    return status;
}

/* How often each term stands in each candidate: what bounds are made of. */
static enum status read_wdf(struct candidates *c, struct store_reader *r, const struct terms *terms, struct error *err)
{
    while (c->docid_cap < c->count)
        mem_grow(&c->docids, &c->docid_cap, c->docid_cap, sizeof *c->docids);
    size_t width = terms->count + terms->synonym_count;
    while (c->wdf_cap < c->count * terms->count)
        mem_grow(&c->wdf, &c->wdf_cap, c->wdf_cap, sizeof *c->wdf);
    while (c->stem_wdf_cap < c->count * width)
        mem_grow(&c->stem_wdf, &c->stem_wdf_cap, c->stem_wdf_cap, sizeof *c->stem_wdf);
    for (size_t i = 0; i < c->count; i++)
        c->docids[i] = c->items[i].docid;
    qsort(c->docids, c->count, sizeof *c->docids, by_docid);
    enum status status = read_frequencies(c, r, terms, err);
    for (size_t i = 0; status == STATUS_OK && i < c->count; i++) {
        const uint32_t *found = bsearch(&c->items[i].docid, c->docids, c->count, sizeof *c->docids, by_docid);
        c->items[i].wdf = c->wdf + (size_t)(found - c->docids) * terms->count;
        c->items[i].stem_wdf = c->stem_wdf + (size_t)(found - c->docids) * width;
    }
    return status;
}

/* Candidates that stand by falling weight get their ranks; those that tie share one. */
static void set_ranks(struct candidates *c)
{
    for (size_t i = 0; i < c->count; i++) {
        bool tied = i > 0 && c->items[i - 1].weight == c->items[i].weight;
        c->items[i].rank = tied ? c->items[i - 1].rank : (uint32_t)i;
    }
    c->best = c->count > 0 ? c->items[0].weight : 0;
}

static void take_hits(struct candidates *c)
{
    c->count = 0;
    for (size_t i = 0; i < c->hits.count; i++) {
        mem_grow(&c->items, &c->cap, c->count, sizeof *c->items);
        c->items[c->count++] = (struct candidate){.docid = c->hits.items[i].docid, .weight = c->hits.items[i].weight};
    }
    set_ranks(c);
}

static int by_weight(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->docid < y->docid ? -1 : x->docid > y->docid;
}

void candidates_order(struct candidates *c)
{
    if (c->count > 1)
        qsort(c->items, c->count, sizeof *c->items, by_weight);
    set_ranks(c);
}

/* Collapsed matches are articles; otherwise the index counts segments, and articles are estimated by the ratio of the whole index. */
static void count_matches(struct candidates *c, const struct store_stats *stats, bool collapse)
{
    c->matches = c->hits.matches_estimated;
    c->matches_exact = c->hits.matches_low == c->hits.matches_high;
    if (collapse || stats->articles == stats->segments || stats->segments == 0)
        return;
    double ratio = (double)stats->articles / (double)stats->segments;
    c->matches_exact = c->matches_exact && c->matches <= 1;
    c->matches = (uint64_t)((double)c->matches * ratio + 0.5);
    if (c->matches == 0 && c->count > 0)
        c->matches = 1;
}

enum status candidates_find(struct candidates *c, struct store_reader *r, const struct candidates_request *request,
                            struct error *err)
{
    uint32_t limit = request->limit > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)request->limit;
    c->count = 0;
    c->hits.count = 0;
    enum status status = run(c, r, request, limit, err);
    if (status == STATUS_OK)
        status = cut_ties(r, &c->hits, limit, err);
    if (status != STATUS_OK)
        return status;
    take_hits(c);
    count_matches(c, request->stats, request->collapse);
    return c->count > 0 ? read_wdf(c, r, request->terms, err) : STATUS_OK;
}

void candidates_release(struct candidates *c)
{
    free(c->items);
    free(c->wdf);
    free(c->stem_wdf);
    free(c->docids);
    store_hits_release(&c->hits);
    *c = (struct candidates){0};
}
