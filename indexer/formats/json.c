/* JSON files: one object that is an article, an array of them, an object that holds such an array ({"articles": [ … ]}), or several of these
 * one after the other. */
#include "common/utf8.h"
#include "indexer/formats/json_article.h"

#include <string.h>

/* Containers in containers are searched for articles this far: {"response": {"docs": [ … ]}}. */
enum { MAX_WRAPPING = 4 };

struct json_file {
    struct draft draft;
    struct buf room;
    const struct source *source;
    size_t counted_to; /* lines are counted up to this byte */
    uint64_t line;
    size_t articles;
};

/* The line of a place in the file; places come in ascending order. */
static uint64_t line_at(struct json_file *f, const char *place)
{
    size_t to = (size_t)(place - f->source->bytes.ptr);
    while (f->counted_to < to) {
        const char *from = f->source->bytes.ptr + f->counted_to;
        const char *end = memchr(from, '\n', to - f->counted_to);
        f->line += end != NULL;
        f->counted_to =
            end ? f->counted_to + (size_t)(end - from) + 1 : to; /* no byte is looked at twice: a file may be one line */
    }
    return f->line;
}

static bool is_article(const struct json_fields *fields)
{
    return fields->ranks[JSON_FIELD_TITLE] ||
           (fields->ranks[JSON_FIELD_TEXT] && fields->values[JSON_FIELD_TEXT].kind != JSON_OBJECT);
}

/* What a member that holds a feed's articles is called. */
static bool is_list_name(struct view name)
{
    static const char *const names[] = {"items",     "articles", "entries", "results", "docs",
                                        "documents", "posts",    "stories", "hits",    "news"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_equal_ignoring_case(name, view_of(names[i])))
            return true;
    return false;
}

static bool begins_with_article(const struct json_value *list)
{
    struct json_reader r = json_reader_of(list);
    struct json_fields fields = {0};
    json_enter(&r, '[');
    return json_next_element(&r) && json_peek(&r) == JSON_OBJECT && json_article_collect(&r, &fields) && is_article(&fields);
}

/* A feed has a title as an article has, and a description, but its articles stand in a list. */
static bool find_feed(const struct json_value *object, const struct json_fields *fields, struct json_value *list)
{
    struct json_reader r = json_reader_of(object);
    struct json_value key;
    struct json_value value;
    if (fields->ranks[JSON_FIELD_TEXT] && fields->ranks[JSON_FIELD_TEXT] < JSON_RANK_SUMMARY)
        return false;
    json_enter(&r, '{');
    while (json_next_member(&r, &key) && json_read(&r, &value))
        if (value.kind == JSON_ARRAY && is_list_name(key.raw) && begins_with_article(&value)) {
            *list = value;
            return true;
        }
    return false;
}

/* An array whose first element is an object, in an object that is no article: the articles are in there. */
static bool find_list(const struct json_value *object, struct json_value *list)
{
    struct json_reader r = json_reader_of(object);
    struct json_value key;
    struct json_value value;
    bool found = false;
    json_enter(&r, '{');
    while (json_next_member(&r, &key) && json_read(&r, &value)) {
        if (value.kind != JSON_ARRAY)
            continue;
        struct json_reader inside = json_reader_of(&value);
        json_enter(&inside, '[');
        if (json_next_element(&inside) && json_peek(&inside) == JSON_OBJECT && (!found || value.raw.len > list->raw.len)) {
            *list = value;
            found = true;
        }
    }
    return found;
}

/* The largest object inside one that is no article: {"response": { … }}. */
static bool find_object(const struct json_value *object, struct json_value *inner)
{
    struct json_reader r = json_reader_of(object);
    struct json_value key;
    struct json_value value;
    bool found = false;
    json_enter(&r, '{');
    while (json_next_member(&r, &key) && json_read(&r, &value)) {
        if (value.kind != JSON_OBJECT || (found && value.raw.len <= inner->raw.len))
            continue;
        *inner = value;
        found = true;
    }
    return found;
}

static void take_value(struct json_file *f, const struct json_value *value, bool only, int wrapping);

static void take_list(struct json_file *f, const struct json_value *list, int wrapping)
{
    struct json_reader r = json_reader_of(list);
    struct json_value element;
    json_enter(&r, '[');
    while (json_next_element(&r) && json_read(&r, &element))
        take_value(f, &element, false, wrapping + 1);
}

/* Whether all members of an object are articles with a text: {"a1": { … }, "a2": { … }}. */
static bool holds_named_articles(const struct json_value *object)
{
    struct json_reader r = json_reader_of(object);
    struct json_value key;
    struct json_value value;
    size_t count = 0;
    json_enter(&r, '{');
    while (json_next_member(&r, &key) && json_read(&r, &value)) {
        struct json_fields fields = {0};
        struct json_reader inside = json_reader_of(&value);
        if (value.kind != JSON_OBJECT || !json_article_collect(&inside, &fields) || !is_article(&fields) ||
            !fields.ranks[JSON_FIELD_TEXT])
            return false;
        count++;
    }
    return count > 1;
}

static void take_named(struct json_file *f, const struct json_value *object, int wrapping)
{
    struct json_reader r = json_reader_of(object);
    struct json_value key;
    struct json_value value;
    json_enter(&r, '{');
    while (json_next_member(&r, &key) && json_read(&r, &value))
        take_value(f, &value, false, wrapping + 1);
}

/* `only`: the file may be this one article, which then takes its id from the file's name. */
static void take_value(struct json_file *f, const struct json_value *value, bool only, int wrapping)
{
    draft_begin(&f->draft, line_at(f, value->raw.ptr));
    if (value->kind == JSON_ARRAY && wrapping < MAX_WRAPPING) {
        take_list(f, value, wrapping);
        return;
    }
    if (value->kind != JSON_OBJECT) {
        draft_problem(&f->draft, "an article must be a JSON object; left out");
        return;
    }
    struct json_fields fields = {0};
    struct json_value inner;
    struct json_reader r = json_reader_of(value);
    json_article_collect(&r, &fields);
    if (wrapping < MAX_WRAPPING && find_feed(value, &fields, &inner)) {
        take_list(f, &inner, wrapping);
        return;
    }
    if (!is_article(&fields) && wrapping < MAX_WRAPPING) {
        if (holds_named_articles(value)) {
            take_named(f, value, wrapping);
            return;
        }
        if (find_list(value, &inner)) {
            take_list(f, &inner, wrapping);
            return;
        }
        if (find_object(value, &inner)) {
            take_value(f, &inner, only, wrapping + 1);
            return;
        }
    }
    uint64_t line = f->draft.line;
    if (only && !fields.ranks[JSON_FIELD_ID] && !fields.ranks[JSON_FIELD_URL])
        f->draft.line = 0;
    json_article_fill(&fields, &f->draft, &f->room);
    f->articles += draft_deliver(&f->draft);
    f->draft.line = line;
}

/* After a fault: on to the next line that begins an object, outside of everything. False when there is none. */
static bool resume(struct json_reader *r)
{
    const char *at = r->text.ptr + r->at;
    const char *end = r->text.ptr + r->text.len;
    while (at < end && (at = memmem(at, (size_t)(end - at), "\n{", 2)) != NULL) {
        json_reader_init(r, r->text);
        r->at = (size_t)(at - r->text.ptr) + 1;
        return true;
    }
    return false;
}

/* Elements of a top-level array one by one, so that a fault costs only what follows it. */
static void take_top_array(struct json_file *f, struct json_reader *r)
{
    struct json_value element;
    json_enter(r, '[');
    while (json_next_element(r) && json_read(r, &element))
        take_value(f, &element, false, 1);
}

static enum status parse_json(const struct source *source, const struct article_sink *sink, struct error *err)
{
    struct json_file f = {.source = source, .line = source->line ? source->line : 1};
    struct json_reader r;
    struct json_value value;
    enum status status = STATUS_OK;
    draft_init(&f.draft, source, sink);
    json_reader_init(&r, source->bytes);
    r.at = source->bytes.len - utf8_without_mark(source->bytes).len;
    bool first = true;
    while (!json_at_end(&r)) {
        if (json_peek(&r) == JSON_ARRAY)
            take_top_array(&f, &r);
        else if (json_read(&r, &value)) {
            struct json_reader ahead = r;
            take_value(&f, &value, first && json_at_end(&ahead), 0);
        }
        first = false;
        if (!r.fault)
            continue;
        draft_begin(&f.draft, line_at(&f, source->bytes.ptr + r.at));
        const char *fault = r.fault;
        bool more = resume(&r);
        if (!more && f.articles == 0) {
            status = error_set(err, STATUS_INPUT, "invalid JSON in line %llu: %s", (unsigned long long)f.draft.line, fault);
            break;
        }
        draft_problem(&f.draft, "invalid JSON: %s; left out%s", fault, more ? "" : ", and what follows it");
        if (!more)
            break;
    }
    buf_release(&f.room);
    draft_release(&f.draft);
    return status;
}

static int recognise_json(struct view head)
{
    head = view_trim(utf8_without_mark(view_trim(head)));
    if (head.len < 2 || (head.ptr[0] != '{' && head.ptr[0] != '['))
        return 0;
    struct view rest = view_trim(view_sub(head, 1, head.len));
    char next = rest.len ? rest.ptr[0] : '\0';
    if (head.ptr[0] == '{')
        return next == '"' && memchr(rest.ptr, ':', rest.len) ? 70 : 0;
    return next == '{' ? 70 : 0;
}

static const char *const json_extensions[] = {"json", NULL};

const struct format format_json = {
    .name = "json",
    .summary = "JSON: an article, an array of articles, or an object that holds them; names of members as for JSON lines",
    .extensions = json_extensions,
    .recognise = recognise_json,
    .parse = parse_json,
};
