#include "query/eval/qrels.h"

enum { SHOWN_MAX = 60 };

static int shown(struct view v)
{
    return v.len < SHOWN_MAX ? (int)v.len : SHOWN_MAX;
}

static bool parse_grade(struct view text, double *out)
{
    size_t at = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
    long value = 0;
    if (at == text.len)
        return false;
    for (; at < text.len; at++) {
        if (text.ptr[at] < '0' || text.ptr[at] > '9')
            return false;
        value = value * 10 + (text.ptr[at] - '0');
        if (value > QRELS_MAX_GRADE)
            return false;
    }
    *out = text.ptr[0] == '-' ? (double)-value : (double)value;
    return true;
}

static enum status parse_row(const struct view *fields, size_t count, struct entry *row, struct view *tag, struct error *err)
{
    (void)tag;
    if (count != 4)
        return error_set(err, STATUS_INPUT, "a judgement has 4 fields (query, iteration, document, grade), not %s%zu",
                         count == ENTRY_FIELDS_MAX ? "at least " : "", count);
    if (!parse_grade(fields[3], &row->value))
        return error_set(err, STATUS_INPUT, "the grade '%.*s' is no whole number from -%d to %d", shown(fields[3]), fields[3].ptr,
                         QRELS_MAX_GRADE, QRELS_MAX_GRADE);
    row->qid = fields[0];
    row->document = fields[2];
    return STATUS_OK;
}

static const struct entry_format format = {.what = "judgement", .parse = parse_row};

enum status qrels_read(const char *path, struct entries *out, struct error *err)
{
    return entries_read(path, &format, out, err);
}

enum status qrels_parse(struct buf *content, const char *name, struct entries *out, struct error *err)
{
    return entries_parse(content, name, &format, out, err);
}
