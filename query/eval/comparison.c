#include "query/eval/comparison.h"

#include <math.h>
#include <stdlib.h>

static int compare_queries(const void *a, const void *b)
{
    const struct compared_query *x = a, *y = b;
    if (x->difference != y->difference)
        return x->difference > y->difference ? -1 : 1;
    return view_compare(x->qid, y->qid);
}

static void count_wins(struct comparison *c)
{
    for (size_t i = 0; i < c->count; i++) {
        double difference = c->items[i].difference;
        if (fabs(difference) < COMPARISON_TIE)
            c->ties++;
        else if (difference > 0)
            c->wins++;
        else
            c->losses++;
        c->mean_a += c->items[i].a / (double)c->count;
        c->mean_b += c->items[i].b / (double)c->count;
    }
}

enum status comparison_make(const struct entries *qrels, const struct measure_list *measures, const struct evaluation *a,
                            const struct evaluation *b, const struct comparison_settings *settings, struct comparison *out,
                            struct error *err)
{
    struct comparison c = {.measure = measures->items[0].name};
    c.items = mem_array(qrels->group_count, sizeof *c.items);
    for (size_t q = 0; q < qrels->group_count; q++) {
        struct view qid = qrels->groups[q].qid;
        const double *value_a = evaluation_find(a, qid), *value_b = evaluation_find(b, qid);
        if (!settings->complete && (!value_a || !value_b))
            continue;
        struct compared_query query = {.qid = qid, .a = value_a ? *value_a : 0, .b = value_b ? *value_b : 0};
        query.difference = query.b - query.a;
        c.items[c.count++] = query;
    }
    if (c.count == 0) {
        comparison_release(&c);
        return error_set(err, STATUS_INPUT, "the two runs have no judged query in common");
    }
    double *differences = mem_array(c.count, sizeof *differences);
    for (size_t i = 0; i < c.count; i++) /* in the order of the queries, so that the seed alone decides */
        differences[i] = c.items[i].difference;
    c.t = t_test_paired(differences, c.count);
    c.randomisation = randomisation_test_paired(differences, c.count, settings->permutations, settings->seed);
    free(differences);
    qsort(c.items, c.count, sizeof *c.items, compare_queries);
    count_wins(&c);
    *out = c;
    return STATUS_OK;
}

void comparison_release(struct comparison *c)
{
    free(c->items);
    *c = (struct comparison){0};
}
