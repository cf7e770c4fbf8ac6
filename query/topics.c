#include "query/topics.h"

#include "common/article.h"
#include "common/utf8.h"
#include "query/topics_form.h"

#include <stdlib.h>
#include <string.h>

const char *const topics_form_names[] = {"auto", "tsv", "colon", "lines", "jsonl", "trec", NULL};

void topic_release(struct topic *t)
{
    buf_release(&t->qid);
    buf_release(&t->text);
    buf_release(&t->source);
    buf_release(&t->language);
}

static void topic_clear(struct topic *t)
{
    buf_clear(&t->qid);
    buf_clear(&t->text);
    buf_clear(&t->source);
    buf_clear(&t->language);
    t->dates = (struct date_range){INT64_MIN, INT64_MAX};
    t->line = 0;
}

enum status topics_fields_parse(const char *names, unsigned *out, struct error *err)
{
    static const struct {
        const char *name;
        unsigned field;
    } known[] = {{"title", TOPICS_TITLE}, {"desc", TOPICS_DESCRIPTION}, {"narr", TOPICS_NARRATIVE}};
    unsigned fields = 0;
    for (const char *at = names; *at;) {
        size_t len = strcspn(at, ","), i = 0;
        while (i < sizeof known / sizeof *known && !view_equal(view_of(known[i].name), (struct view){at, len}))
            i++;
        if (i == sizeof known / sizeof *known)
            return error_set(err, STATUS_USAGE, "'%.*s' is no part of a topic; there are title, desc and narr",
                             len < 60 ? (int)len : 60, at);
        fields |= known[i].field;
        at += len + (at[len] == ',');
    }
    if (fields == 0)
        return error_set(err, STATUS_USAGE, "no part of a topic is named; there are title, desc and narr");
    *out = fields;
    return STATUS_OK;
}

enum status topic_set_qid(struct topic *t, struct view qid, struct error *err)
{
    qid = view_trim(qid);
    if (qid.len == 0)
        return error_set(err, STATUS_INPUT, "the query id is empty");
    if (qid.len > TOPICS_MAX_QID)
        return error_set(err, STATUS_INPUT, "the query id has %zu bytes, more than %d", qid.len, TOPICS_MAX_QID);
    buf_clear(&t->qid);
    utf8_repair(qid, &t->qid);
    return STATUS_OK;
}

enum status topic_set_text(struct topic *t, struct view text, struct error *err)
{
    buf_clear(&t->text);
    article_clean_line(text, &t->text);
    return t->text.len > 0 ? STATUS_OK : error_set(err, STATUS_INPUT, "the query is empty");
}

enum status topics_open(const char *path, const struct topics_settings *settings, struct topics **out, struct error *err)
{
    struct topics *t = mem_alloc(sizeof *t);
    t->settings = *settings;
    enum status status = lines_open(path, TOPICS_MAX_LINE, settings->stop, &t->lines, err);
    if (status != STATUS_OK) {
        free(t);
        return status;
    }
    *out = t;
    return STATUS_OK;
}

void topics_close(struct topics *t)
{
    if (!t)
        return;
    lines_close(&t->lines);
    buf_release(&t->pending);
    free(t);
}

/* Looks at the beginning once something is there: a pipe must not be waited for when it is opened. */
static enum status recognise(struct topics *t, struct error *err)
{
    struct view beginning = {0};
    enum status status = lines_peek(&t->lines, &beginning, err);
    if (status != STATUS_OK)
        return status;
    if (view_starts_with(beginning, VIEW("\xef\xbb\xbf"))) {
        t->lines.at += 3;
        beginning = view_sub(beginning, 3, beginning.len);
    }
    if (view_starts_with(beginning, VIEW("\xff\xfe")) || view_starts_with(beginning, VIEW("\xfe\xff")))
        return error_set(err, STATUS_IO, "the queries are in UTF-16; save them as UTF-8");
    if (t->settings.form == TOPICS_AUTO && beginning.len > 0)
        t->settings.form = topics_recognise(beginning);
    return STATUS_OK;
}

static bool is_header(const struct topics *t, struct view line)
{
    return t->lines.number == 1 && view_equal_ignoring_case(line, VIEW("qid\tquery"));
}

enum status topics_next(struct topics *t, struct topic *out, struct error *err)
{
    struct view line;
    enum status status = STATUS_OK;
    topic_clear(out);
    if (t->lines.number == 0)
        status = recognise(t, err);
    if (status == STATUS_OK && t->settings.form == TOPICS_TREC)
        return topics_trec_next(t, out, err);
    do {
        if (status == STATUS_OK)
            status = lines_next(&t->lines, &line, err);
        out->line = t->lines.number;
        if (status != STATUS_OK)
            return status;
    } while (view_trim(line).len == 0 || is_header(t, line));
    if (t->settings.form == TOPICS_JSONL)
        return topics_json_form(line, &t->settings, out, err);
    return topics_line_form(line, t->settings.form, out, err);
}
