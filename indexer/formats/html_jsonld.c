/* schema.org's NewsArticle as JSON-LD in a page. */
#include "indexer/formats/html_meta.h"

#include "indexer/formats/html.h"
#include "indexer/formats/json_article.h"

enum { MAX_GRAPH = 5 };

static bool is_article_type(struct view type)
{
    static const char *const ends[] = {"Article", "BlogPosting", "LiveBlogPosting", "Report"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (view_ends_with_ignoring_case(type, view_of(ends[i])))
            return true;
    return false;
}

/* Whether an object's @type (a name or a list of names) says that it is an article; its @graph or mainEntity go to `inner`. */
static bool is_article(const struct json_value *object, struct json_value *inner)
{
    struct json_reader r = json_reader_of(object);
    struct json_value key;
    struct json_value value;
    bool found = false;
    json_enter(&r, '{');
    while (json_next_member(&r, &key) && json_read(&r, &value)) {
        if (view_equal(key.raw, VIEW("@graph")) || (view_equal(key.raw, VIEW("mainEntity")) && inner->kind == JSON_NONE))
            *inner = value;
        if (!view_equal(key.raw, VIEW("@type")))
            continue;
        if (value.kind == JSON_STRING)
            found = is_article_type(value.raw);
        struct json_reader types = json_reader_of(&value);
        struct json_value type;
        if (value.kind == JSON_ARRAY && json_enter(&types, '['))
            while (json_next_element(&types) && json_read(&types, &type))
                found = found || is_article_type(type.raw);
    }
    return found;
}

static void offer_one(struct html_meta *m, enum html_field field, const struct json_value *value)
{
    struct buf text = {0};
    struct buf plain = {0};
    if (value->kind != JSON_NONE && json_article_text_of(value, &text)) {
        struct view said = view_of_buf(&text);
        html_meta_offer(m, field, RANK_JSONLD, field == HTML_URL ? said : html_without_references(said, &plain));
    }
    buf_release(&plain);
    buf_release(&text);
}

static void offer_list(struct html_meta *m, enum html_field field, const struct json_value *value)
{
    if (value->kind != JSON_ARRAY) {
        offer_one(m, field, value);
        return;
    }
    struct json_reader r = json_reader_of(value);
    struct json_value item;
    json_enter(&r, '[');
    while (json_next_element(&r) && json_read(&r, &item))
        offer_one(m, field, &item);
}

/* articleBody, by its own name: "description" stands for a text in other JSON only. */
static void offer_body(struct html_meta *m, const struct json_value *object)
{
    struct json_reader r = json_reader_of(object);
    struct json_value key;
    struct json_value value;
    json_enter(&r, '{');
    while (json_next_member(&r, &key) && json_read(&r, &value))
        if (view_equal(key.raw, VIEW("articleBody")))
            offer_one(m, HTML_BODY, &value);
        else if (view_equal(key.raw, VIEW("articleSection")))
            offer_list(m, HTML_TOPICS, &value);
}

static void offer_article(struct html_meta *m, const struct json_value *object)
{
    struct json_fields fields = {0};
    struct json_reader r = json_reader_of(object);
    if (!json_article_collect(&r, &fields))
        return;
    const struct json_value *v = fields.values;
    offer_one(m, HTML_TITLE, &v[JSON_FIELD_TITLE]);
    offer_one(m, HTML_PUBLISHED, &v[JSON_FIELD_DATE]);
    offer_one(m, HTML_MODIFIED, &v[JSON_FIELD_MODIFIED]);
    offer_one(m, HTML_SOURCE, &v[JSON_FIELD_SOURCE]);
    offer_list(m, HTML_AUTHOR, &v[JSON_FIELD_AUTHOR]);
    offer_one(m, HTML_URL, &v[JSON_FIELD_URL]);
    offer_one(m, HTML_LANGUAGE, &v[JSON_FIELD_LANGUAGE]);
    offer_list(m, HTML_TOPICS, &v[JSON_FIELD_TOPICS]);
    offer_one(m, HTML_PLACE, &v[JSON_FIELD_PLACE]);
    offer_body(m, object);
}

/* The first article in a value; true when there was one. */
static bool take(struct html_meta *m, const struct json_value *value, int depth)
{
    struct json_value inner = {0};
    if (depth == MAX_GRAPH)
        return false;
    if (value->kind == JSON_OBJECT && is_article(value, &inner)) {
        offer_article(m, value);
        return true;
    }
    if (value->kind == JSON_OBJECT)
        return inner.kind != JSON_NONE && take(m, &inner, depth + 1);
    struct json_reader r = json_reader_of(value);
    if (value->kind != JSON_ARRAY || !json_enter(&r, '['))
        return false;
    while (json_next_element(&r) && json_read(&r, &inner))
        if (take(m, &inner, depth + 1))
            return true;
    return false;
}

void html_jsonld_read(struct view script, struct html_meta *m)
{
    /* Raw line ends inside strings are common in the wild: as spaces they do no harm anywhere in JSON. */
    struct buf clean = {0};
    buf_reserve(&clean, script.len);
    for (size_t i = 0; i < script.len; i++)
        buf_add_char(&clean, (unsigned char)script.ptr[i] < 0x20 ? ' ' : script.ptr[i]);
    size_t start = 0;
    while (start < clean.len && clean.data[start] != '{' && clean.data[start] != '[')
        start++;
    struct json_reader r;
    struct json_value value;
    json_reader_init(&r, view_sub(view_of_buf(&clean), start, clean.len));
    if (json_read(&r, &value))
        take(m, &value, 0);
    buf_release(&clean);
}
