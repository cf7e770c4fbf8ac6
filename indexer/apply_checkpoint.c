/* The applier's checkpoints: its state between two chunks goes to the writer's journal, and comes back in a run that goes on. */
#include "indexer/apply.h"

#include "indexer/bulk/place.h"
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
    buf_add_varint(state, chunk->last ? 0 : a->file.replaced);
    buf_add_varint(state, chunk->last ? 0 : a->file.failed);
    buf_add_varint(state, chunk->last ? 0 : a->file.shares);
    buf_add_varint(state, chunk->last ? 0 : a->file.progress_base);
    buf_add_varint(state, a->progress->bytes);
    buf_add_varint(state, a->progress->articles);
    takeovers_encode(manifest_takeovers(a->manifest), &a->record);
    buf_add_string(state, view_of_buf(&a->record));
    report_encode(a->report, state);
    a->sealed_bytes = a->report->text_bytes;
    return a->writer->ops->checkpoint(a->writer, view_of_buf(state), err);
}

/* The notes are of the inputs that are done, in their order. That of the one that was begun comes with its next chunk. */
static void name_givers(struct applier *a, struct view notes)
{
    struct view note, path;
    for (uint32_t order = 1; view_take_string(&notes, &note) && view_take_string(&note, &path); order++)
        givers_name(&a->givers, order, hash_of(path));
}

enum status apply_resume(struct applier *a, struct resumed *resumed, struct resume_point *point, struct error *err)
{
    struct view state = view_of_buf(&resumed->state), note, taken;
    uint64_t failed = 0, shares = 0;
    if (!resume_decode(&state, point, &note) || !view_take_varint(&state, &a->begun.articles) ||
        !view_take_varint(&state, &a->begun.replaced) || !view_take_varint(&state, &failed) || !view_take_varint(&state, &shares) ||
        !view_take_varint(&state, &a->begun.progress_base) || !view_take_varint(&state, &a->progress->bytes) ||
        !view_take_varint(&state, &a->progress->articles) || !view_take_string(&state, &taken) || !report_decode(&state, a->report))
        return error_set(err, STATUS_INDEX, "what an interrupted build left cannot be read: remove %s%s and update again",
                         a->settings->index, PLACE_SUFFIX);
    a->begun.failed = failed != 0;
    a->begun.shares = shares != 0;
    a->inputs = point->inputs;
    takeovers_decode(taken, manifest_takeovers(a->manifest));
    manifest_takeovers(a->manifest)->known = 0; /* all are of this run */
    a->givers = resumed->givers;
    resumed->givers = (struct givers){0};
    name_givers(a, view_of_buf(&resumed->notes));
    a->report->resumed = resumed->articles;
    a->report->resumed_bytes = a->sealed_bytes = a->report->text_bytes;
    a->progress->before = a->progress->bytes;
    return STATUS_OK;
}
