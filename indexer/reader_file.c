/* How the reader reads one file: whole, or in parts; what it puts into the lane for it. */
#include "indexer/reader_parts.h"

#include "indexer/charset.h"
#include "indexer/formats/csv.h"
#include "indexer/formats/csv_row.h"
#include "indexer/input.h"
#include "indexer/interrupt.h"

#include <time.h>

/* A file that changed less than this before it was read may change again within the same time stamp. */
static const int64_t racy_ns = 2000000000;

struct input_file *reader_file_new(const char *path, const char *shown)
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
enum status reader_put_single(struct reader *r, struct input_file *file, enum chunk_kind kind, const char *reason)
{
    struct chunk *chunk = chunk_new(file, kind);
    chunk->first = chunk->last = true;
    chunk->reason = reason ? mem_copy_text(view_of(reason)) : NULL;
    return lane_put(r->lane, chunk) ? STATUS_OK : STATUS_INTERRUPTED;
}

/* The input at hand is the one that the earlier run stood in. */
static bool is_begun(const struct reader *r)
{
    return r->resume.inside && r->inputs == r->resume.inputs + 1;
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
    const char *advice = file->format->cut == FORMAT_WHOLE ? "convert it to JSON lines" : "convert it to UTF-8";
    if (input_whole(in, advice, &bytes, &err) != STATUS_OK) {
        buf_release(&bytes);
        return reader_put_single(r, file, CHUNK_SKIP, err.text);
    }
    fill_entry(file, in, read_at);
    if (same_bytes(file, input_hash(in))) {
        buf_release(&bytes);
        return reader_put_single(r, file, CHUNK_REFRESH, NULL);
    }
    struct chunk *chunk = chunk_new(file, CHUNK_PARSE);
    chunk->first = chunk->last = true;
    chunk->bytes = bytes;
    chunk->end = input_reached(in);
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
        chunk->reason = mem_copy_text(in->separator ? VIEW(CSV_TOO_LONG) : VIEW("the line is longer than 64 MB; left out"));
    if (status == STATUS_INPUT)
        chunk->reason = mem_copy_text(view_of(err.text));
    chunk->cut = status != STATUS_OK;
    chunk->last = chunk->cut || (in->at_end && in->carry.len == 0);
    chunk->end = input_reached(in);
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

enum status reader_lines(struct reader *r, struct input_file *file, struct input *in)
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

/* True when the file was dealt with: its bytes are known. */
static bool is_same_file(struct reader *r, struct input_file *file, struct input *in, enum status *status)
{
    XXH128_hash_t hash;
    int64_t read_at = now_ns();
    if (!file->known || file->old.size != in->size || input_hash_ahead(in, &hash, NULL) != STATUS_OK || !same_bytes(file, hash))
        return false;
    fill_entry(file, in, read_at);
    file->entry.hash_low = hash.low64;
    file->entry.hash_high = hash.high64;
    *status = reader_put_single(r, file, CHUNK_REFRESH, NULL);
    return true;
}

/* Only the beginning, of a CSV file of which nothing can be read. */
static enum status read_beginning(struct reader *r, struct input_file *file, struct input *in)
{
    struct chunk *chunk = chunk_new(file, CHUNK_PARSE);
    chunk->first = chunk->last = chunk->cut = true;
    chunk->end = in->size;
    buf_add_view(&chunk->bytes, view_of_buf(&r->head));
    return lane_put(r->lane, chunk) ? STATUS_OK : STATUS_INTERRUPTED;
}

static enum status read_detected(struct reader *r, struct input_file *file, struct input *in)
{
    enum status status;
    const enum format_cut cut = file->format->cut;
    file->in_parts = cut == FORMAT_ROWS ? reader_rows(file, in) : cut == FORMAT_LINES && !charset_is_wide(view_of_buf(&r->head));
    if (!file->in_parts)
        return read_whole(r, file, in);
    if (file->head.len > 0 && !csv_is_readable(view_of_buf(&file->head)))
        return read_beginning(r, file, in);
    return is_same_file(r, file, in, &status) ? status : reader_lines(r, file, in);
}

enum status reader_file(struct reader *r, struct input_file *file)
{
    struct input in;
    struct error err;
    if (input_open(file->path, &in, &err) != STATUS_OK)
        return reader_put_single(r, file, CHUNK_SKIP, err.text);
    enum status status = input_head(&in, INPUT_HEAD, &r->head, &err);
    if (status == STATUS_OK)
        file->format = formats_detect(file->path, view_of_buf(&r->head));
    if (status != STATUS_OK)
        status = reader_put_single(r, file, CHUNK_SKIP, err.text);
    else if (!file->format)
        status = reader_put_single(r, file, CHUNK_SKIP, in.size == 0 ? "is empty" : "is of no format that Lede reads");
    else
        status = read_detected(r, file, &in);
    input_close(&in);
    return status;
}
