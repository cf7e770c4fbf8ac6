#include "query/whole.h"

#include "query/candidate_tree.h"
#include "query/searcher.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_SEGMENTS = 64, /* of an article; docids behind it may be free up to any number */
    CHUNK = 128,        /* articles at a time: bounds the memory */
};

/* A segment and the article, by its row, that it belongs to. */
struct member {
    uint32_t docid, row;
};

/* The names that leaves stand for (several, where there are synonyms), and what a leaf weighs beside its frequency. */
struct leaves {
    const struct candidate_tree *tree;
    size_t count;
    struct view *names;
    uint8_t *leaf; /* of each name */
    size_t name_count;
    double *strength;
    bool known; /* the strengths: they are read for the first article that wants them */
};

/* Articles that are weighed together. */
struct rows {
    const struct leaves *leaves;
    uint32_t segments[CHUNK]; /* that exist; fewer than 2: the article is left alone */
    double lengths[CHUNK];
    double *weights; /* [row * leaves->count + leaf]: the sum of frequencies at first, the weight in the end */
    struct member *members;
    uint32_t *docids, *numbers; /* of members; what is read of the index */
    size_t member_count, member_cap;
};

/* ---- leaves ---- */

static void list_names(const struct candidate_tree *tree, size_t synonyms, struct leaves *out)
{
    *out = (struct leaves){.tree = tree, .count = tree->any.child_count};
    out->names = mem_array(out->count + synonyms, sizeof *out->names);
    out->leaf = mem_array(out->count + synonyms, sizeof *out->leaf);
    out->strength = mem_array(out->count, sizeof *out->strength);
    for (size_t i = 0; i < out->count; i++) {
        const struct store_query *leaf = &tree->leaves[i];
        size_t forms = leaf->op == STORE_SYNONYM ? leaf->child_count : 1;
        for (size_t k = 0; k < forms; k++) {
            out->leaf[out->name_count] = (uint8_t)i;
            out->names[out->name_count++] = leaf->op == STORE_SYNONYM ? leaf->children[k]->term : leaf->term;
        }
    }
}

/* I(ne) and B of I(ne)B2 (Amati & van Rijsbergen 2002, sections 2.3 and 3.2), as Xapian computes them. Forms of one word count together; in how many documents
 * they stand is estimated as if they were independent. */
static enum status read_strengths(struct searcher *s, struct leaves *l, struct error *err)
{
    if (l->known)
        return STATUS_OK;
    l->known = true;
    struct store_term_stats *stats = mem_array(l->name_count, sizeof *stats);
    enum status status = store_reader_term_stats(s->reader, l->names, l->name_count, stats, err);
    double n = (double)s->stats.segments;
    for (size_t i = 0; i < l->name_count && status == STATUS_OK;) {
        uint8_t leaf = l->leaf[i];
        double f = 0, without = 1;
        for (; i < l->name_count && l->leaf[i] == leaf; i++) {
            f += (double)stats[i].collection_frequency;
            without *= 1 - (double)stats[i].document_frequency / n;
        }
        double df = n * (1 - without), expected = n * (1 - exp(-f / n));
        l->strength[leaf] = df > 0 ? l->tree->leaves[leaf].factor * log2((n + 1) / (expected + 0.5)) * (f + 1) / df : 0;
    }
    free(stats);
    return status;
}

static void leaves_release(struct leaves *l)
{
    free(l->names);
    free(l->leaf);
    free(l->strength);
}

/* ---- the articles of a chunk ---- */

static void add_members(struct rows *r, const struct articles *articles, uint32_t docid, uint32_t row)
{
    uint32_t first = articles_first(articles, docid), end = articles_end(articles, first);
    if (end - first > MOST_SEGMENTS)
        end = first + MOST_SEGMENTS;
    for (uint32_t d = first; d < end && end - first > 1; d++) {
        mem_grow(&r->members, &r->member_cap, r->member_count, sizeof *r->members);
        r->members[r->member_count++] = (struct member){d, row};
    }
}

static int by_docid(const void *a, const void *b)
{
    uint32_t x = ((const struct member *)a)->docid, y = ((const struct member *)b)->docid;
    return x < y ? -1 : x > y;
}

static void list_docids(struct rows *r)
{
    for (size_t i = 0; i < r->member_count; i++)
        r->docids[i] = r->members[i].docid;
}

/* Lengths of the articles; free docids and articles that turn out to have one segment are dropped. */
static enum status read_lengths(struct searcher *s, struct rows *r, struct error *err)
{
    size_t kept = 0;
    qsort(r->members, r->member_count, sizeof *r->members, by_docid);
    r->docids = mem_array(r->member_count, sizeof *r->docids);
    r->numbers = mem_array(r->member_count, sizeof *r->numbers);
    list_docids(r);
    enum status status = store_reader_lengths(s->reader, r->docids, r->member_count, r->numbers, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < r->member_count; i++) {
        r->lengths[r->members[i].row] += r->numbers[i];
        r->segments[r->members[i].row] += r->numbers[i] > 0;
    }
    for (size_t i = 0; i < r->member_count; i++) {
        if (r->numbers[i] > 0 && r->segments[r->members[i].row] > 1)
            r->members[kept++] = r->members[i];
    }
    r->member_count = kept;
    list_docids(r);
    return STATUS_OK;
}

static enum status read_frequencies(struct searcher *s, struct rows *r, struct error *err)
{
    const struct leaves *l = r->leaves;
    uint32_t *wdf = mem_array(r->member_count * l->name_count, sizeof *wdf);
    enum status status = store_reader_wdf(s->reader, l->names, l->name_count, r->docids, r->member_count, wdf, err);
    for (size_t i = 0; i < r->member_count && status == STATUS_OK; i++) {
        double *row = r->weights + r->members[i].row * l->count;
        for (size_t k = 0; k < l->name_count; k++)
            row[l->leaf[k]] += wdf[i * l->name_count + k];
    }
    free(wdf);
    return status;
}

/* From frequencies to weights: the normalisation by length and the first normalisation of I(ne)B2. */
static void weigh(const struct searcher *s, struct rows *r, size_t count)
{
    const struct leaves *l = r->leaves;
    for (size_t i = 0; i < count; i++) {
        if (r->segments[i] < 2)
            continue;
        double stretch = log2(1 + s->ranker->weight_parameter * s->stats.average_length / r->lengths[i]);
        for (size_t k = 0; k < l->count; k++) {
            double *weight = &r->weights[i * l->count + k], tf = *weight * stretch;
            *weight = l->strength[k] * tf / (tf + 1);
        }
    }
}

/* Weigh `count` articles, at most CHUNK, each given by one of its segments. */
static enum status rows_make(struct searcher *s, struct leaves *leaves, const uint32_t *docids, size_t count, struct rows *r,
                             struct error *err)
{
    *r = (struct rows){.leaves = leaves};
    for (size_t i = 0; i < count; i++)
        add_members(r, &s->articles, docids[i], (uint32_t)i);
    if (r->member_count == 0)
        return STATUS_OK;
    r->weights = mem_array(count * leaves->count, sizeof *r->weights);
    enum status status = read_strengths(s, leaves, err);
    if (status == STATUS_OK)
        status = read_lengths(s, r, err);
    if (status == STATUS_OK)
        status = read_frequencies(s, r, err);
    if (status == STATUS_OK)
        weigh(s, r, count);
    return status;
}

static void rows_release(struct rows *r)
{
    free(r->weights);
    free(r->members);
    free(r->docids);
    free(r->numbers);
}

/* ---- what uses it ---- */

static bool is_wanted(const struct searcher *s)
{
    return s->ranker->whole_share > 0 && s->ranker->weight == STORE_INEB2 && s->request.collapse &&
           s->stats.articles != s->stats.segments && s->request.terms->count > 0;
}

/* mixed = (1 - share) * best segment + share * whole */
static double mix(const struct searcher *s, double segment, double whole)
{
    return segment + s->ranker->whole_share * (whole - segment);
}

static enum status prepare(struct searcher *s, struct candidate_tree *tree, struct leaves *leaves, struct error *err)
{
    (void)candidate_tree_make(tree, &s->request);
    list_names(tree, s->request.terms->synonym_count, leaves);
    return articles_read(&s->articles, s->reader, &s->stats, err);
}

static enum status weigh_chunk(struct searcher *s, struct leaves *leaves, size_t at, size_t count, struct error *err)
{
    struct candidate *items = s->candidates.items + at;
    uint32_t docids[CHUNK];
    struct rows rows;
    for (size_t i = 0; i < count; i++)
        docids[i] = items[i].docid;
    enum status status = rows_make(s, leaves, docids, count, &rows, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        double whole = 0;
        for (size_t k = 0; k < leaves->count && rows.segments[i] > 1; k++)
            whole += rows.weights[i * leaves->count + k];
        if (rows.segments[i] > 1)
            items[i].weight = mix(s, items[i].weight, whole);
    }
    rows_release(&rows);
    return status;
}

enum status whole_weigh(struct searcher *s, struct error *err)
{
    struct candidate_tree tree = {0};
    struct leaves leaves = {0};
    if (!is_wanted(s))
        return STATUS_OK;
    enum status status = prepare(s, &tree, &leaves, err);
    for (size_t at = 0; at < s->candidates.count && status == STATUS_OK; at += CHUNK) {
        size_t left = s->candidates.count - at;
        status = weigh_chunk(s, &leaves, at, left < CHUNK ? left : CHUNK, err);
        if (status == STATUS_OK)
            status = searcher_check_time(s, err);
    }
    if (status == STATUS_OK)
        candidates_order(&s->candidates);
    leaves_release(&leaves);
    candidate_tree_release(&tree);
    return status;
}

enum status whole_explain(struct searcher *s, const uint32_t *docids, size_t count, struct candidate_weights *weights,
                          struct error *err)
{
    struct candidate_tree tree = {0};
    struct leaves leaves = {0};
    if (!is_wanted(s))
        return STATUS_OK;
    enum status status = prepare(s, &tree, &leaves, err);
    for (size_t at = 0; at < count && status == STATUS_OK; at += CHUNK) {
        size_t some = count - at < CHUNK ? count - at : CHUNK;
        struct rows rows;
        status = rows_make(s, &leaves, docids + at, some, &rows, err);
        for (size_t i = 0; i < some * leaves.count && status == STATUS_OK; i++) {
            double *weight = &weights->weights[at * leaves.count + i];
            if (rows.segments[i / leaves.count] > 1)
                *weight = mix(s, *weight, rows.weights[i]);
        }
        rows_release(&rows);
    }
    leaves_release(&leaves);
    candidate_tree_release(&tree);
    return status;
}
