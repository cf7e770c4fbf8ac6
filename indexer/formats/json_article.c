#include "indexer/formats/json_article.h"

#include "indexer/formats/html.h"
#include "indexer/formats/json_names.h"

#include <string.h>

/* Objects in objects that stand for one text, and lists of lists, are followed this far. */
enum { MAX_INNER = 4 };

static bool is_usable(const struct json_value *value)
{
    switch (value->kind) {
    case JSON_STRING:
        return view_trim(value->raw).len != 0;
    case JSON_NUMBER:
    case JSON_ARRAY:
    case JSON_OBJECT:
        return value->raw.len > 2 || value->kind == JSON_NUMBER;
    default:
        return false;
    }
}

static void take_member(struct json_fields *out, const struct json_value *key, const struct json_value *value)
{
    enum json_field field = JSON_FIELDS;
    uint8_t rank = json_name_find(key->raw, &field);
    if (!is_usable(value))
        return;
    if (rank == 0 && value->kind != JSON_NUMBER && value->raw.len > out->unknown_len) {
        out->unknown = key->raw;
        out->unknown_len = value->raw.len;
    }
    if (rank == 0)
        return;
    if (field == JSON_FIELD_TEXT && value->kind == JSON_OBJECT && view_equal_ignoring_case(key->raw, VIEW("article")))
        field = JSON_FIELD_WRAPPED; /* {"article": {"title": …}} */
    if (out->ranks[field] && out->ranks[field] < rank)
        return;
    out->values[field] = *value;
    out->ranks[field] = rank;
}

bool json_article_collect(struct json_reader *r, struct json_fields *out)
{
    struct json_value key;
    struct json_value value;
    if (!json_enter(r, '{'))
        return false;
    while (json_next_member(r, &key)) {
        if (!json_read(r, &value))
            return false;
        take_member(out, &key, &value);
    }
    if (r->fault)
        return false;
    const struct json_value *wrapped = &out->values[JSON_FIELD_WRAPPED];
    if (wrapped->kind != JSON_OBJECT || out->ranks[JSON_FIELD_TEXT])
        return true;
    struct json_reader inner = json_reader_of(wrapped);
    out->ranks[JSON_FIELD_WRAPPED] = 0;
    out->values[JSON_FIELD_WRAPPED] = (struct json_value){0};
    return r->depth + 1 >= MAX_INNER || (inner.depth = r->depth + 1, json_article_collect(&inner, out));
}

/* The member of an object that is its text, by preference. */
static bool inner_text(const struct json_value *object, struct json_value *out)
{
    /* "value" before "name": {"name": "subject", "value": "NATO"} speaks of NATO. */
    static const char *const names[] = {"value", "name",  "rendered", "text",     "content", "$date",    "$oid", "$numberLong",
                                        "#text", "label", "@value",   "headline", "title",   "original", "main"};
    size_t best = sizeof names / sizeof *names;
    struct json_reader r = json_reader_of(object);
    struct json_value key;
    struct json_value value;
    json_enter(&r, '{');
    while (json_next_member(&r, &key) && json_read(&r, &value))
        for (size_t i = 0; i < best; i++)
            if (is_usable(&value) && view_equal_ignoring_case(key.raw, view_of(names[i]))) {
                best = i;
                *out = value;
            }
    return best < sizeof names / sizeof *names;
}

bool json_article_text_of(const struct json_value *value, struct buf *out)
{
    struct json_value v = *value;
    for (int i = 0; v.kind == JSON_OBJECT || v.kind == JSON_ARRAY; i++) {
        struct json_reader r = json_reader_of(&v);
        if (i == MAX_INNER)
            return false;
        if (v.kind == JSON_OBJECT ? !inner_text(&v, &v) : !(json_enter(&r, '[') && json_next_element(&r) && json_read(&r, &v)))
            return false;
    }
    if (!is_usable(&v))
        return false;
    json_decode(&v, out);
    return true;
}

/* Append a text; HTML inside JSON becomes plain text. */
static void add_text(const struct json_value *value, struct buf *room, struct buf *out)
{
    buf_clear(room);
    if (!json_article_text_of(value, room))
        return;
    if (out->len)
        buf_add_text(out, "\n\n");
    if (html_looks_like_markup(view_of_buf(room)))
        html_fragment_text(view_of_buf(room), out);
    else
        buf_add_view(out, view_of_buf(room));
}

static void fill_text(const struct json_value *value, struct draft *d, struct buf *room)
{
    if (value->kind == JSON_STRING && !value->escaped && value->raw.ptr[0] != '<' && value->raw.ptr[0] != ' ') {
        draft_set(d, DRAFT_TEXT, value->raw); /* the usual case needs no copy */
        return;
    }
    struct buf text = {0};
    if (value->kind == JSON_ARRAY) {
        struct json_reader r = json_reader_of(value);
        struct json_value paragraph;
        json_enter(&r, '[');
        while (json_next_element(&r) && json_read(&r, &paragraph))
            add_text(&paragraph, room, &text);
    } else
        add_text(value, room, &text);
    draft_set(d, DRAFT_TEXT, view_of_buf(&text));
    buf_release(&text);
}

static void fill_one(const struct json_value *value, struct draft *d, enum draft_field field, struct buf *room)
{
    buf_clear(room);
    if (value->kind != JSON_NONE && json_article_text_of(value, room))
        draft_set(d, field, view_of_buf(room));
}

/* Headlines are often written as they stand in a page: "Biden&#8217;s pact". */
static void fill_title(const struct json_value *value, struct draft *d, struct buf *room)
{
    struct buf plain = {0};
    buf_clear(room);
    if (value->kind == JSON_NONE || !json_article_text_of(value, room))
        return;
    draft_set(d, DRAFT_TITLE, html_without_references(view_of_buf(room), &plain));
    buf_release(&plain);
}

/* Each text of a list, or of the one value that stands for a list of one. */
static void fill_list(const struct json_value *value, struct draft *d, struct buf *room, void (*one)(struct draft *, struct view),
                      void (*element)(struct draft *, struct view))
{
    buf_clear(room);
    if (value->kind != JSON_ARRAY) {
        if (value->kind != JSON_NONE && json_article_text_of(value, room))
            one(d, view_of_buf(room));
        return;
    }
    struct json_reader r = json_reader_of(value);
    struct json_value item;
    json_enter(&r, '[');
    while (json_next_element(&r) && json_read(&r, &item)) {
        buf_clear(room);
        if (json_article_text_of(&item, room))
            element(d, view_of_buf(room));
    }
}

/* Seconds with a fraction ("1704067200.5") are dates too. */
static struct view without_fraction(const struct json_value *value, struct view text)
{
    const char *dot = text.len ? memchr(text.ptr, '.', text.len) : NULL;
    return value->kind == JSON_NUMBER && dot ? view_sub(text, 0, (size_t)(dot - text.ptr)) : text;
}

static void fill_date(const struct json_value *value, struct draft *d, struct buf *room, void (*set)(struct draft *, struct view))
{
    buf_clear(room);
    if (value->kind != JSON_NONE && json_article_text_of(value, room))
        set(d, without_fraction(value, view_of_buf(room)));
}

void json_article_fill(const struct json_fields *fields, struct draft *d, struct buf *room)
{
    const struct json_value *v = fields->values;
    d->unknown = fields->unknown;
    d->unknown_len = fields->unknown_len;
    fill_one(&v[JSON_FIELD_ID], d, DRAFT_ID, room);
    fill_title(&v[JSON_FIELD_TITLE], d, room);
    if (v[JSON_FIELD_TEXT].kind != JSON_NONE)
        fill_text(&v[JSON_FIELD_TEXT], d, room);
    fill_date(&v[JSON_FIELD_DATE], d, room, draft_set_published);
    fill_date(&v[JSON_FIELD_MODIFIED], d, room, draft_set_modified);
    fill_one(&v[JSON_FIELD_SOURCE], d, DRAFT_SOURCE, room);
    fill_list(&v[JSON_FIELD_AUTHOR], d, room, draft_add_author, draft_add_author);
    fill_one(&v[JSON_FIELD_URL], d, DRAFT_URL, room);
    fill_list(&v[JSON_FIELD_TOPICS], d, room, draft_add_topics, draft_add_topic);
    fill_one(&v[JSON_FIELD_PLACE], d, DRAFT_PLACE, room);
    buf_clear(room);
    if (v[JSON_FIELD_LANGUAGE].kind != JSON_NONE && json_article_text_of(&v[JSON_FIELD_LANGUAGE], room))
        draft_set_language(d, view_of_buf(room));
}
