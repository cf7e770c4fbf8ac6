#include "query/eval/judged.h"

#include <stdlib.h>

static int compare_descending(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;
    return (*x < *y) - (*x > *y);
}

static void count_judgements(struct judged *j, const struct entry_group *qrels)
{
    for (size_t i = 0; i < qrels->count; i++) {
        int32_t grade = (int32_t)qrels->items[i].value;
        j->relevant += grade >= j->level;
        j->nonrelevant += grade >= 0 && grade < j->level;
        if (grade <= 0)
            continue;
        mem_grow(&j->ideal, &j->ideal_cap, j->ideal_count, sizeof *j->ideal);
        j->ideal[j->ideal_count++] = grade;
    }
    if (j->ideal_count > 0)
        qsort(j->ideal, j->ideal_count, sizeof *j->ideal, compare_descending);
}

void judged_set(struct judged *j, const struct entry_group *qrels, const struct entry_group *run,
                const struct judged_settings *settings)
{
    size_t depth = settings->depth > 0 && settings->depth < run->count ? settings->depth : run->count;
    j->level = settings->level;
    j->retrieved = j->relevant_retrieved = j->relevant = j->nonrelevant = j->ideal_count = 0;
    count_judgements(j, qrels);
    for (size_t i = 0; i < depth; i++) {
        const struct entry *judgement = entry_find(qrels, run->items[i].document);
        int32_t grade = judgement ? (int32_t)judgement->value : JUDGED_NOT_IN_POOL;
        if (settings->judged_only && grade < 0)
            continue;
        mem_grow(&j->grades, &j->grades_cap, j->retrieved, sizeof *j->grades);
        j->grades[j->retrieved++] = grade;
        j->relevant_retrieved += grade >= j->level;
    }
}

void judged_release(struct judged *j)
{
    free(j->grades);
    free(j->ideal);
    *j = (struct judged){0};
}
