#include "query/eval/run.h"

#include <math.h>
#include <stdlib.h>

enum { SHOWN_MAX = 60, FIELDS = 6 };

static int compare_scores(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return view_compare(y->document, x->document);
}

static enum status parse_row(const struct view *fields, size_t count, struct entry *row, struct view *tag, struct error *err)
{
    if (count < FIELDS)
        return error_set(err, STATUS_INPUT, "a row of a run has 6 fields (query, Q0, document, rank, score, tag), not %zu", count);
    char *end = NULL;
    row->value = strtod(fields[4].ptr, &end); /* white space follows the field */
    if (end != fields[4].ptr + fields[4].len || isnan(row->value))
        return error_set(err, STATUS_INPUT, "the score '%.*s' is no number",
                         fields[4].len < SHOWN_MAX ? (int)fields[4].len : SHOWN_MAX, fields[4].ptr);
    row->qid = fields[0];
    row->document = fields[2];
    *tag = fields[5];
    return STATUS_OK;
}

static enum status parse_single_row(const struct view *fields, size_t count, struct entry *row, struct view *tag, struct error *err)
{
    enum status status = parse_row(fields, count, row, tag, err);
    row->value = (double)(float)row->value;
    return status;
}

static const struct entry_format formats[] = {
    {.what = "row", .parse = parse_row, .compare = compare_scores},
    {.what = "row", .parse = parse_single_row, .compare = compare_scores},
};

enum status run_read(const char *path, bool single_precision, struct entries *out, struct error *err)
{
    return entries_read(path, &formats[single_precision], out, err);
}

enum status run_parse(struct buf *content, const char *name, bool single_precision, struct entries *out, struct error *err)
{
    return entries_parse(content, name, &formats[single_precision], out, err);
}
