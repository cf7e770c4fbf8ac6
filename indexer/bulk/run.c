#include "indexer/bulk/run.h"

#include "indexer/bulk/pack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STREAM_BUFFER = 1 << 16 };

struct run_writer {
    FILE *file;
    char *path;
    uint64_t length;
    char *buffer; /* of the stream: left to itself, glibc takes 4 KB whatever size it is told */
};

struct run_reader {
    FILE *file;
    char *path;
    char *buffer;
};

static enum status run_error(const char *path, const char *what, struct error *err)
{
    return error_set(err, STATUS_IO, "%s: cannot %s: %s", path, what, strerror(errno));
}

static struct run_writer *writer_new(FILE *file, const char *path, uint64_t length)
{
    struct run_writer *w = mem_alloc(sizeof *w);
    *w = (struct run_writer){file, mem_copy_text(view_of(path)), length, mem_resize(NULL, STREAM_BUFFER, 1)};
    setvbuf(file, w->buffer, _IOFBF, STREAM_BUFFER);
    return w;
}

enum status run_create(const char *path, struct run_writer **out, struct error *err)
{
    FILE *file = fopen(path, "wbxe");
    if (!file)
        return run_error(path, "create", err);
    *out = writer_new(file, path, 0);
    return STATUS_OK;
}

enum status run_append(const char *path, uint64_t length, struct run_writer **out, struct error *err)
{
    struct stat st;
    FILE *file = fopen(path, "r+be");
    bool whole = file && fstat(fileno(file), &st) == 0 && (uint64_t)st.st_size >= length;
    if (whole && ftruncate(fileno(file), (off_t)length) == 0 && fseeko(file, 0, SEEK_END) == 0) {
        *out = writer_new(file, path, length);
        return STATUS_OK;
    }
    enum status status =
        file && !whole ? error_set(err, STATUS_IO, "%s: is shorter than it was", path) : run_error(path, "open", err);
    if (file)
        fclose(file);
    return status;
}

enum status run_write(struct run_writer *w, struct view bytes, struct error *err)
{
    if (bytes.len && fwrite(bytes.ptr, 1, bytes.len, w->file) != bytes.len)
        return run_error(w->path, "write", err);
    w->length += bytes.len;
    return STATUS_OK;
}

uint64_t run_length(const struct run_writer *w)
{
    return w->length;
}

enum status run_sync(struct run_writer *w, struct error *err)
{
    return fflush(w->file) || fsync(fileno(w->file)) ? run_error(w->path, "write", err) : STATUS_OK;
}

enum status run_write_varint(struct run_writer *w, uint64_t n, struct error *err)
{
    unsigned char bytes[10];
    return run_write(w, (struct view){(const char *)bytes, pack_varint(bytes, n)}, err);
}

enum status run_write_string(struct run_writer *w, struct view bytes, struct error *err)
{
    enum status status = run_write_varint(w, bytes.len, err);
    return status ? status : run_write(w, bytes, err);
}

enum status run_close(struct run_writer *w, struct error *err)
{
    enum status status = STATUS_OK;
    if (fclose(w->file))
        status = run_error(w->path, "write", err);
    free(w->buffer);
    free(w->path);
    free(w);
    return status;
}

enum status run_end(struct run_writer *w, enum status status, struct error *err)
{
    enum status closed = w ? run_close(w, status ? NULL : err) : STATUS_OK;
    return status ? status : closed;
}

enum status run_open(const char *path, struct run_reader **out, struct error *err)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return run_error(path, "open", err);
    struct run_reader *r = mem_alloc(sizeof *r);
    r->file = file;
    r->path = mem_copy_text(view_of(path));
    r->buffer = mem_resize(NULL, STREAM_BUFFER, 1);
    setvbuf(file, r->buffer, _IOFBF, STREAM_BUFFER);
    *out = r;
    return STATUS_OK;
}

enum status run_read_varint(struct run_reader *r, uint64_t *out, struct error *err)
{
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        int byte = getc_unlocked(r->file);
        if (byte == EOF && ferror(r->file))
            return run_error(r->path, "read", err);
        if (byte == EOF)
            return shift ? error_set(err, STATUS_IO, "%s: ends inside a number", r->path) : STATUS_NOT_FOUND;
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    *out = n;
    return STATUS_OK;
}

enum status run_read_string(struct run_reader *r, struct buf *out, struct error *err)
{
    uint64_t len = 0;
    enum status status = run_read_varint(r, &len, err);
    if (status)
        return status;
    buf_clear(out);
    if (!buf_reserve(out, len) || fread(out->data, 1, len, r->file) != len)
        return error_set(err, STATUS_IO, "%s: ends inside a string", r->path);
    out->len = len;
    out->data[len] = '\0';
    return STATUS_OK;
}

void run_reader_free(struct run_reader *r)
{
    if (!r)
        return;
    fclose(r->file);
    free(r->buffer);
    free(r->path);
    free(r);
}
