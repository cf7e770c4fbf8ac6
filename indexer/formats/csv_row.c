#include "indexer/formats/csv_row.h"

#include <string.h>

enum { MOST_VAIN_SEARCHES = 20 };

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

void csv_rows_init(struct csv_rows *r, struct view text, uint64_t line)
{
    *r = (struct csv_rows){.text = text, .line = line};
    r->separator = most_frequent_separator(view_sub(text, 0, 1 << 16));
}

void csv_rows_release(struct csv_rows *r)
{
    buf_release(&r->values);
}

static bool ends_field(const struct csv_rows *r, size_t at)
{
    return at >= r->text.len || r->text.ptr[at] == r->separator || is_line_end(r->text.ptr[at]);
}

/* The place of the quote that closes the one at `open`; 0 when there is none. */
static size_t closing_quote(struct csv_rows *r, size_t open)
{
    size_t end = r->text.len;
    if (r->given_up > MOST_VAIN_SEARCHES)
        return 0;
    if (r->separator == '\t')
        for (end = open; end < r->text.len && !is_line_end(r->text.ptr[end]);)
            end++;
    for (size_t at = open + 1; at < end; at++) {
        const char *quote = memchr(r->text.ptr + at, '"', end - at);
        if (!quote)
            break;
        at = (size_t)(quote - r->text.ptr);
        if (ends_field(r, at + 1))
            return at;
        if (r->text.ptr[at + 1] == '"')
            at++; /* a doubled one stands for itself */
        else if (r->text.ptr[at - 1] != '\\')
            return 0;
    }
    r->given_up += end == r->text.len;
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
static size_t take_field(struct csv_rows *r, size_t at)
{
    const size_t start = r->values.len;
    const bool quote = at < r->text.len && r->text.ptr[at] == '"';
    size_t end = quote ? closing_quote(r, at) : 0;
    if (end) {
        add_quoted(view_sub(r->text, at + 1, end), &r->values);
        end++;
    } else {
        r->stray += quote;
        for (end = at; !ends_field(r, end);)
            end++;
        buf_add_view(&r->values, view_sub(r->text, at, end));
    }
    if (r->count < CSV_MAX_FIELDS) {
        r->fields[r->count].start = start;
        r->fields[r->count].len = r->values.len - start;
    }
    r->count++;
    return end;
}

bool csv_rows_next(struct csv_rows *r)
{
    const size_t begin = r->at;
    if (begin >= r->text.len)
        return false;
    buf_clear(&r->values);
    r->count = r->stray = 0;
    r->row_line = r->line;
    size_t at = take_field(r, begin);
    while (at < r->text.len && r->text.ptr[at] == r->separator)
        at = take_field(r, at + 1);
    if (at < r->text.len && r->text.ptr[at] == '\r')
        at++;
    if (at < r->text.len && r->text.ptr[at] == '\n')
        at++;
    for (size_t i = begin; i < at; i++)
        r->line += r->text.ptr[i] == '\n' || (r->text.ptr[i] == '\r' && (i + 1 == r->text.len || r->text.ptr[i + 1] != '\n'));
    r->at = at;
    return true;
}

struct view csv_rows_field(const struct csv_rows *r, size_t number)
{
    if (number >= r->count || number >= CSV_MAX_FIELDS || r->fields[number].len == 0)
        return (struct view){0};
    return (struct view){r->values.data + r->fields[number].start, r->fields[number].len};
}
