/* The applier's checkpoints: its state between two chunks goes to the writer's journal, and comes back in a run that goes on. */
#include "indexer/apply.h"
#include "indexer/resume.h"

enum status apply_note(struct applier *a, const struct input_file *input, struct error *err)
{
    a->inputs++;
    if (!a->writer->keeps_journal)
        return STATUS_OK;
    buf_clear(&a->value);
    resume_note(input, &a->value);
    return a->writer->ops->note(a->writer, view_of_buf(&a->value), err);
}

static bool is_due(const struct applier *a)
{
    uint64_t since = a->report->text_bytes - a->sealed_bytes;
    return a->writer->keeps_journal && a->settings->checkpoint_bytes > 0 && since >= a->settings->checkpoint_bytes;
}

enum status apply_checkpoint(struct applier *a, const struct chunk *chunk, struct error *err)
{
    if (!is_due(a))
        return STATUS_OK;
    struct resume_point point = {.inputs = a->inputs, .inside = !chunk->last};
    if (point.inside)
        point.place = chunk->after;
    struct buf *state = &a->value;
    buf_clear(state);
    resume_encode(&point, chunk->file, state);
    buf_add_varint(state, chunk->last ? 0 : a->file.articles);
    buf_add_varint(state, chunk->last ? 0 : a->file.failed);
    buf_add_varint(state, chunk->last ? 0 : a->file.shares);
    buf_add_varint(state, chunk->last ? 0 : a->file.progress_base);
    buf_add_varint(state, a->progress->bytes);
    buf_add_varint(state, a->progress->articles);
    report_encode(a->report, state);
    a->sealed_bytes = a->report->text_bytes;
    return a->writer->ops->checkpoint(a->writer, view_of_buf(state), err);
}

enum status apply_resume(struct applier *a, struct resumed *resumed, struct resume_point *point, struct error *err)
{
    struct view state = view_of_buf(&resumed->state), note;
    uint64_t failed = 0, shares = 0;
    if (!resume_decode(&state, point, &note) || !view_take_varint(&state, &a->begun.articles) ||
        !view_take_varint(&state, &failed) || !view_take_varint(&state, &shares) ||
        !view_take_varint(&state, &a->begun.progress_base) || !view_take_varint(&state, &a->progress->bytes) ||
        !view_take_varint(&state, &a->progress->articles) || !report_decode(&state, a->report))
        return error_set(err, STATUS_INDEX, "what an interrupted build left cannot be read: remove it and update again");
    a->begun.failed = failed != 0;
    a->begun.shares = shares != 0;
    a->inputs = point->inputs;
    a->ids = resumed->ids;
    resumed->ids = (struct hash_set){0};
    a->report->resumed = resumed->articles;
    a->report->resumed_bytes = a->sealed_bytes = a->report->text_bytes;
    a->progress->before = a->progress->bytes;
    return STATUS_OK;
}
