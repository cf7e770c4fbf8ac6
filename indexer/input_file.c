/* An input file as a stream of bytes, compressed or not; the whole of it, and its hash. */
#include "indexer/input_parts.h"
#include "indexer/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { POLL_MS = 200 };

static int64_t mtime_of(const struct stat *s)
{
    return (int64_t)s->st_mtim.tv_sec * 1000000000 + s->st_mtim.tv_nsec;
}

static void input_init(struct input *in, int fd)
{
    *in = (struct input){.fd = fd, .line = 1, .step = INPUT_STEP, .part = INPUT_PART, .max_line = INPUT_MAX_LINE};
    in->carry.max = (size_t)INPUT_MAX_LINE + 2 * INPUT_STEP;
    in->hash = XXH3_createState();
    if (in->hash)
        XXH3_128bits_reset(in->hash);
}

enum status input_open(const char *path, struct input *out, struct error *err)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return error_set(err, STATUS_INPUT, "%s", strerror(errno));
    struct stat s;
    if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode)) {
        close(fd);
        return error_set(err, STATUS_INPUT, "is not a regular file");
    }
    input_init(out, fd);
    out->size = (uint64_t)s.st_size;
    out->mtime_ns = mtime_of(&s);
    char magic[8];
    ssize_t got = pread(fd, magic, sizeof magic, 0);
    if (got <= 0 || !decompress_knows((struct view){magic, (size_t)got}))
        return STATUS_OK;
    enum status status = decompress_open(fd, &out->decompressor, err);
    if (status != STATUS_OK)
        input_close(out);
    return status;
}

void input_open_stdin(struct input *out)
{
    input_init(out, STDIN_FILENO);
    out->is_stream = true;
}

void input_close(struct input *in)
{
    if (in->fd > STDIN_FILENO)
        close(in->fd);
    decompress_free(in->decompressor);
    in->decompressor = NULL;
    XXH3_freeState(in->hash);
    buf_release(&in->carry);
    in->hash = NULL;
    in->fd = -1;
}

/* A pipe may stay silent for long: look for signals meanwhile. */
static enum status wait_readable(const struct input *in, struct error *err)
{
    struct pollfd p = {.fd = in->fd, .events = POLLIN};
    while (in->is_stream && poll(&p, 1, POLL_MS) <= 0)
        if (interrupt_signal())
            return error_set(err, STATUS_INTERRUPTED, "interrupted while waiting for standard input");
    return STATUS_OK;
}

static enum status read_some(struct input *in, char *bytes, size_t size, size_t *got, struct error *err)
{
    if (in->decompressor)
        return decompress_read(in->decompressor, bytes, size, got, err);
    ssize_t n;
    do
        n = read(in->fd, bytes, size);
    while (n < 0 && (errno == EINTR || errno == EAGAIN));
    *got = n > 0 ? (size_t)n : 0;
    return n < 0 ? error_set(err, STATUS_INPUT, "cannot be read: %s", strerror(errno)) : STATUS_OK;
}

enum status input_read(struct input *in, size_t want, struct buf *out, struct error *err)
{
    enum status status = wait_readable(in, err);
    if (status != STATUS_OK)
        return status;
    if (!buf_reserve(out, want))
        return error_set(err, STATUS_INPUT, "is too large to be read at once");
    size_t got = 0;
    status = read_some(in, out->data + out->len, want, &got, err);
    if (status != STATUS_OK)
        return status;
    if (in->hash)
        XXH3_128bits_update(in->hash, out->data + out->len, got);
    out->len += got;
    out->data[out->len] = '\0';
    in->at_end = got == 0;
    return STATUS_OK;
}

/* The first bytes of a compressed file, by a reading of its own. */
static enum status decompressed_head(const struct input *in, size_t size, struct buf *out, struct error *err)
{
    struct decompressor *d = NULL;
    size_t got = 1;
    enum status status = decompress_open(in->fd, &d, err);
    while (status == STATUS_OK && got > 0 && out->len < size) {
        status = decompress_read(d, out->data + out->len, size - out->len, &got, err);
        out->len += status == STATUS_OK ? got : 0;
    }
    decompress_free(d);
    return status;
}

static enum status plain_head(const struct input *in, size_t size, struct buf *out, struct error *err)
{
    ssize_t got = 1;
    while (got > 0 && out->len < size) {
        got = pread(in->fd, out->data + out->len, size - out->len, (off_t)out->len);
        if (got < 0)
            return error_set(err, STATUS_INPUT, "cannot be read: %s", strerror(errno));
        out->len += (size_t)got;
    }
    return STATUS_OK;
}

enum status input_head(struct input *in, size_t size, struct buf *out, struct error *err)
{
    buf_clear(out);
    buf_reserve(out, size);
    enum status status = in->decompressor ? decompressed_head(in, size, out, err) : plain_head(in, size, out, err);
    out->data[out->len] = '\0';
    return status;
}

static enum status rewind_input(struct input *in, struct error *err)
{
    lseek(in->fd, 0, SEEK_SET);
    in->at_end = false;
    if (in->hash)
        XXH3_128bits_reset(in->hash);
    if (!in->decompressor)
        return STATUS_OK;
    struct decompressor *again = NULL;
    enum status status = decompress_open(in->fd, &again, err);
    if (status != STATUS_OK)
        return status;
    decompress_free(in->decompressor);
    in->decompressor = again;
    return STATUS_OK;
}

/* One that is known to be too large is not read at all. */
static enum status read_to_end(struct input *in, const char *advice, struct buf *out, struct error *err)
{
    enum status status = STATUS_OK;
    buf_clear(out);
    if (in->size > INPUT_MAX_WHOLE && !in->decompressor)
        return error_set(err, STATUS_INPUT, "is larger than %d MB; %s", INPUT_MAX_WHOLE >> 20, advice);
    while (status == STATUS_OK && !in->at_end && out->len <= INPUT_MAX_WHOLE) {
        size_t left = in->size >= out->len && !in->decompressor ? (size_t)(in->size - out->len) + 1 : in->step;
        status = input_read(in, left < 16 << 20 ? left : 16 << 20, out, err);
    }
    if (status == STATUS_OK && out->len > INPUT_MAX_WHOLE)
        status = error_set(err, STATUS_INPUT, "is larger than %d MB; %s", INPUT_MAX_WHOLE >> 20, advice);
    in->consumed = out->len;
    return status;
}

enum status input_whole(struct input *in, const char *advice, struct buf *out, struct error *err)
{
    enum status status = STATUS_OK;
    for (int tries = 0; tries < 2; tries++) {
        status = rewind_input(in, err);
        if (status == STATUS_OK)
            status = read_to_end(in, advice, out, err);
        struct stat after;
        if (status != STATUS_OK || fstat(in->fd, &after) != 0)
            break;
        if ((uint64_t)after.st_size == in->size && mtime_of(&after) == in->mtime_ns)
            break;
        in->size = (uint64_t)after.st_size;
        in->mtime_ns = mtime_of(&after);
    }
    return status;
}

uint64_t input_reached(const struct input *in)
{
    return in->decompressor ? decompress_position(in->decompressor) : in->consumed;
}

enum status input_hash_ahead(struct input *in, XXH128_hash_t *out, struct error *err)
{
    struct buf bytes = {0};
    enum status status = rewind_input(in, err);
    while (status == STATUS_OK && !in->at_end && !interrupt_signal()) {
        buf_clear(&bytes);
        status = input_read(in, in->step, &bytes, err);
    }
    if (status == STATUS_OK)
        *out = input_hash(in);
    buf_release(&bytes);
    enum status back = rewind_input(in, err);
    return status ? status : back;
}

XXH128_hash_t input_hash(const struct input *in)
{
    return in->hash ? XXH3_128bits_digest(in->hash) : (XXH128_hash_t){0, 0};
}
