#include "indexer/reader.h"

#include "indexer/input_size.h"
#include "indexer/interrupt.h"
#include "indexer/reader_parts.h"
#include "indexer/walk.h"

#include <stdlib.h>
#include <string.h>

/* One more input; true: an earlier run has dealt with it. */
static bool is_done(struct reader *r)
{
    return r->inputs++ < r->resume.inputs;
}

/* The number of the input at hand, behind those of all known files. */
static uint32_t order_of(const struct reader *r)
{
    size_t known;
    manifest_files(r->manifest, &known);
    return (uint32_t)(known + r->inputs);
}

static void on_skipped(void *context, const char *shown, const char *reason)
{
    struct reader *r = context;
    if (!is_done(r))
        (void)reader_put_single(r, reader_file_new("", shown), CHUNK_SKIP, reason);
}

static void on_root(void *context, const char *path, bool is_folder)
{
    struct reader *r = context;
    if (!is_folder)
        return;
    mem_grow(&r->roots, &r->root_cap, r->root_count, sizeof *r->roots);
    r->roots[r->root_count++].path = mem_copy_text(view_of(path));
}

static enum status on_file(void *context, const struct walk_file *walked, struct error *err)
{
    struct reader *r = context;
    if (interrupt_signal())
        return error_set(err, STATUS_INTERRUPTED, "interrupted");
    if (!hash_set_add(&r->seen, hash_of(view_of(walked->path))))
        return STATUS_OK;
    if (is_done(r))
        return STATUS_OK;
    struct manifest_file *known = manifest_find(r->manifest, view_of(walked->path));
    if (known) {
        known->seen = true;
        known->order = order_of(r);
    }
    if (known && input_is_unchanged(known, walked->size, walked->mtime_ns)) {
        known->unchanged = true;
        r->files_unchanged++;
        r->articles_unchanged += known->entry.articles;
        return STATUS_OK;
    }
    struct input_file *file = reader_file_new(walked->path, walked->shown);
    file->size = walked->size;
    file->mtime_ns = walked->mtime_ns;
    file->order = order_of(r);
    file->known = known != NULL;
    if (known)
        file->old = known->entry;
    enum status status = reader_file(r, file);
    return status == STATUS_OK ? status : error_set(err, status, "interrupted");
}

static enum status read_stdin(struct reader *r)
{
    struct input in;
    struct input_file *file = reader_file_new("-", "-");
    file->format = &format_jsonl;
    file->is_stream = file->in_parts = true;
    r->inputs++;
    file->order = order_of(r);
    input_open_stdin(&in);
    enum status status = reader_lines(r, file, &in);
    input_close(&in);
    return status;
}

static enum status read_again(struct reader *r, const struct manifest_file *known)
{
    if (interrupt_signal())
        return STATUS_INTERRUPTED;
    struct input_file *file = reader_file_new(known->path, known->path);
    file->order = known->order;
    file->known = true;
    file->old = known->entry;
    file->old.complete = false;
    return reader_file(r, file);
}

/* For the time left. Where the size cannot be known there is no total. */
static void sum_sizes(struct reader *r)
{
    uint64_t bytes = 0;
    if (input_new_bytes(r->settings->paths, r->settings->path_count, r->settings->index, r->manifest, &bytes))
        atomic_store(&r->progress->total_bytes, bytes);
}

static enum status read_path(struct reader *r, const char *path)
{
    const struct walk_events events = {.file = on_file, .skipped = on_skipped, .root = on_root, .context = r};
    if (strcmp(path, "-") == 0)
        return read_stdin(r);
    enum status status = walk(path, r->settings->index, &events, &r->err);
    if (status != STATUS_INPUT)
        return status;
    r->path_missing = true;
    return is_done(r) ? STATUS_OK : reader_put_single(r, reader_file_new("", path), CHUNK_SKIP, r->err.text);
}

void *reader_run(void *reader)
{
    struct reader *r = reader;
    const size_t count = r->again ? r->again_count : r->settings->path_count;
    if (r->progress->active && !r->again)
        sum_sizes(r);
    for (size_t i = 0; r->status == STATUS_OK && i < count; i++)
        r->status = r->again ? read_again(r, r->again[i]) : read_path(r, r->settings->paths[i]);
    lane_close(r->lane);
    return NULL;
}

void reader_release(struct reader *r)
{
    for (size_t i = 0; i < r->root_count; i++)
        free(r->roots[i].path);
    free(r->roots);
    hash_set_release(&r->seen);
    buf_release(&r->head);
}
