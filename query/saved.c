#include "query/saved.h"

#include "common/escape.h"
#include "query/qids.h"

#include <stdlib.h>

void saved_complain(FILE *errors, const char *path, const struct topic *topic, const struct error *err)
{
    struct buf line = {0};
    buf_printf(&line, "%s: line %llu: ", path, (unsigned long long)topic->line);
    if (topic->qid.len > 0) {
        buf_add_text(&line, "qid ");
        buf_add_view(&line, view_of_buf(&topic->qid));
        buf_add_text(&line, ": ");
    }
    buf_add_text(&line, err->text);
    struct buf shown = {0};
    escape_terminal(view_of_buf(&line), false, &shown);
    fprintf(errors, "%s\n", shown.data);
    buf_release(&shown);
    buf_release(&line);
}

static enum status refuse_doubles(const struct saved *s, struct error *err)
{
    struct qids qids = {0};
    struct qid_double twice;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < s->count; i++)
        qids_add(&qids, view_of_buf(&s->items[i].qid), s->items[i].line);
    if (qids_find_double(&qids, &twice))
        status = error_set(err, STATUS_INPUT, "qid \"%.*s\" stands twice, in lines %llu and %llu", (int)twice.qid.len,
                           twice.qid.ptr, (unsigned long long)twice.first, (unsigned long long)twice.second);
    qids_release(&qids);
    return status;
}

enum status saved_read(const char *path, const struct topics_settings *settings, FILE *errors, struct saved *out, struct error *err)
{
    struct topics *topics = NULL;
    struct error why = {0};
    *out = (struct saved){0};
    enum status status = topics_open(path, settings, &topics, err);
    while (status == STATUS_OK) {
        struct topic topic = {0};
        status = topics_next(topics, &topic, &why);
        if (status == STATUS_OK) {
            mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
            out->items[out->count++] = topic;
            continue;
        }
        if (status == STATUS_INPUT) {
            saved_complain(errors, path, &topic, &why);
            out->bad++;
            status = STATUS_OK;
        }
        topic_release(&topic);
    }
    topics_close(topics);
    if (status == STATUS_NOT_FOUND) {
        status = refuse_doubles(out, err);
        return status == STATUS_OK ? STATUS_OK : error_prefix(err, "%s", path);
    }
    if (why.status == status)
        *err = why;
    return status;
}

void saved_release(struct saved *s)
{
    for (size_t i = 0; i < s->count; i++)
        topic_release(&s->items[i]);
    free(s->items);
    *s = (struct saved){0};
}
