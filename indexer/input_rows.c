/* Parts of CSV files: cut between rows, as csv_row.h has them. A row is looked at again only when twice as much of it has come. */
#include "common/utf8.h"
#include "indexer/formats/csv_row.h"
#include "indexer/input_parts.h"

/* The rows that were found so far at the beginning of what was read. */
struct found {
    size_t end;    /* of the last one */
    uint64_t line; /* of what follows */
    bool full;     /* no further one is needed */
    bool too_long; /* the one after them */
};

/* More rows of in->carry, until they make a part. One that would make it much larger begins the next, so that a row is never told more of what
 * follows than its limit. */
static void find_rows(const struct input *in, struct csv_rows *rows, struct found *f)
{
    rows->text = view_of_buf(&in->carry);
    rows->more_comes = !in->at_end;
    rows->at = f->end;
    rows->line = f->line;
    if (f->end == 0 && in->consumed == 0)
        rows->at = rows->text.len - utf8_without_mark(rows->text).len;
    while (!f->full && !f->too_long && csv_rows_measure(rows)) {
        f->too_long = rows->too_long;
        f->full = f->end > 0 && rows->at > 2 * in->part;
        if (f->full || f->too_long)
            break;
        f->end = rows->at;
        f->line = rows->line;
        f->full = f->end >= in->part;
    }
}

static void hand_out(struct input *in, const struct found *f, struct buf *out)
{
    buf_add(out, in->carry.data, f->end);
    input_drop(in, f->end);
    in->line = f->line;
}

/* Where the line end at the beginning of `text` ends; 0: there is none, `text.len` must be above 0. */
static size_t line_end_at(struct view text)
{
    if (text.ptr[0] == '\r')
        return text.len > 1 && text.ptr[1] == '\n' ? 2 : 1;
    return text.ptr[0] == '\n';
}

/* A row that is too long: what is beyond its limit lasts to the end of the line, whatever is quoted there. */
static enum status skip_row(struct input *in, size_t limit_at, struct error *err)
{
    in->line += csv_count_lines(view_sub(view_of_buf(&in->carry), 0, limit_at));
    input_drop(in, limit_at);
    for (;;) {
        const struct view text = view_of_buf(&in->carry);
        for (size_t at = 0; at < text.len; at++) {
            if (text.ptr[at] == '\r' && at + 1 == text.len && !in->at_end)
                break;
            const size_t len = line_end_at(view_sub(text, at, text.len));
            if (len == 0)
                continue;
            input_drop(in, at + len);
            in->line++;
            return STATUS_OK;
        }
        const bool is_return = text.len > 0 && text.ptr[text.len - 1] == '\r';
        input_drop(in, text.len - is_return);
        if (in->at_end)
            return STATUS_OK;
        enum status status = input_read(in, in->step, &in->carry, err);
        if (status != STATUS_OK)
            return status;
    }
}

/* Twice as much as there is, but no more than it takes to say that a row is too long. */
static enum status read_on(struct input *in, struct error *err)
{
    enum status status = STATUS_OK;
    const size_t most = in->max_line + 3, twice = 2 * in->carry.len; /* the limit, \r, \n and a byte order mark before it */
    const size_t wanted = twice < in->part ? in->part : twice < most ? twice : most;
    do
        status = input_read(in, in->step, &in->carry, err);
    while (status == STATUS_OK && !in->at_end && in->carry.len < wanted);
    return status;
}

enum status input_rows(struct input *in, struct buf *out, uint64_t *left_out, struct error *err)
{
    struct csv_rows rows = {.separator = in->separator, .limit = in->max_line};
    struct found found = {.line = in->line};
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        find_rows(in, &rows, &found);
        if (in->at_end && found.end == 0 && !found.too_long)
            found.end = in->carry.len; /* no row at all: a byte order mark */
        if (found.end > 0 && (found.full || found.too_long || in->at_end || in->carry.len >= in->part)) {
            hand_out(in, &found, out);
            return STATUS_OK;
        }
        if (found.too_long) {
            *left_out = in->line;
            return skip_row(in, rows.at + in->max_line + 1, err);
        }
        if (in->at_end)
            return STATUS_OK;
        status = read_on(in, err);
    }
    return status;
}
