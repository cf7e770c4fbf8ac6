/* A run against judgements, both given as text: parsed, evaluated, released. Used by the tests of measures. */
#ifndef LEDE_TESTS_SUPPORT_JUDGED_PAIR_H
#define LEDE_TESTS_SUPPORT_JUDGED_PAIR_H

#include "query/eval/evaluate.h"
#include "query/eval/qrels.h"
#include "query/eval/run.h"

#include "tests/support/suite.h"

struct pair {
    struct entries qrels, run;
    struct measure_list list;
    struct evaluation evaluation;
};

static inline void read_pair(const char *qrels, const char *run, struct pair *p)
{
    struct buf content = {0};
    struct error err = {0};
    buf_add_text(&content, qrels);
    ck_assert_msg(qrels_parse(&content, "q", &p->qrels, &err) == STATUS_OK, "%s", err.text);
    buf_add_text(&content, run);
    ck_assert_msg(run_parse(&content, "r", false, &p->run, &err) == STATUS_OK, "%s", err.text);
}

static inline void evaluate_pair(struct pair *p, const char *names, const struct evaluate_settings *settings)
{
    struct error err = {0};
    ck_assert_msg(measures_choose(names, &p->list, &err) == STATUS_OK, "%s", err.text);
    evaluate(&p->qrels, &p->run, &p->list, settings, &p->evaluation);
}

static inline void release_pair(struct pair *p)
{
    evaluation_release(&p->evaluation);
    entries_release(&p->qrels);
    entries_release(&p->run);
}

#endif
