/* A report in the journal of a build: encoded at a checkpoint, decoded by the run that goes on. */
#include "indexer/report.h"

enum { COUNTS = 11 };

static void list_counts(struct report *r, uint64_t *counts[COUNTS])
{
    uint64_t *const all[COUNTS] = {&r->added, &r->changed,    &r->unchanged,       &r->deleted,     &r->replaced,  &r->skipped,
                                   &r->noted, &r->files_read, &r->files_unchanged, &r->input_bytes, &r->text_bytes};
    for (size_t i = 0; i < COUNTS; i++)
        counts[i] = all[i];
}

void report_encode(struct report *r, struct buf *out)
{
    uint64_t *counts[COUNTS];
    list_counts(r, counts);
    for (size_t i = 0; i < COUNTS; i++)
        buf_add_varint(out, *counts[i]);
    buf_add_varint(out, r->reason_count);
    for (size_t i = 0; i < r->reason_count; i++) {
        buf_add_string(out, view_of(r->reasons[i].sentence));
        buf_add_varint(out, r->reasons[i].count);
        buf_add_varint(out, r->reasons[i].skipped);
    }
    buf_add_varint(out, r->problem_count);
    for (size_t i = 0; i < r->problem_count; i++) {
        buf_add_string(out, view_of(r->problems[i].path));
        buf_add_varint(out, r->problems[i].line);
        buf_add_string(out, view_of(r->problems[i].sentence));
        buf_add_varint(out, r->problems[i].skipped);
    }
}

static bool take_reason(struct view *in, struct report *r)
{
    struct view sentence;
    uint64_t count, skipped;
    if (!view_take_string(in, &sentence) || !view_take_varint(in, &count) || !view_take_varint(in, &skipped))
        return false;
    mem_grow(&r->reasons, &r->reason_cap, r->reason_count, sizeof *r->reasons);
    r->reasons[r->reason_count++] = (struct report_reason){mem_copy_text(sentence), count, skipped != 0};
    return true;
}

static bool take_problem(struct view *in, struct report *r)
{
    struct view path, sentence;
    uint64_t line, skipped;
    if (!view_take_string(in, &path) || !view_take_varint(in, &line) || !view_take_string(in, &sentence) ||
        !view_take_varint(in, &skipped))
        return false;
    mem_grow(&r->problems, &r->problem_cap, r->problem_count, sizeof *r->problems);
    r->problems[r->problem_count++] = (struct report_problem){mem_copy_text(path), line, mem_copy_text(sentence), skipped != 0};
    return true;
}

bool report_decode(struct view *in, struct report *r)
{
    uint64_t *counts[COUNTS], count = 0;
    bool good = true;
    list_counts(r, counts);
    for (size_t i = 0; i < COUNTS && good; i++)
        good = view_take_varint(in, counts[i]);
    good = good && view_take_varint(in, &count);
    for (uint64_t i = 0; i < count && good; i++)
        good = take_reason(in, r);
    good = good && view_take_varint(in, &count);
    for (uint64_t i = 0; i < count && good; i++)
        good = take_problem(in, r);
    return good;
}
