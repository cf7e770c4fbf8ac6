#include "query/eval/evaluate.h"

#include <math.h>
#include <stdlib.h>

static double mean_of(const struct evaluation *e, size_t column, enum measure_mean kind, size_t queries)
{
    double sum = 0;
    if (kind == MEAN_QUERIES)
        return (double)queries;
    for (size_t q = 0; q < e->query_count; q++) {
        double value = e->values[q * e->measure_count + column];
        sum += kind == MEAN_GEOMETRIC ? log(fmax(value, MEASURE_GEOMETRIC_FLOOR)) : value;
    }
    if (kind == MEAN_SUM || queries == 0)
        return sum;
    if (kind == MEAN_GEOMETRIC)
        return exp((sum + (double)(queries - e->query_count) * log(MEASURE_GEOMETRIC_FLOOR)) / (double)queries);
    return sum / (double)queries;
}

void evaluate(const struct entries *qrels, const struct entries *run, const struct measure_list *list,
              const struct evaluate_settings *settings, struct evaluation *out)
{
    struct evaluation e = {.measure_count = list->count};
    struct judged judged = {0};
    e.qids = mem_array(qrels->group_count, sizeof *e.qids);
    e.values = mem_array(qrels->group_count, list->count * sizeof *e.values);
    e.means = mem_array(list->count, sizeof *e.means);
    for (size_t g = 0; g < qrels->group_count; g++) {
        const struct entry_group *ranking = entries_find(run, qrels->groups[g].qid);
        if (!ranking) {
            e.missing++;
            continue;
        }
        judged_set(&judged, &qrels->groups[g], ranking, &settings->judged);
        e.qids[e.query_count] = qrels->groups[g].qid;
        double *row = e.values + e.query_count++ * list->count;
        for (size_t m = 0; m < list->count; m++)
            row[m] = list->items[m].measure->value(&judged, list->items[m].cutoff);
    }
    e.unjudged = run->group_count - e.query_count;
    size_t queries = settings->complete ? qrels->group_count : e.query_count;
    for (size_t m = 0; m < list->count; m++)
        e.means[m] = mean_of(&e, m, list->items[m].measure->mean, queries);
    judged_release(&judged);
    *out = e;
}

void evaluation_release(struct evaluation *e)
{
    free(e->qids);
    free(e->values);
    free(e->means);
    *e = (struct evaluation){0};
}

const double *evaluation_find(const struct evaluation *e, struct view qid)
{
    size_t low = 0, high = e->query_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = view_compare(e->qids[middle], qid);
        if (order == 0)
            return e->values + middle * e->measure_count;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
