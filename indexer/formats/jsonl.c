/* JSON lines: an object a line. The main way in for large collections. */
#include "common/utf8.h"
#include "indexer/formats/json_article.h"

#include <string.h>

enum { LINE_MAX_BYTES = 64 << 20 };

static void parse_record(struct draft *d, struct view line, struct buf *room)
{
    if (line.len > LINE_MAX_BYTES) {
        draft_problem(d, "the line has %zu bytes, more than the %d that are read; left out", line.len, LINE_MAX_BYTES);
        return;
    }
    struct json_reader r;
    struct json_fields fields = {0};
    json_reader_init(&r, line);
    bool ok = json_article_collect(&r, &fields);
    if (ok && !json_at_end(&r)) {
        r.fault = "something follows the object";
        ok = false;
    }
    if (!ok) {
        draft_problem(d, "invalid JSON at byte %zu of the line: %s; left out", r.at + 1, r.fault);
        return;
    }
    json_article_fill(&fields, d, room);
    draft_deliver(d);
}

static enum status parse_jsonl(const struct source *source, const struct article_sink *sink, struct error *err)
{
    (void)err;
    struct draft d;
    struct buf room = {0};
    struct view rest = utf8_without_mark(source->bytes);
    draft_init(&d, source, sink);
    for (uint64_t number = source->line ? source->line : 1; rest.len; number++) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
        struct view line = view_trim(view_sub(rest, 0, len));
        if (line.len) {
            draft_begin(&d, number);
            parse_record(&d, line, &room);
        }
        rest = view_sub(rest, len + 1, rest.len);
    }
    buf_release(&room);
    draft_release(&d);
    return STATUS_OK;
}

/* A whole object in the first line, and another one after it. */
static int recognise_jsonl(struct view head)
{
    head = view_trim(head);
    if (head.len == 0 || head.ptr[0] != '{')
        return 0;
    struct json_reader r;
    struct json_value value;
    json_reader_init(&r, head);
    if (!json_read(&r, &value) || memchr(value.raw.ptr, '\n', value.raw.len))
        return 0;
    bool line_ended = r.at < head.len && (head.ptr[r.at] == '\n' || head.ptr[r.at] == '\r');
    return line_ended && json_peek(&r) == JSON_OBJECT ? 95 : 0;
}

static const char *const jsonl_extensions[] = {"jsonl", "ndjson", "jl", "jsonlines", NULL};

const struct format format_jsonl = {
    .name = "jsonl",
    .summary =
        "JSON lines: one object a line with id, title, text, date, source, author, url, lang, tags (many other names are known)",
    .extensions = jsonl_extensions,
    .cut = FORMAT_LINES,
    .recognise = recognise_jsonl,
    .parse = parse_jsonl,
};
