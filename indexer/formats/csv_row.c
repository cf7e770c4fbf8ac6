#include "indexer/formats/csv_row.h"

#include <string.h>

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Outside of quotes. */
static char most_frequent_separator(struct view text)
{
    static const char separators[] = {',', '\t', ';', '|'};
    size_t counts[sizeof separators] = {0};
    bool quoted = false;
    size_t best = 0;
    for (size_t i = 0; i < text.len && (quoted || !is_line_end(text.ptr[i])); i++) {
        quoted ^= text.ptr[i] == '"';
        for (size_t k = 0; k < sizeof separators; k++)
            counts[k] += !quoted && text.ptr[i] == separators[k];
    }
    for (size_t k = 1; k < sizeof separators; k++)
        if (counts[k] > counts[best])
            best = k;
    return separators[best];
}

uint64_t csv_count_lines(struct view text)
{
    uint64_t lines = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n' || (text.ptr[i] == '\r' && (i + 1 == text.len || text.ptr[i + 1] != '\n'));
    return lines;
}

void csv_rows_init(struct csv_rows *r, struct view text, uint64_t line)
{
    *r = (struct csv_rows){.text = text, .line = line, .limit = CSV_MAX_ROW};
    r->separator = most_frequent_separator(view_sub(text, 0, 1 << 16));
}

void csv_rows_go_on(struct csv_rows *r, struct view text, uint64_t line)
{
    r->text = text;
    r->at = 0;
    r->line = line;
    r->limit = text.len;
}

void csv_rows_release(struct csv_rows *r)
{
    buf_release(&r->values);
}

static bool ends_field(struct csv_rows *r, size_t at)
{
    if (at < r->text.len)
        return r->text.ptr[at] == r->separator || is_line_end(r->text.ptr[at]);
    r->ran_out = true;
    return true;
}

/* Where the row at hand, which began at r->at, must have ended. */
static size_t row_limit(const struct csv_rows *r)
{
    return r->text.len - r->at > r->limit ? r->at + r->limit : r->text.len;
}

static bool has_line_end(struct view text)
{
    return text.len && (memchr(text.ptr, '\n', text.len) || memchr(text.ptr, '\r', text.len));
}

/* The place of the quote that closes the one at `open`; 0 when there is none. A search in vain up to the limit costs no second look at all that:
 * it has met doubled quotes only, and a field that begins with such is decided by them. */
static size_t closing_quote(struct csv_rows *r, size_t open)
{
    const size_t limit = row_limit(r);
    const char *text = r->text.ptr;
    for (size_t at = open + 1; at < limit; at++) {
        const char *quote = memchr(text + at, '"', limit - at);
        const size_t found = quote ? (size_t)(quote - text) : limit;
        if (r->separator == '\t' && has_line_end(view_sub(r->text, at, found)))
            return 0;
        if (!quote)
            break;
        at = found;
        if (ends_field(r, at + 1))
            return at;
        if (text[at + 1] == '"')
            at++; /* a doubled one stands for itself */
        else if (text[at - 1] != '\\')
            return 0;
    }
    r->ran_out |= limit == r->text.len;
    return 0;
}

/* The text between quotes, the doubled ones once and without the backslash that some write before them. */
static void add_quoted(struct view text, struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        const char *quote = memchr(text.ptr + at, '"', text.len - at);
        size_t end = quote ? (size_t)(quote - text.ptr) + 1 : text.len;
        const bool escaped = quote && end - at > 1 && quote[-1] == '\\';
        buf_add_view(out, view_sub(text, at, escaped ? end - 2 : end));
        if (escaped)
            buf_add_char(out, '"');
        at = end + (quote && !escaped);
    }
}

/* The field that begins at `at`; where it ends. */
static size_t take_field(struct csv_rows *r, size_t at, bool keep)
{
    const size_t start = r->values.len;
    const bool quote = at < r->text.len && r->text.ptr[at] == '"';
    size_t end = quote ? closing_quote(r, at) : 0;
    if (end) {
        if (keep)
            add_quoted(view_sub(r->text, at + 1, end), &r->values);
        end++;
    } else {
        r->stray += quote;
        for (end = at; end - r->at <= r->limit && !ends_field(r, end);)
            end++;
        if (keep)
            buf_add_view(&r->values, view_sub(r->text, at, end));
    }
    if (keep && r->count < CSV_MAX_FIELDS) {
        r->fields[r->count].start = start;
        r->fields[r->count].len = r->values.len - start;
    }
    r->count++;
    return end;
}

/* Behind the line end at `at`, if one is there. */
static size_t behind_line_end(struct csv_rows *r, size_t at)
{
    const bool is_return = at < r->text.len && r->text.ptr[at] == '\r';
    at += is_return;
    if (at < r->text.len)
        return at + (r->text.ptr[at] == '\n');
    r->ran_out |= is_return;
    return at;
}

/* The row at r->at; where the next one begins. Of one that is too long: where that was seen. */
static size_t walk_row(struct csv_rows *r, bool keep)
{
    buf_clear(&r->values);
    r->count = r->stray = 0;
    r->row_line = r->line;
    r->ran_out = false;
    size_t at = take_field(r, r->at, keep);
    while (at - r->at <= r->limit && at < r->text.len && r->text.ptr[at] == r->separator)
        at = take_field(r, at + 1, keep);
    r->too_long = at - r->at > r->limit;
    if (!r->too_long)
        return behind_line_end(r, at);
    r->count = r->stray = 0;
    return at;
}

static void move_to(struct csv_rows *r, size_t end)
{
    r->line += csv_count_lines(view_sub(r->text, r->at, end));
    r->at = end;
}

bool csv_rows_next(struct csv_rows *r)
{
    if (r->at >= r->text.len)
        return false;
    size_t end = walk_row(r, true);
    if (r->too_long) {
        while (end < r->text.len && !is_line_end(r->text.ptr[end]))
            end++;
        end = behind_line_end(r, end);
    }
    move_to(r, end);
    return true;
}

bool csv_rows_measure(struct csv_rows *r)
{
    if (r->at >= r->text.len)
        return false;
    const size_t end = walk_row(r, false);
    if (r->too_long)
        return true;
    if (r->ran_out && r->more_comes)
        return false;
    move_to(r, end);
    return true;
}

struct view csv_rows_field(const struct csv_rows *r, size_t number)
{
    if (number >= r->count || number >= CSV_MAX_FIELDS || r->fields[number].len == 0)
        return (struct view){0};
    return (struct view){r->values.data + r->fields[number].start, r->fields[number].len};
}
