#include "indexer/reader.h"

#include "indexer/input.h"
#include "indexer/input_size.h"
#include "indexer/interrupt.h"
#include "indexer/walk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A file that changed less than this before it was read may change again within the same time stamp. */
static const int64_t racy_ns = 2000000000;

static struct input_file *file_new(const char *path, const char *shown)
{
    struct input_file *file = mem_alloc(sizeof *file);
    file->path = mem_copy_text(view_of(path));
    file->shown = mem_copy_text(view_of(shown));
    return file;
}

static struct chunk *chunk_new(struct input_file *file, enum chunk_kind kind)
{
    struct chunk *chunk = mem_alloc(sizeof *chunk);
    chunk->file = file;
    chunk->kind = kind;
    chunk->line = 1;
    return chunk;
}

/* The only chunk of a file that is not parsed. */
static enum status put_single(struct reader *r, struct input_file *file, enum chunk_kind kind, const char *reason)
{
    struct chunk *chunk = chunk_new(file, kind);
    chunk->first = chunk->last = true;
    chunk->reason = reason ? mem_copy_text(view_of(reason)) : NULL;
    return lane_put(r->lane, chunk) ? STATUS_OK : STATUS_INTERRUPTED;
}

/* One more input; true: an earlier run has dealt with it. */
static bool is_done(struct reader *r)
{
    return r->inputs++ < r->resume.inputs;
}

/* The input at hand is the one that the earlier run stood in. */
static bool is_begun(const struct reader *r)
{
    return r->resume.inside && r->inputs == r->resume.inputs + 1;
}

static void on_skipped(void *context, const char *shown, const char *reason)
{
    struct reader *r = context;
    if (!is_done(r))
        (void)put_single(r, file_new("", shown), CHUNK_SKIP, reason);
}

static void on_root(void *context, const char *path, bool is_folder)
{
    struct reader *r = context;
    if (!is_folder)
        return;
    mem_grow(&r->roots, &r->root_cap, r->root_count, sizeof *r->roots);
    r->roots[r->root_count++].path = mem_copy_text(view_of(path));
}

static void fill_entry(struct input_file *file, const struct input *in, int64_t read_at)
{
    XXH128_hash_t hash = input_hash(in);
    file->entry.size = in->size;
    file->entry.mtime_ns = read_at - in->mtime_ns < racy_ns ? MANIFEST_RACY : in->mtime_ns;
    file->entry.hash_low = hash.low64;
    file->entry.hash_high = hash.high64;
}

static bool same_bytes(const struct input_file *file, XXH128_hash_t hash)
{
    return file->known && file->old.complete && file->old.hash_low == hash.low64 && file->old.hash_high == hash.high64;
}

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static enum status read_whole(struct reader *r, struct input_file *file, struct input *in)
{
    struct buf bytes = {0};
    struct error err;
    int64_t read_at = now_ns();
    if (input_whole(in, &bytes, &err) != STATUS_OK) {
        buf_release(&bytes);
        return put_single(r, file, CHUNK_SKIP, err.text);
    }
    fill_entry(file, in, read_at);
    if (same_bytes(file, input_hash(in))) {
        buf_release(&bytes);
        return put_single(r, file, CHUNK_REFRESH, NULL);
    }
    struct chunk *chunk = chunk_new(file, CHUNK_PARSE);
    chunk->first = chunk->last = true;
    chunk->bytes = bytes;
    chunk->end = in->consumed;
    return lane_put(r->lane, chunk) ? STATUS_OK : STATUS_INTERRUPTED;
}

/* One more part of a file; the last one carries the entry. A failure in the middle ends the file with its reason. */
static enum status read_part(struct input_file *file, struct input *in, struct chunk *chunk, int64_t read_at)
{
    struct error err;
    enum status status = interrupt_signal() ? STATUS_INTERRUPTED : STATUS_OK;
    chunk->line = in->line;
    if (status == STATUS_OK)
        status = input_part(in, &chunk->bytes, &chunk->reason_line, &err);
    if (status == STATUS_OK && chunk->reason_line > 0)
        chunk->reason = mem_copy_text(VIEW("the line is longer than 64 MB; left out"));
    if (status == STATUS_INPUT)
        chunk->reason = mem_copy_text(view_of(err.text));
    chunk->cut = status != STATUS_OK;
    chunk->last = chunk->cut || (in->at_end && in->carry.len == 0);
    chunk->end = in->consumed;
    chunk->after = input_tell(in);
    if (chunk->last)
        fill_entry(file, in, read_at);
    return status;
}

/* Move on to where an earlier run stood. When the file is another one by now, it ends here with that reason. */
static enum status go_on(struct reader *r, struct input_file *file, struct input *in, bool *lost)
{
    struct error err;
    *lost = input_go_to(in, &r->resume.place, &err) != STATUS_OK;
    if (!*lost)
        return STATUS_OK;
    struct chunk *chunk = chunk_new(file, CHUNK_PARSE);
    chunk->last = chunk->cut = true;
    chunk->reason = mem_copy_text(view_of(err.text));
    chunk->end = r->resume.place.consumed;
    return lane_put(r->lane, chunk) ? STATUS_OK : STATUS_INTERRUPTED;
}

static enum status read_lines(struct reader *r, struct input_file *file, struct input *in)
{
    enum status status = STATUS_OK;
    int64_t read_at = now_ns();
    bool last = false;
    if (is_begun(r))
        status = go_on(r, file, in, &last);
    if (last)
        return status;
    for (bool first = !is_begun(r); !last; first = false) {
        struct chunk *chunk = chunk_new(file, CHUNK_PARSE);
        chunk->first = first;
        status = read_part(file, in, chunk, read_at);
        last = chunk->last;
        bool put = lane_put(r->lane, chunk);
        if (!put && !last) { /* nobody takes any more: the file still needs its last chunk, which frees it */
            chunk = chunk_new(file, CHUNK_PARSE);
            chunk->last = chunk->cut = true;
            (void)lane_put(r->lane, chunk);
        }
        if (!put)
            return STATUS_INTERRUPTED;
    }
    return status == STATUS_INTERRUPTED ? status : STATUS_OK;
}

/* True when the file was dealt with: its bytes are those that the index knows. */
static bool is_same_file(struct reader *r, struct input_file *file, struct input *in, enum status *status)
{
    XXH128_hash_t hash;
    int64_t read_at = now_ns();
    if (!file->known || file->old.size != in->size || input_hash_ahead(in, &hash, NULL) != STATUS_OK || !same_bytes(file, hash))
        return false;
    fill_entry(file, in, read_at);
    file->entry.hash_low = hash.low64;
    file->entry.hash_high = hash.high64;
    *status = put_single(r, file, CHUNK_REFRESH, NULL);
    return true;
}

static enum status read_file(struct reader *r, struct input_file *file)
{
    struct input in;
    struct error err;
    if (input_open(file->path, &in, &err) != STATUS_OK)
        return put_single(r, file, CHUNK_SKIP, err.text);
    enum status status = input_head(&in, &r->head, &err);
    if (status == STATUS_OK)
        file->format = formats_detect(file->path, view_of_buf(&r->head));
    if (status != STATUS_OK)
        status = put_single(r, file, CHUNK_SKIP, err.text);
    else if (!file->format)
        status = put_single(r, file, CHUNK_SKIP, in.size == 0 ? "is empty" : "is of no format that Lede reads");
    else if (!file->format->by_lines)
        status = read_whole(r, file, &in);
    else if (!is_same_file(r, file, &in, &status))
        status = read_lines(r, file, &in);
    input_close(&in);
    return status;
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
    if (known)
        known->seen = true;
    if (known && input_is_unchanged(known, walked->size, walked->mtime_ns)) {
        r->files_unchanged++;
        r->articles_unchanged += known->entry.articles;
        return STATUS_OK;
    }
    struct input_file *file = file_new(walked->path, walked->shown);
    file->size = walked->size;
    file->mtime_ns = walked->mtime_ns;
    file->known = known != NULL;
    if (known)
        file->old = known->entry;
    enum status status = read_file(r, file);
    return status == STATUS_OK ? status : error_set(err, status, "interrupted");
}

static enum status read_stdin(struct reader *r)
{
    struct input in;
    struct input_file *file = file_new("-", "-");
    file->format = &format_jsonl;
    file->is_stream = true;
    input_open_stdin(&in);
    enum status status = read_lines(r, file, &in);
    input_close(&in);
    return status;
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
    return is_done(r) ? STATUS_OK : put_single(r, file_new("", path), CHUNK_SKIP, r->err.text);
}

void *reader_run(void *reader)
{
    struct reader *r = reader;
    if (r->progress->active)
        sum_sizes(r);
    for (size_t i = 0; r->status == STATUS_OK && i < r->settings->path_count; i++)
        r->status = read_path(r, r->settings->paths[i]);
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
