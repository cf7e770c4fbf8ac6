#include "indexer/bulk/run.h"

#include "indexer/bulk/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER = 1 << 16, LONGEST_VARINT = 10, FORGET_BYTES = 4 << 20 };

struct run_writer {
    int fd;
    char *path;
    uint64_t length;
    size_t used; /* of the buffer */
    unsigned char buffer[BUFFER];
};

struct run_reader {
    int fd;
    char *path;
    char *data;          /* the file from the reader's place on, as far as it was read */
    size_t at, end, cap; /* of data: the place, the end of what was read */
    uint64_t rest;       /* bytes of the file behind that */
    bool last;           /* nobody reads the file after this */
    off_t forgotten;     /* so far */
};

static enum status run_error(const char *path, const char *what, struct error *err)
{
    return error_set(err, STATUS_IO, "%s: cannot %s: %s", path, what, strerror(errno));
}

/* ---- writing ---- */

static struct run_writer *writer_new(int fd, const char *path, uint64_t length)
{
    struct run_writer *w = mem_resize(NULL, 1, sizeof *w);
    w->fd = fd;
    w->path = mem_copy_text(view_of(path));
    w->length = length;
    w->used = 0;
    return w;
}

enum status run_create(const char *path, struct run_writer **out, struct error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return run_error(path, "create", err);
    *out = writer_new(fd, path, 0);
    return STATUS_OK;
}

enum status run_append(const char *path, uint64_t length, struct run_writer **out, struct error *err)
{
    struct stat st;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool whole = fd >= 0 && fstat(fd, &st) == 0 && (uint64_t)st.st_size >= length;
    if (whole && ftruncate(fd, (off_t)length) == 0 && lseek(fd, 0, SEEK_END) >= 0) {
        *out = writer_new(fd, path, length);
        return STATUS_OK;
    }
    enum status status =
        fd >= 0 && !whole ? error_set(err, STATUS_IO, "%s: is shorter than it was", path) : run_error(path, "open", err);
    if (fd >= 0)
        close(fd);
    return status;
}

static enum status write_out(struct run_writer *w, const void *bytes, size_t len, struct error *err)
{
    for (const char *at = bytes; len;) {
        ssize_t n = write(w->fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return run_error(w->path, "write", err);
        at += n;
        len -= (size_t)n;
    }
    return STATUS_OK;
}

static enum status flush(struct run_writer *w, struct error *err)
{
    size_t used = w->used;
    w->used = 0;
    return write_out(w, w->buffer, used, err);
}

enum status run_write(struct run_writer *w, struct view bytes, struct error *err)
{
    enum status status = STATUS_OK;
    w->length += bytes.len;
    if (bytes.len > BUFFER - w->used)
        status = flush(w, err);
    if (status || bytes.len > BUFFER)
        return status ? status : write_out(w, bytes.ptr, bytes.len, err);
    pack_bytes(w->buffer + w->used, bytes.ptr, bytes.len);
    w->used += bytes.len;
    return STATUS_OK;
}

uint64_t run_length(const struct run_writer *w)
{
    return w->length;
}

enum status run_sync(struct run_writer *w, struct error *err)
{
    enum status status = flush(w, err);
    return !status && fsync(w->fd) ? run_error(w->path, "write", err) : status;
}

enum status run_write_varint(struct run_writer *w, uint64_t n, struct error *err)
{
    enum status status = w->used > BUFFER - LONGEST_VARINT ? flush(w, err) : STATUS_OK;
    size_t len = pack_varint(w->buffer + w->used, n);
    w->used += len;
    w->length += len;
    return status;
}

enum status run_write_string(struct run_writer *w, struct view bytes, struct error *err)
{
    enum status status = run_write_varint(w, bytes.len, err);
    return status ? status : run_write(w, bytes, err);
}

enum status run_close(struct run_writer *w, struct error *err)
{
    enum status status = flush(w, err);
    if (close(w->fd) && !status)
        status = run_error(w->path, "write", err);
    free(w->path);
    free(w);
    return status;
}

enum status run_end(struct run_writer *w, enum status status, struct error *err)
{
    enum status closed = w ? run_close(w, status ? NULL : err) : STATUS_OK;
    return status ? status : closed;
}

/* ---- reading ---- */

enum status run_open(const char *path, struct run_reader **out, struct error *err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st)) {
        enum status status = run_error(path, "open", err);
        if (fd >= 0)
            close(fd);
        return status;
    }
    struct run_reader *r = mem_alloc(sizeof *r);
    *r = (struct run_reader){.fd = fd, .path = mem_copy_text(view_of(path)), .rest = (uint64_t)st.st_size};
    r->data = mem_resize(NULL, r->cap = BUFFER, 1);
    *out = r;
    return STATUS_OK;
}

void run_read_last(struct run_reader *r)
{
    r->last = true;
}

/* The kernel need not keep in memory what lies behind; it does as it likes. */
static void forget(struct run_reader *r)
{
    off_t read_to = lseek(r->fd, 0, SEEK_CUR);
    if (read_to - r->forgotten < FORGET_BYTES)
        return;
    (void)posix_fadvise(r->fd, r->forgotten, read_to - r->forgotten, POSIX_FADV_DONTNEED);
    r->forgotten = read_to;
}

/* More of the file behind what is there, so that `wanted` bytes follow the place. The file has them. */
static enum status read_on(struct run_reader *r, size_t wanted, struct error *err)
{
    size_t have = r->end - r->at;
    if (r->cap < wanted)
        r->data = mem_resize(r->data, r->cap = wanted + wanted / 2, 1);
    memmove(r->data, r->data + r->at, have);
    r->at = 0;
    r->end = have;
    while (r->end < wanted) {
        ssize_t n = read(r->fd, r->data + r->end, r->cap - r->end);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n ? run_error(r->path, "read", err) : error_set(err, STATUS_IO, "%s: is shorter than it was", r->path);
        r->end += (size_t)n;
        r->rest -= (size_t)n < r->rest ? (size_t)n : r->rest;
    }
    if (r->last)
        forget(r);
    return STATUS_OK;
}

enum status run_number(struct run_reader *r, size_t *at, uint64_t *out, struct error *err)
{
    if (r->end - r->at < *at + LONGEST_VARINT && r->rest) {
        uint64_t most = r->end - r->at + r->rest;
        enum status status = read_on(r, *at + LONGEST_VARINT < most ? *at + LONGEST_VARINT : (size_t)most, err);
        if (status)
            return status;
    }
    const char *start = r->data + r->at + *at, *end = r->data + r->end;
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (start == end)
            return *at + shift ? error_set(err, STATUS_IO, "%s: ends inside an entry", r->path) : STATUS_NOT_FOUND;
        unsigned char byte = (unsigned char)*start++;
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    *at = (size_t)(start - r->data) - r->at;
    *out = n;
    return STATUS_OK;
}

enum status run_bytes(struct run_reader *r, size_t *at, uint64_t len, struct error *err)
{
    size_t have = r->end - r->at - *at;
    if (len > have && len - have > r->rest)
        return error_set(err, STATUS_IO, "%s: ends inside an entry", r->path);
    enum status status = len > have ? read_on(r, *at + (size_t)len, err) : STATUS_OK;
    *at += (size_t)len;
    return status;
}

enum status run_string(struct run_reader *r, size_t *at, uint64_t *len, struct error *err)
{
    enum status status = run_number(r, at, len, err);
    return status ? status : run_bytes(r, at, *len, err);
}

const char *run_here(const struct run_reader *r)
{
    return r->data + r->at;
}

enum status run_pass(struct run_reader *r, size_t at, uint64_t unread, struct error *err)
{
    r->at += at;
    if (unread <= r->end - r->at) {
        r->at += (size_t)unread;
        return STATUS_OK;
    }
    unread -= r->end - r->at;
    r->at = r->end;
    if (unread > r->rest)
        return error_set(err, STATUS_IO, "%s: ends inside an entry", r->path);
    r->rest -= unread;
    return lseek(r->fd, (off_t)unread, SEEK_CUR) < 0 ? run_error(r->path, "read", err) : STATUS_OK;
}

void run_reader_free(struct run_reader *r)
{
    if (!r)
        return;
    close(r->fd);
    free(r->data);
    free(r->path);
    free(r);
}
