#include "query/alert_state.h"

#include "common/escape.h"
#include "common/file_replace.h"

#include <stdlib.h>

enum status alert_state_write(const char *path, const struct alert_state *s, struct error *err)
{
    struct buf out = {0};
    buf_printf(&out, ALERT_STATE_MAGIC "%d\n", ALERT_STATE_VERSION);
    for (size_t i = 0; i < s->count; i++) {
        const struct alert_query *q = &s->queries[i];
        buf_add_text(&out, "query\t");
        escape_tsv(q->qid, &out);
        buf_add_char(&out, '\t');
        escape_tsv(q->text, &out);
        buf_printf(&out, "\t%zu\n", q->count);
        for (size_t j = 0; j < q->count; j++) {
            buf_printf(&out, "%016llx%016llx\t", (unsigned long long)q->items[j].hash.high,
                       (unsigned long long)q->items[j].hash.low);
            escape_tsv(q->items[j].id, &out);
            buf_add_char(&out, '\n');
        }
    }
    buf_printf(&out, "end\t%zu\n", s->count);
    enum status status = out.overflow ? error_set(err, STATUS_IO, "%s: the state would be larger than 2 GiB", path)
                                      : file_replace(path, view_of_buf(&out), err);
    buf_release(&out);
    return status;
}

void alert_state_release(struct alert_state *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->queries[i].items);
    free(s->queries);
    buf_release(&s->bytes);
    *s = (struct alert_state){0};
}

const struct alert_query *alert_state_find(const struct alert_state *s, struct view qid, struct view text)
{
    for (size_t i = 0; i < s->count; i++) {
        if (view_equal(s->queries[i].qid, qid))
            return view_equal(s->queries[i].text, text) ? &s->queries[i] : NULL;
    }
    return NULL;
}

void alert_state_add(struct alert_state *s, struct view qid, struct view text, struct alert_item *items, size_t count)
{
    mem_grow(&s->queries, &s->cap, s->count, sizeof *s->queries);
    s->queries[s->count++] = (struct alert_query){qid, text, items, count};
}

enum alert_change alert_compare(const struct alert_query *q, const struct alert_item *item)
{
    size_t low = 0, high = q ? q->count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = view_compare(q->items[middle].id, item->id);
        if (order == 0) {
            const struct article_hash *old = &q->items[middle].hash;
            return old->low == item->hash.low && old->high == item->hash.high ? ALERT_SEEN : ALERT_CHANGED;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return ALERT_NEW;
}
