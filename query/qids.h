/* The qids of a list of queries, to find those that stand more than once: the results of such queries cannot be told apart. One thread. */
#ifndef LEDE_QUERY_QIDS_H
#define LEDE_QUERY_QIDS_H

#include "common/buf.h"

struct qid_entry {
    size_t start, len; /* in the texts */
    uint64_t line;
};

struct qids {
    struct buf texts;
    struct qid_entry *items;
    size_t count, cap;
};

/* Release with qids_release; all zero is empty. `line`: where the query begins, for messages. */
void qids_add(struct qids *q, struct view qid, uint64_t line);
void qids_release(struct qids *q);

struct qid_double {
    struct view qid;        /* in `q`, until that changes */
    uint64_t first, second; /* its first two lines */
    size_t count;           /* queries whose qid had stood before */
};

/* Which query is the first whose qid had stood before? False: there is none. Changes the order of q's entries, nothing else. */
bool qids_find_double(struct qids *q, struct qid_double *out);

#endif
