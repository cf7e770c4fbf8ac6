#include "query/alert_state.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { HASH_DIGITS = 32, NUMBER_DIGITS = 12 };

/* The lines of a state, with the place for messages. */
struct reader {
    const char *path;
    struct buf *bytes;
    size_t at;
    unsigned long line;
    struct error *err;
};

static enum status bad(const struct reader *r, const char *why)
{
    unsigned long line = r->line > 0 ? r->line : 1; /* not even the first one is whole */
    return error_set(r->err, STATUS_INPUT, "%s: line %lu: %s; it is not a whole state of lede-query alert", r->path, line, why);
}

static enum status read_file(const char *path, struct buf *out, bool *missing, struct error *err)
{
    char block[1 << 16];
    FILE *file = fopen(path, "re");
    *missing = false;
    if (!file) {
        *missing = errno == ENOENT;
        return *missing ? STATUS_OK : error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    }
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        buf_add(out, block, got);
    enum status status = ferror(file) ? error_set(err, STATUS_IO, "%s: %s", path, strerror(errno)) : STATUS_OK;
    fclose(file);
    if (status == STATUS_OK && out->overflow)
        status = error_set(err, STATUS_INPUT, "%s: is too large", path);
    return status;
}

static bool next_line(struct reader *r, struct view *out)
{
    if (r->at >= r->bytes->len)
        return false;
    char *start = r->bytes->data + r->at;
    char *end = memchr(start, '\n', r->bytes->len - r->at);
    if (!end)
        return false; /* cut off */
    *out = (struct view){start, (size_t)(end - start)};
    r->at += out->len + 1;
    r->line++;
    return true;
}

/* Undo escape_tsv in place: it only gets shorter. */
static struct view unescape(char *text, size_t len)
{
    size_t to = 0;
    for (size_t from = 0; from < len; from++, to++) {
        char c = text[from];
        if (c == '\\' && from + 1 < len) {
            c = text[++from];
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
        }
        text[to] = c;
    }
    return (struct view){text, to};
}

/* The field up to the next tab, unescaped; *line moves on behind it. */
static bool take_field(const struct reader *r, struct view *line, struct view *out)
{
    if (!line->ptr)
        return false;
    const char *tab = memchr(line->ptr, '\t', line->len);
    size_t len = tab ? (size_t)(tab - line->ptr) : line->len;
    *out = unescape(r->bytes->data + (line->ptr - r->bytes->data), len);
    *line = tab ? view_sub(*line, len + 1, line->len) : (struct view){0};
    return true;
}

static bool take_number(const struct reader *r, struct view *line, size_t *out)
{
    struct view digits;
    if (!take_field(r, line, &digits) || digits.len == 0 || digits.len > NUMBER_DIGITS)
        return false;
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        *out = 10 * *out + (size_t)(digits.ptr[i] - '0');
    }
    return true;
}

static bool parse_hex(struct view digits, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0') : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
        if (digit > 15)
            return false;
        *out = *out << 4 | digit;
    }
    return true;
}

static enum status read_items(struct reader *r, struct alert_query *q, size_t count)
{
    struct view line, hash;
    size_t cap = 0;
    for (size_t i = 0; i < count; i++) {
        if (!next_line(r, &line))
            return bad(r, "it ends within a query");
        mem_grow(&q->items, &cap, q->count, sizeof *q->items);
        struct alert_item *item = &q->items[q->count];
        if (!take_field(r, &line, &hash) || hash.len != HASH_DIGITS || !take_field(r, &line, &item->id) ||
            !parse_hex(view_sub(hash, 0, 16), &item->hash.high) || !parse_hex(view_sub(hash, 16, 32), &item->hash.low))
            return bad(r, "no article");
        if (q->count > 0 && view_compare(q->items[q->count - 1].id, item->id) >= 0)
            return bad(r, "an article out of order");
        q->count++;
    }
    return STATUS_OK;
}

static enum status read_head(struct reader *r)
{
    struct view line;
    if (!next_line(r, &line) || !view_starts_with(line, VIEW(ALERT_STATE_MAGIC)))
        return bad(r, "no \"" ALERT_STATE_MAGIC "1\"");
    struct view version = view_sub(line, strlen(ALERT_STATE_MAGIC), line.len);
    if (!view_equal(version, VIEW("1")))
        return error_set(r->err, STATUS_INPUT, "%s: is of version %.*s, this program reads version %d", r->path,
                         (int)(version.len < 20 ? version.len : 20), version.ptr, ALERT_STATE_VERSION);
    return STATUS_OK;
}

static enum status read_queries(struct reader *r, struct alert_state *out)
{
    struct view line, word;
    size_t count;
    while (next_line(r, &line)) {
        take_field(r, &line, &word);
        if (view_equal(word, VIEW("end"))) {
            if (!take_number(r, &line, &count) || count != out->count || r->at != r->bytes->len)
                return bad(r, "a wrong end");
            return STATUS_OK;
        }
        mem_grow(&out->queries, &out->cap, out->count, sizeof *out->queries);
        struct alert_query *q = &out->queries[out->count++];
        *q = (struct alert_query){0};
        if (!view_equal(word, VIEW("query")) || !take_field(r, &line, &q->qid) || !take_field(r, &line, &q->text) ||
            !take_number(r, &line, &count))
            return bad(r, "no query");
        enum status status = read_items(r, q, count);
        if (status != STATUS_OK)
            return status;
    }
    return bad(r, "it has no end");
}

enum status alert_state_read(const char *path, struct alert_state *out, bool *missing, struct error *err)
{
    *out = (struct alert_state){0};
    struct reader r = {.path = path, .bytes = &out->bytes, .err = err};
    enum status status = read_file(path, &out->bytes, missing, err);
    if (status != STATUS_OK || *missing)
        return status;
    status = read_head(&r);
    return status == STATUS_OK ? read_queries(&r, out) : status;
}
