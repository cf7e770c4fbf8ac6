#include "query/eval/entries.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_BLOCK = 1 << 18, SHOWN_MAX = 100 };

static enum status read_all(const char *path, struct buf *out, struct error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    enum status status = STATUS_OK;
    ssize_t got = 1;
    while (got > 0 && status == STATUS_OK) {
        if (!buf_reserve(out, READ_BLOCK)) {
            status = error_set(err, STATUS_INPUT, "%s: the file is larger than 2 GiB", path);
            break;
        }
        do
            got = read(fd, out->data + out->len, READ_BLOCK);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            status = error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
        else
            out->len += (size_t)got;
    }
    if (out->data)
        out->data[out->len] = '\0';
    if (!is_stdin)
        close(fd);
    return status;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static size_t split(struct view line, struct view *fields)
{
    size_t count = 0, at = 0;
    while (count < ENTRY_FIELDS_MAX) {
        while (at < line.len && is_blank(line.ptr[at]))
            at++;
        if (at == line.len)
            break;
        size_t start = at;
        while (at < line.len && !is_blank(line.ptr[at]))
            at++;
        fields[count++] = view_sub(line, start, at);
    }
    return count;
}

static int compare_documents(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = view_compare(x->qid, y->qid);
    if (order == 0)
        order = view_compare(x->document, y->document);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static enum status parse_rows(const char *name, const struct entry_format *format, struct entries *e, struct error *err)
{
    struct view rest = view_of_buf(&e->content), fields[ENTRY_FIELDS_MAX];
    if (rest.len >= 3 && memcmp(rest.ptr, "\xef\xbb\xbf", 3) == 0)
        rest = view_sub(rest, 3, rest.len);
    for (uint32_t line = 1; rest.len > 0; line++) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        struct view text = view_sub(rest, 0, end ? (size_t)(end - rest.ptr) : rest.len);
        rest = view_sub(rest, text.len + (end != NULL), rest.len);
        size_t count = split(text, fields);
        if (count == 0 || fields[0].ptr[0] == '#')
            continue;
        mem_grow(&e->items, &e->cap, e->count, sizeof *e->items);
        struct entry *row = &e->items[e->count];
        *row = (struct entry){.line = line};
        if (format->parse(fields, count, row, &e->tag, err) != STATUS_OK)
            return error_prefix(err, "%s: line %u", name, line);
        e->count++;
    }
    return STATUS_OK;
}

static enum status refuse_duplicates(const char *name, const struct entry_format *format, const struct entries *e,
                                     struct error *err)
{
    for (size_t i = 1; i < e->count; i++) {
        const struct entry *a = &e->items[i - 1], *b = &e->items[i];
        if (!view_equal(a->qid, b->qid) || !view_equal(a->document, b->document))
            continue;
        return error_set(err, STATUS_INPUT, "%s: line %u: document '%.*s' of query '%.*s' has a %s in line %u already", name,
                         b->line, b->document.len < SHOWN_MAX ? (int)b->document.len : SHOWN_MAX, b->document.ptr,
                         b->qid.len < SHOWN_MAX ? (int)b->qid.len : SHOWN_MAX, b->qid.ptr, format->what, a->line);
    }
    return STATUS_OK;
}

static void group_rows(const struct entry_format *format, struct entries *e)
{
    size_t cap = 0;
    for (size_t first = 0, end; first < e->count; first = end) {
        end = first + 1;
        while (end < e->count && view_equal(e->items[first].qid, e->items[end].qid))
            end++;
        mem_grow(&e->groups, &cap, e->group_count, sizeof *e->groups);
        e->groups[e->group_count++] = (struct entry_group){e->items[first].qid, e->items + first, end - first};
        if (format->compare)
            qsort(e->items + first, end - first, sizeof *e->items, format->compare);
    }
}

enum status entries_parse(struct buf *content, const char *name, const struct entry_format *format, struct entries *out,
                          struct error *err)
{
    struct entries e = {.content = *content};
    *content = (struct buf){0};
    enum status status = parse_rows(name, format, &e, err);
    if (status == STATUS_OK && !e.items) {
        error_set(err, STATUS_INPUT, "%s: there is no %s in it", name, format->what);
        status = STATUS_INPUT;
    }
    if (status != STATUS_OK)
        goto failed;
    qsort(e.items, e.count, sizeof *e.items, compare_documents);
    status = refuse_duplicates(name, format, &e, err);
    if (status != STATUS_OK)
        goto failed;
    group_rows(format, &e);
    *out = e;
    return STATUS_OK;
failed:
    entries_release(&e);
    return status;
}

enum status entries_read(const char *path, const struct entry_format *format, struct entries *out, struct error *err)
{
    struct buf content = {0};
    enum status status = read_all(path, &content, err);
    if (status == STATUS_OK)
        status = entries_parse(&content, path, format, out, err);
    buf_release(&content);
    return status;
}

void entries_release(struct entries *e)
{
    free(e->items);
    free(e->groups);
    buf_release(&e->content);
    *e = (struct entries){0};
}

const struct entry_group *entries_find(const struct entries *e, struct view qid)
{
    size_t low = 0, high = e->group_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = view_compare(e->groups[middle].qid, qid);
        if (order == 0)
            return &e->groups[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct entry *entry_find(const struct entry_group *group, struct view document)
{
    size_t low = 0, high = group->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = view_compare(group->items[middle].document, document);
        if (order == 0)
            return &group->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
