#include "query/topics_form.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

enum { NAMES_MAX = 5 };

static json_t *find(const json_t *object, const char *const names[NAMES_MAX])
{
    json_t *value = NULL;
    for (size_t i = 0; i < NAMES_MAX && names[i] && !value; i++)
        value = json_object_get(object, names[i]);
    return json_is_null(value) ? NULL : value;
}

static struct view view_of_json(const json_t *text)
{
    return (struct view){json_string_value(text), json_string_length(text)};
}

static enum status take_qid(const json_t *object, struct topic *out, struct error *err)
{
    static const char *const names[NAMES_MAX] = {"qid", "id", "_id", "query_id", "number"};
    const json_t *value = find(object, names);
    if (!value || json_is_integer(value)) {
        buf_printf(&out->qid, "%" PRId64, value ? (int64_t)json_integer_value(value) : (int64_t)out->line);
        return STATUS_OK;
    }
    if (!json_is_string(value))
        return error_set(err, STATUS_INPUT, "the query id is neither text nor a whole number");
    return topic_set_qid(out, view_of_json(value), err);
}

/* A text member; absent is fine, anything else is not. */
static enum status take_text(const json_t *object, const char *name, struct view *out, struct error *err)
{
    const json_t *value = json_object_get(object, name);
    *out = (struct view){0};
    if (!value || json_is_null(value))
        return STATUS_OK;
    if (!json_is_string(value))
        return error_set(err, STATUS_INPUT, "\"%s\" is no text", name);
    *out = view_trim(view_of_json(value));
    return STATUS_OK;
}

static enum status take_dates(const json_t *object, const struct topics_settings *settings, struct topic *out, struct error *err)
{
    struct view from = {0}, to = {0}, date = {0};
    struct buf range = {0};
    enum status status = take_text(object, "from", &from, err);
    if (status == STATUS_OK)
        status = take_text(object, "to", &to, err);
    if (status == STATUS_OK)
        status = take_text(object, "date", &date, err);
    if (status != STATUS_OK || from.len + to.len + date.len == 0)
        return status;
    if (from.len + to.len > 0) {
        buf_add_view(&range, from);
        buf_add_text(&range, "..");
        buf_add_view(&range, to);
        date = view_of_buf(&range);
    }
    status = date_range_parse(date, settings->now, &out->dates, err);
    buf_release(&range);
    if (status != STATUS_OK)
        err->status = STATUS_INPUT; /* not of the command line */
    return status == STATUS_OK ? STATUS_OK : STATUS_INPUT;
}

static enum status take_filters(const json_t *object, struct topic *out, struct error *err)
{
    struct view source, language;
    enum status status = take_text(object, "source", &source, err);
    if (status == STATUS_OK)
        status = take_text(object, "lang", &language, err);
    if (status != STATUS_OK)
        return status;
    buf_add_view(&out->source, source);
    for (size_t i = 0; i < language.len; i++) {
        char c = language.ptr[i];
        buf_add_char(&out->language, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    return STATUS_OK;
}

static enum status take_topic(const json_t *object, const struct topics_settings *settings, struct topic *out, struct error *err)
{
    static const char *const names[NAMES_MAX] = {"query", "text", "title", "question"};
    const json_t *text = find(object, names);
    if (!json_is_object(object))
        return error_set(err, STATUS_INPUT, "the line is no JSON object");
    enum status status = take_qid(object, out, err);
    if (status != STATUS_OK)
        return status;
    if (!json_is_string(text))
        return error_set(err, STATUS_INPUT, text ? "the query is no text" : "there is no \"query\"");
    status = topic_set_text(out, view_of_json(text), err);
    if (status == STATUS_OK)
        status = take_dates(object, settings, out, err);
    if (status == STATUS_OK)
        status = take_filters(object, out, err);
    return status;
}

enum status topics_json_form(struct view line, const struct topics_settings *settings, struct topic *out, struct error *err)
{
    json_error_t where;
    json_t *object = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, &where);
    if (!object)
        return error_set(err, STATUS_INPUT, "no JSON: %s (column %d)", where.text, where.column);
    enum status status = take_topic(object, settings, out, err);
    json_decref(object);
    return status;
}
