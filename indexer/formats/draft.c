#include "indexer/formats/draft.h"

#include "common/utf8.h"
#include "indexer/formats/dateline.h"
#include "indexer/formats/url_date.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

void draft_init(struct draft *d, const struct source *source, const struct article_sink *sink)
{
    *d = (struct draft){.source = source, .sink = sink};
}

void draft_release(struct draft *d)
{
    buf_release(&d->store);
    buf_release(&d->id);
}

void draft_begin(struct draft *d, uint64_t line)
{
    buf_clear(&d->store);
    memset(d->parts, 0, sizeof d->parts);
    d->published = d->modified = (struct date){0};
    d->line = line;
    d->replaced = 0;
    d->unknown = (struct view){0};
    d->unknown_len = 0;
}

void draft_problem(struct draft *d, const char *format, ...)
{
    char sentence[ERROR_TEXT_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    d->sink->problem(d->sink->context, d->line, sentence);
}

/* The longest part of `v` of at most `max` bytes that does not end inside a character. */
static struct view cut_at_character(struct view v, size_t max)
{
    if (v.len <= max)
        return v;
    size_t end = max;
    while (end && ((unsigned char)v.ptr[end] & 0xC0) == 0x80)
        end--;
    return view_sub(v, 0, end);
}

static void cut_part(struct draft *d, enum draft_field field, const char *name, size_t max)
{
    struct view v = draft_get(d, field);
    if (v.len <= max)
        return;
    struct view kept = cut_at_character(v, max);
    draft_problem(d, "the %s was cut to %zu of its %zu bytes", name, kept.len, v.len);
    d->parts[field].len = kept.len;
}

void draft_set(struct draft *d, enum draft_field field, struct view raw)
{
    size_t start = d->store.len;
    if (field == DRAFT_TEXT)
        d->replaced += article_clean_text(raw, &d->store);
    else
        d->replaced += article_clean_line(raw, &d->store);
    if (d->store.len == start)
        return;
    d->parts[field].start = start;
    d->parts[field].len = d->store.len - start;
    if (field == DRAFT_TEXT)
        cut_part(d, field, "text", ARTICLE_MAX_TEXT);
    else if (field == DRAFT_TITLE)
        cut_part(d, field, "title", ARTICLE_MAX_FIELD);
    else if (field != DRAFT_ID)
        cut_part(d, field, "value of a field", ARTICLE_MAX_FIELD);
}

/* Lists grow at the end of the store: a list that is not there yet, or no longer last, is begun there again. */
static void add_to_list(struct draft *d, enum draft_field field, const char *separator, struct view raw)
{
    size_t old_start = d->parts[field].start;
    size_t old_len = d->parts[field].len;
    if (old_len && old_start + old_len != d->store.len) {
        size_t start = d->store.len;
        if (!buf_reserve(&d->store, old_len))
            return;
        buf_add(&d->store, d->store.data + old_start, old_len);
        d->parts[field].start = old_start = start;
    }
    size_t before = d->store.len;
    if (old_len)
        buf_add_text(&d->store, separator);
    else
        old_start = before;
    size_t value = d->store.len;
    d->replaced += article_clean_line(raw, &d->store);
    if (d->store.len == value || d->store.len - old_start > ARTICLE_MAX_FIELD) {
        buf_truncate(&d->store, before);
        return;
    }
    d->parts[field].start = old_start;
    d->parts[field].len = d->store.len - old_start;
}

void draft_add_author(struct draft *d, struct view raw)
{
    raw = view_trim(raw);
    static const struct view by = {"by ", 3};
    if (raw.len > by.len && view_equal_ignoring_case(view_sub(raw, 0, by.len), by))
        raw = view_trim(view_sub(raw, by.len, raw.len));
    size_t start = 0;
    for (size_t i = 0; i + 5 <= raw.len; i++) {
        if (raw.ptr[i] != ' ' || !view_equal_ignoring_case(view_sub(raw, i, i + 5), VIEW(" and ")))
            continue;
        add_to_list(d, DRAFT_AUTHOR, ", ", view_sub(raw, start, i));
        start = i + 5;
    }
    add_to_list(d, DRAFT_AUTHOR, ", ", view_sub(raw, start, raw.len));
}

void draft_add_topic(struct draft *d, struct view raw)
{
    add_to_list(d, DRAFT_TOPICS, "\n", raw);
}

void draft_add_topics(struct draft *d, struct view raw)
{
    size_t start = 0;
    for (size_t i = 0; i <= raw.len; i++) {
        if (i < raw.len && raw.ptr[i] != ',' && raw.ptr[i] != ';')
            continue;
        draft_add_topic(d, view_sub(raw, start, i));
        start = i + 1;
    }
}

static void set_date(struct draft *d, struct view raw, const char *name, struct date *date)
{
    raw = view_trim(raw);
    if (raw.len == 0 || date_parse(raw, date))
        return;
    struct view shown = cut_at_character(raw, 60);
    draft_problem(d, "the %s \"%.*s\" is not a date that Lede understands; the article has none", name, (int)shown.len, shown.ptr);
}

void draft_set_published(struct draft *d, struct view raw)
{
    set_date(d, raw, "date", &d->published);
}

void draft_set_modified(struct draft *d, struct view raw)
{
    set_date(d, raw, "date of change", &d->modified);
}

bool draft_has(const struct draft *d, enum draft_field field)
{
    return d->parts[field].len != 0;
}

struct view draft_get(const struct draft *d, enum draft_field field)
{
    if (d->parts[field].len == 0)
        return (struct view){0};
    return (struct view){d->store.data + d->parts[field].start, d->parts[field].len};
}

/* What the text's own dateline says, where the record said nothing. */
static void fill_from_dateline(struct draft *d)
{
    struct dateline found;
    if (!dateline_parse(draft_get(d, DRAFT_TEXT), &found))
        return;
    /* The views point into the store, which may move when a field is set: the short fields are copied first. */
    char place[128];
    char agency[128];
    struct view place_view = cut_at_character(found.place, sizeof place);
    struct view agency_view = cut_at_character(found.source, sizeof agency);
    memcpy(place, place_view.ptr, place_view.len);
    if (agency_view.len)
        memcpy(agency, agency_view.ptr, agency_view.len);
    if (!draft_has(d, DRAFT_PLACE))
        draft_set(d, DRAFT_PLACE, (struct view){place, place_view.len});
    if (!draft_has(d, DRAFT_SOURCE) && agency_view.len)
        draft_set(d, DRAFT_SOURCE, (struct view){agency, agency_view.len});
    if (d->published.precision == DATE_NONE)
        d->published = found.date;
}

/* Standard input is another text each time it is read: a place in it names nothing, so its records go by what they say. */
static void make_stream_id(struct draft *d)
{
    XXH3_state_t *state = XXH3_createState();
    XXH3_64bits_reset(state);
    static const enum draft_field fields[] = {DRAFT_TITLE, DRAFT_TEXT, DRAFT_SOURCE};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct view v = draft_get(d, fields[i]);
        if (v.len)
            XXH3_64bits_update(state, v.ptr, v.len);
        XXH3_64bits_update(state, "", 1); /* so that a word cannot move from one field to the next unnoticed */
    }
    char date[DATE_SORTABLE_SIZE];
    date_sortable(d->published.seconds, date);
    XXH3_64bits_update(state, date, sizeof date);
    buf_printf(&d->id, "%s:%016llx", d->source->shown, (unsigned long long)XXH3_64bits_digest(state));
    XXH3_freeState(state);
}

static void make_id(struct draft *d)
{
    if (strcmp(d->source->shown, "-") == 0) {
        make_stream_id(d);
        return;
    }
    d->made_count = d->line == d->made_line ? d->made_count + 1 : 1;
    d->made_line = d->line;
    format_make_id(d->source, d->line, d->made_count, &d->id);
}

/* The id as it goes into the index: given, else the URL, else made from the place in the file; never too long. */
static struct view final_id(struct draft *d)
{
    struct view id = draft_get(d, draft_has(d, DRAFT_ID) ? DRAFT_ID : DRAFT_URL);
    buf_clear(&d->id);
    if (id.len == 0 || (d->line == 0 && !draft_has(d, DRAFT_ID)))
        make_id(d);
    else if (id.len > ARTICLE_MAX_ID) {
        buf_add_view(&d->id, cut_at_character(id, ARTICLE_MAX_ID - 17));
        buf_printf(&d->id, "#%016llx", (unsigned long long)XXH3_64bits(id.ptr, id.len));
    } else
        return id;
    return view_of_buf(&d->id);
}

/* A record without a text, and the field that probably is its text. A title alone may be all that there is. */
static void report_missing_text(struct draft *d, const char *what, bool always)
{
    struct view name = cut_at_character(d->unknown, 60);
    if (name.len)
        draft_problem(d, "%s: \"%.*s\" is no name that Lede knows a text by", what, (int)name.len, name.ptr);
    else if (always)
        draft_problem(d, "%s", what);
}

bool draft_deliver(struct draft *d)
{
    if (!draft_has(d, DRAFT_TEXT) && !draft_has(d, DRAFT_TITLE)) {
        report_missing_text(d, "has neither a title nor a text; left out", true);
        return false;
    }
    if (!draft_has(d, DRAFT_TEXT) && d->unknown_len > draft_get(d, DRAFT_TITLE).len)
        report_missing_text(d, "has a title, but no text", false);
    if (d->replaced)
        draft_problem(d, "%zu ill-formed UTF-8 sequences became U+FFFD", d->replaced);
    fill_from_dateline(d);
    if (d->published.precision == DATE_NONE)
        url_date_find(draft_get(d, DRAFT_URL), &d->published);
    struct article article = {
        .id = final_id(d),
        .title = draft_get(d, DRAFT_TITLE),
        .text = draft_get(d, DRAFT_TEXT),
        .source = draft_get(d, DRAFT_SOURCE),
        .place = draft_get(d, DRAFT_PLACE),
        .author = draft_get(d, DRAFT_AUTHOR),
        .url = draft_get(d, DRAFT_URL),
        .language = draft_get(d, DRAFT_LANGUAGE),
        .topics = draft_get(d, DRAFT_TOPICS),
        .path = view_of(d->source->path),
        .published = d->published,
        .modified = d->modified,
    };
    d->sink->article(d->sink->context, &article);
    return true;
}
