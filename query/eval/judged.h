/* One query's ranking with the grades of its documents: what every measure is computed from. */
#ifndef LEDE_QUERY_EVAL_JUDGED_H
#define LEDE_QUERY_EVAL_JUDGED_H

#include "query/eval/entries.h"

/* The grade of a document that is not among the judgements. */
#define JUDGED_NOT_IN_POOL INT32_MIN

struct judged_settings {
    int32_t level;    /* grades from here on are relevant; at least 1 */
    size_t depth;     /* only the first so many documents of a ranking; 0 = all */
    bool judged_only; /* leave documents without a judgement out of the ranking (trec_eval -J) */
};

struct judged {
    int32_t level;
    int32_t *grades; /* of the retrieved documents, best rank first */
    size_t retrieved;
    size_t relevant_retrieved;
    size_t relevant;    /* among the judgements */
    size_t nonrelevant; /* judgements from 0 to below the level */
    int32_t *ideal;     /* the grades above 0 among the judgements, descending */
    size_t ideal_count;
    size_t grades_cap, ideal_cap;
};

/* Replaces j's content, keeps its memory. */
void judged_set(struct judged *j, const struct entry_group *qrels, const struct entry_group *run,
                const struct judged_settings *settings);
void judged_release(struct judged *j);

#endif
