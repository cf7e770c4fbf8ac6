#include "query/topics_form.h"

#include <string.h>

enum { TAG_MAX = 1024 }; /* bytes of attributes: no text of many "<" is searched to its end for each */

/* A tag as it stands in a text: <name …> or </name>. */
struct tag {
    struct view name, attributes;
    bool closes;
    size_t start, end; /* offsets of < and behind > */
};

enum part { PART_NONE, PART_NUMBER, PART_TITLE, PART_DESCRIPTION, PART_NARRATIVE, PART_COUNT };

/* The names that TREC, CLEF and the later XML topics gave to the parts; what is not here (con, fac, dom, smry, def …) is passed over. */
static const struct {
    const char *name;
    enum part part;
} parts[] = {
    {"num", PART_NUMBER},           {"number", PART_NUMBER},  {"qid", PART_NUMBER},          {"identifier", PART_NUMBER},
    {"title", PART_TITLE},          {"query", PART_TITLE},    {"desc", PART_DESCRIPTION},    {"description", PART_DESCRIPTION},
    {"question", PART_DESCRIPTION}, {"narr", PART_NARRATIVE}, {"narrative", PART_NARRATIVE},
};

/* Words that stand before the content in the older files: "<num> Number: 051", "<title> Topic: Airbus Subsidies". */
static const char *const labels[] = {"Number:", "Topic:", "Title:", "Query:", "Description:", "Narrative:"};

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static const char *find_close(struct view attributes)
{
    return attributes.len > 0 ? memchr(attributes.ptr, '>', attributes.len) : NULL;
}

static bool next_tag(struct view text, size_t from, struct tag *out)
{
    for (size_t at = from; at < text.len; at++) {
        if (text.ptr[at] != '<')
            continue;
        bool closes = at + 1 < text.len && text.ptr[at + 1] == '/';
        size_t name = at + 1 + closes, end = name;
        while (end < text.len && is_name_char(text.ptr[end]))
            end++;
        const char *close = end > name ? find_close(view_sub(text, end, end + TAG_MAX)) : NULL;
        if (!close)
            continue;
        size_t behind = (size_t)(close - text.ptr) + 1;
        *out = (struct tag){view_sub(text, name, end), view_sub(text, end, behind - 1), closes, at, behind};
        return true;
    }
    return false;
}

static bool is_topic(const struct tag *tag)
{
    return view_equal_ignoring_case(tag->name, VIEW("top")) || view_equal_ignoring_case(tag->name, VIEW("topic"));
}

static enum part part_of(struct view name)
{
    for (size_t language = 1; language <= 2; language++) { /* TREC: E-title; CLEF: EN-title */
        if (name.len > language + 1 && name.ptr[language] == '-')
            name = view_sub(name, language + 1, name.len);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (view_equal_ignoring_case(name, view_of(parts[i].name)))
            return parts[i].part;
    }
    return PART_NONE;
}

static struct view without_label(struct view text)
{
    text = view_trim(text);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t len = strlen(labels[i]);
        if (view_equal_ignoring_case(view_sub(text, 0, len), view_of(labels[i])))
            return view_trim(view_sub(text, len, text.len));
    }
    return text;
}

/* The five references of XML; a lone & stays as it is, as in AT&T. */
static void add_decoded(struct view text, struct buf *out)
{
    static const struct {
        const char *name;
        char meaning;
    } references[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t at = 0; at < text.len;) {
        size_t i = 0, count = sizeof references / sizeof *references;
        if (text.ptr[at] != '&')
            i = count;
        while (i < count && !view_starts_with(view_sub(text, at, text.len), view_of(references[i].name)))
            i++;
        buf_add_char(out, i < count ? references[i].meaning : text.ptr[at]);
        at += i < count ? strlen(references[i].name) : 1;
    }
}

/* number="7" of <topic number="7">; also id and qid. */
static struct view attribute_number(struct view attributes)
{
    static const char *const names[] = {"number=", "qid=", "id="};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct view name = view_of(names[i]);
        for (size_t at = 1; at + name.len < attributes.len; at++) {
            struct view rest = view_sub(attributes, at, attributes.len);
            char quote = rest.len > name.len ? rest.ptr[name.len] : 0;
            if (!view_starts_with(rest, name) || is_name_char(attributes.ptr[at - 1]) || (quote != '"' && quote != '\''))
                continue;
            struct view value = view_sub(rest, name.len + 1, rest.len);
            const char *end = memchr(value.ptr, quote, value.len);
            return end ? view_sub(value, 0, (size_t)(end - value.ptr)) : (struct view){0};
        }
    }
    return (struct view){0};
}

static enum status set_query(const struct buf *contents, unsigned fields, struct topic *out, struct error *err)
{
    static const unsigned field_of[PART_COUNT] = {0, 0, TOPICS_TITLE, TOPICS_DESCRIPTION, TOPICS_NARRATIVE};
    static const char *const names[PART_COUNT] = {"", "", "title", "desc", "narr"};
    struct buf text = {0};
    const char *other = NULL;
    enum status status = STATUS_OK;
    for (int p = PART_TITLE; p < PART_COUNT; p++) {
        if (!(fields & field_of[p])) {
            other = contents[p].len > 0 && !other ? names[p] : other;
            continue;
        }
        buf_add_view(&text, view_of_buf(&contents[p]));
        buf_add_char(&text, ' ');
    }
    if (view_trim(view_of_buf(&text)).len == 0)
        status =
            error_set(err, STATUS_INPUT, "the topic lacks the parts asked for%s%s", other ? "; it has: " : "", other ? other : "");
    else
        status = topic_set_text(out, view_of_buf(&text), err);
    buf_release(&text);
    return status;
}

/* `text` begins with the topic's own tag. */
static enum status parse_topic(struct view text, unsigned fields, struct topic *out, struct error *err)
{
    struct buf contents[PART_COUNT] = {{0}};
    struct tag tag = {0}, next;
    enum part part = PART_NONE;
    bool more = next_tag(text, 0, &tag);
    struct view number = attribute_number(tag.attributes);
    while (more) {
        more = next_tag(text, tag.end, &next);
        struct view content = without_label(view_sub(text, tag.end, more ? next.start : text.len));
        part = tag.closes ? PART_NONE : part_of(tag.name);
        if (part != PART_NONE && content.len > 0) {
            if (contents[part].len > 0)
                buf_add_char(&contents[part], ' ');
            add_decoded(content, &contents[part]);
        }
        tag = next;
    }
    if (contents[PART_NUMBER].len > 0)
        number = view_of_buf(&contents[PART_NUMBER]);
    enum status status = topic_set_qid(out, number, err);
    if (status == STATUS_OK)
        status = set_query(contents, fields, out, err);
    for (int p = 0; p < PART_COUNT; p++)
        buf_release(&contents[p]);
    return status;
}

static void drop_pending(struct topics *t, size_t count)
{
    size_t rest = t->pending.len - count;
    t->scanned = 0;
    if (count == 0)
        return;
    memmove(t->pending.data, t->pending.data + count, rest);
    buf_truncate(&t->pending, rest);
}

/* When a whole topic stands at the beginning of `pending`: how long it is and how much to take away with it. What stands before a topic is dropped. */
static bool find_topic(struct topics *t, size_t *length, size_t *taken)
{
    struct tag tag;
    while (next_tag(view_of_buf(&t->pending), t->scanned, &tag)) {
        bool begins = is_topic(&tag) && !tag.closes, has_begun = t->pending_line > 0;
        if (begins && !has_begun) {
            size_t size = tag.end - tag.start;
            drop_pending(t, tag.start);
            t->pending_line = t->lines.number;
            t->scanned = size;
            continue;
        }
        t->scanned = tag.end;
        if (has_begun && is_topic(&tag)) { /* its end, or the next one where the end was forgotten */
            *length = tag.start;
            *taken = begins ? tag.start : tag.end;
            return true;
        }
    }
    return false;
}

static enum status take_topic(struct topics *t, size_t length, size_t taken, struct topic *out, struct error *err)
{
    out->line = t->pending_line;
    enum status status = parse_topic(view_sub(view_of_buf(&t->pending), 0, length), t->settings.fields, out, err);
    drop_pending(t, taken);
    t->pending_line = 0;
    return status;
}

enum status topics_trec_next(struct topics *t, struct topic *out, struct error *err)
{
    struct view line;
    size_t length = 0, taken = 0;
    while (!find_topic(t, &length, &taken)) {
        enum status status = lines_next(&t->lines, &line, err);
        if (status == STATUS_NOT_FOUND && t->pending_line > 0)
            return take_topic(t, t->pending.len, t->pending.len, out, err);
        out->line = t->lines.number;
        if (status != STATUS_OK)
            return status;
        if (t->pending_line == 0)
            drop_pending(t, t->pending.len);
        else
            t->scanned = t->pending.len; /* a tag does not go over the end of a line */
        if (t->pending.len + line.len > TOPICS_MAX_LINE) {
            out->line = t->pending_line;
            drop_pending(t, t->pending.len);
            t->pending_line = 0;
            return error_set(err, STATUS_INPUT, "the topic is longer than %d bytes", TOPICS_MAX_LINE);
        }
        buf_add_view(&t->pending, line);
        buf_add_char(&t->pending, '\n');
    }
    return take_topic(t, length, taken, out, err);
}
