#include "query/qids.h"

#include <stdlib.h>

void qids_add(struct qids *q, struct view qid, uint64_t line)
{
    if (q->count == 0)
        q->texts.max = SIZE_MAX;
    mem_grow(&q->items, &q->cap, q->count, sizeof *q->items);
    q->items[q->count++] = (struct qid_entry){q->texts.len, qid.len, line};
    buf_add_view(&q->texts, qid);
}

void qids_release(struct qids *q)
{
    buf_release(&q->texts);
    free(q->items);
    *q = (struct qids){0};
}

static struct view qid_of(const struct qids *q, const struct qid_entry *e)
{
    return (struct view){q->texts.data + e->start, e->len};
}

static int by_qid_then_line(const void *a, const void *b, void *qids)
{
    const struct qid_entry *x = a, *y = b;
    int order = view_compare(qid_of(qids, x), qid_of(qids, y));
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

bool qids_find_double(struct qids *q, struct qid_double *out)
{
    *out = (struct qid_double){0};
    if (q->count > 1)
        qsort_r(q->items, q->count, sizeof *q->items, by_qid_then_line, q);
    for (size_t i = 1; i < q->count; i++) {
        const struct qid_entry *before = &q->items[i - 1], *here = &q->items[i];
        struct view qid = qid_of(q, here);
        if (!view_equal(qid_of(q, before), qid))
            continue;
        if (out->count++ == 0 || here->line < out->second) {
            out->qid = qid;
            out->first = before->line;
            out->second = here->line;
        }
    }
    return out->count > 0;
}
