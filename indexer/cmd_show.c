#include "indexer/commands.h"

#include "common/escape.h"
#include "common/stored.h"

#include <stdio.h>
#include <string.h>

struct show_options {
    bool json;
};

static const struct option show_option_table[] = {
    {.name = "json", .kind = OPTION_FLAG, .offset = offsetof(struct show_options, json), .help = "Print one JSON object."},
    {0},
};

/* The fields in the order of output; `topics` holds several lines. */
static const struct shown_field {
    const char *name;
    size_t offset;
} text_fields[] = {
    {"id", offsetof(struct article, id)},
    {"title", offsetof(struct article, title)},
    {"source", offsetof(struct article, source)},
    {"place", offsetof(struct article, place)},
    {"author", offsetof(struct article, author)},
    {"url", offsetof(struct article, url)},
    {"language", offsetof(struct article, language)},
    {"path", offsetof(struct article, path)},
};
enum { TEXT_FIELDS = sizeof text_fields / sizeof *text_fields };

static struct view field_of(const struct article *a, size_t i)
{
    struct view v;
    memcpy(&v, (const char *)a + text_fields[i].offset, sizeof v);
    return v;
}

static void line_text(const char *name, struct view value, struct buf *out)
{
    if (value.len == 0)
        return;
    buf_printf(out, "%-10s ", name);
    escape_terminal(value, false, out);
    buf_add_char(out, '\n');
}

static void date_text(const char *name, struct date d, struct buf *out)
{
    if (d.precision == DATE_NONE)
        return;
    buf_printf(out, "%-10s ", name);
    date_format(d, out);
    buf_add_char(out, '\n');
}

/* Move along topics, which are separated by \n. */
static bool next_topic(struct view *rest, struct view *out)
{
    if (rest->len == 0)
        return false;
    const char *end = memchr(rest->ptr, '\n', rest->len);
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    *out = view_sub(*rest, 0, len);
    *rest = view_sub(*rest, len + 1, rest->len);
    return true;
}

static void print_text(const struct article *a, struct buf *out)
{
    struct view topics = a->topics, topic;
    for (size_t i = 0; i < TEXT_FIELDS; i++)
        line_text(text_fields[i].name, field_of(a, i), out);
    date_text("published", a->published, out);
    date_text("modified", a->modified, out);
    while (next_topic(&topics, &topic))
        line_text("topic", topic, out);
    buf_add_char(out, '\n');
    escape_terminal(a->text, true, out);
    buf_add_char(out, '\n');
}

static void date_json(const char *name, struct date d, struct buf *out)
{
    buf_printf(out, "\"%s\":", name);
    if (d.precision == DATE_NONE) {
        buf_add_text(out, "null,");
        return;
    }
    buf_add_char(out, '"');
    date_format(d, out);
    buf_add_text(out, "\",");
}

static void print_json(const struct article *a, struct buf *out)
{
    struct view topics = a->topics, topic;
    buf_add_text(out, "{\"version\":1,");
    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        buf_printf(out, "\"%s\":", text_fields[i].name);
        escape_json(field_of(a, i), out);
        buf_add_char(out, ',');
    }
    date_json("published", a->published, out);
    date_json("modified", a->modified, out);
    buf_add_text(out, "\"topics\":[");
    for (bool first = true; next_topic(&topics, &topic); first = false) {
        buf_add_text(out, first ? "" : ",");
        escape_json(topic, out);
    }
    buf_add_text(out, "],\"text\":");
    escape_json(a->text, out);
    buf_add_text(out, "}\n");
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct show_options *o = memory;
    struct store_reader *reader = NULL;
    struct stored stored = {0};
    struct buf out = {0};
    (void)count;
    enum status status = store_reader_open(arguments[0], &reader, err);
    if (status == STATUS_OK)
        status = stored_load(&stored, reader, view_of(arguments[1]), err);
    if (status == STATUS_OK) {
        (o->json ? print_json : print_text)(&stored.record.article, &out);
        fwrite(out.data, 1, out.len, stdout);
    }
    buf_release(&out);
    stored_release(&stored);
    store_reader_close(reader);
    return status;
}

const struct command cmd_show = {
    .name = "show",
    .arguments = "DB ID",
    .min_arguments = 2,
    .max_arguments = 2,
    .summary = "print one article of the index DB",
    .details = "Fields first, then the text. ID is the article's id as a search prints it, without #N or @START-END.",
    .examples = "lede-index show news.db articles/summit.txt\tprints that article\n",
    .options = show_option_table,
    .options_size = sizeof(struct show_options),
    .run = run,
};
