#include "query/syntax/thesaurus.h"

#include "common/stop.h"
#include "common/utf8.h"
#include "query/syntax/lex.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* While a file is read: members are offsets into the text that still grows. */
struct reading {
    struct thesaurus *thesaurus;
    const char *name;
    size_t line;
};

static enum status refuse(const struct reading *r, struct error *err, const char *cause, struct view text)
{
    struct view shown = view_sub(text, 0, 60);
    return error_set(err, STATUS_INPUT, "%s, line %zu: %s%s%.*s%s", r->name, r->line, cause, shown.len ? ": '" : "", (int)shown.len,
                     shown.ptr ? shown.ptr : "", shown.len ? "'" : "");
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Appended with white space runs as one space. */
static void add_squeezed(struct view text, struct buf *out)
{
    for (size_t at = 0, end; at < text.len; at = end) {
        for (end = at; end < text.len && !is_blank(text.ptr[end]);)
            end++;
        buf_add_view(out, view_sub(text, at, end));
        for (at = end; end < text.len && is_blank(text.ptr[end]);)
            end++;
        if (end > at)
            buf_add_char(out, ' ');
    }
}

/* Sets *exact for a member in quotes and takes them off. */
static enum status unquote(const struct reading *r, struct view *text, bool *exact, struct error *err)
{
    struct view inner = *text;
    *exact = text->len >= 2 && text->ptr[0] == '"' && text->ptr[text->len - 1] == '"';
    if (*exact)
        inner = view_trim(view_sub(*text, 1, text->len - 1));
    if (memchr(inner.ptr, '"', inner.len))
        return refuse(r, err, "a quotation mark that is not round the whole member", *text);
    *text = inner;
    return STATUS_OK;
}

static bool is_in_ring(const struct thesaurus *t, size_t first, struct view text, bool exact)
{
    for (size_t i = first; i < t->count; i++) {
        if (t->members[i].exact == exact && view_equal(t->members[i].text, text))
            return true;
    }
    return false;
}

/* thesaurus.text has room for all bytes of the input, so that views into it stay good. */
static enum status add_member(const struct reading *r, struct view text, size_t first, uint32_t group, struct error *err)
{
    struct thesaurus *t = r->thesaurus;
    bool exact = false;
    text = view_trim(text);
    if (text.len == 0)
        return refuse(r, err, "there is nothing on one side of '=' or '~'", text);
    enum status status = unquote(r, &text, &exact, err);
    if (status != STATUS_OK)
        return status;
    size_t words = lex_count_words(text);
    if (words == 0)
        return refuse(r, err, "no letter and no digit in a member", text);
    if (words > THESAURUS_MAX_WORDS)
        return refuse(r, err, "a member of more than 16 words", text);
    if (text.len > THESAURUS_MAX_MEMBER)
        return refuse(r, err, "a member of more than 256 bytes", text);
    size_t start = t->text.len;
    add_squeezed(text, &t->text);
    struct view copy = {t->text.data + start, t->text.len - start};
    if (is_in_ring(t, first, copy, exact))
        return refuse(r, err, "a member stands twice in its ring", copy);
    mem_grow(&t->members, &t->cap, t->count, sizeof *t->members);
    t->members[t->count++] = (struct thesaurus_member){.text = copy, .ring = (uint32_t)t->rings, .group = group, .exact = exact};
    return STATUS_OK;
}

/* A # begins a comment at the start of the line and behind white space. */
static struct view without_comment(struct view line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '#' && (i == 0 || is_blank(line.ptr[i - 1])))
            return view_sub(line, 0, i);
    }
    return line;
}

/* The first = or ~; the length of the line when there is none. */
static size_t find_sign(struct view line)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] != '=' && line.ptr[at] != '~')
        at++;
    return at;
}

static enum status add_line(const struct reading *r, struct view line, struct error *err)
{
    size_t first = r->thesaurus->count;
    uint32_t group = 0;
    line = view_trim(without_comment(line));
    if (line.len == 0)
        return STATUS_OK;
    for (bool more = true; more;) {
        size_t len = find_sign(line);
        enum status status = add_member(r, view_sub(line, 0, len), first, group, err);
        if (status != STATUS_OK)
            return status;
        more = len < line.len; /* a line may end in its last sign, which is refused */
        group += more && line.ptr[len] == '~';
        line = view_sub(line, len + more, line.len);
    }
    r->thesaurus->rings++;
    return STATUS_OK;
}

static enum status check_bytes(const struct reading *r, struct view line, struct error *err)
{
    if (!utf8_valid(line))
        return refuse(r, err, "this is not UTF-8 text", (struct view){0});
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.ptr[i];
        if ((c < ' ' && c != '\t') || c == 0x7F)
            return refuse(r, err, "there is a control character", (struct view){0});
    }
    return STATUS_OK;
}

enum status thesaurus_parse(struct view text, const char *name, struct thesaurus **out, struct error *err)
{
    struct reading r = {.thesaurus = mem_alloc(sizeof *r.thesaurus), .name = name};
    enum status status = STATUS_OK;
    text = utf8_without_mark(text);
    buf_reserve(&r.thesaurus->text, text.len + 1);
    while (text.len && status == STATUS_OK) {
        const char *end = memchr(text.ptr, '\n', text.len);
        size_t len = end ? (size_t)(end - text.ptr) : text.len;
        struct view line = view_sub(text, 0, len);
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        r.line++;
        status = check_bytes(&r, line, err);
        if (status == STATUS_OK)
            status = add_line(&r, line, err);
        text = view_sub(text, len + 1, text.len);
    }
    if (status != STATUS_OK) {
        thesaurus_free(r.thesaurus);
        return status;
    }
    *out = r.thesaurus;
    return STATUS_OK;
}

static enum status read_file(const char *path, struct buf *out, struct error *err)
{
    char block[1 << 14];
    FILE *file = fopen(path, "re");
    if (!file)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    size_t count;
    while (out->len <= THESAURUS_MAX_BYTES && (count = fread(block, 1, sizeof block, file)) > 0)
        buf_add(out, block, count);
    int failed = ferror(file) ? errno : 0;
    fclose(file);
    if (failed)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(failed));
    if (out->len > THESAURUS_MAX_BYTES)
        return error_set(err, STATUS_INPUT, "%s: a thesaurus has at most %d bytes", path, THESAURUS_MAX_BYTES);
    return STATUS_OK;
}

enum status thesaurus_load(const char *path, struct thesaurus **out, struct error *err)
{
    struct buf text = {0};
    enum status status = read_file(path, &text, err);
    if (status == STATUS_OK)
        status = thesaurus_parse(view_of_buf(&text), path, out, err);
    buf_release(&text);
    return status;
}

enum status thesaurus_shipped(struct thesaurus **out, struct error *err)
{
    struct buf text = {0};
    for (size_t i = 0; i < data_thesaurus->count; i++) {
        buf_add_text(&text, data_line(data_thesaurus, i));
        buf_add_char(&text, '\n');
    }
    enum status status = thesaurus_parse(view_of_buf(&text), "the shipped thesaurus", out, err);
    buf_release(&text);
    return status;
}

void thesaurus_free(struct thesaurus *t)
{
    if (!t)
        return;
    buf_release(&t->text);
    free(t->members);
    free(t);
}
