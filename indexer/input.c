#include "indexer/input.h"

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
    return STATUS_OK;
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

/* A pipe that has nothing more at the moment: what came so far should not wait for it. */
static bool is_idle(const struct input *in)
{
    struct pollfd p = {.fd = in->fd, .events = POLLIN};
    return in->is_stream && poll(&p, 1, 0) == 0;
}

enum status input_read(struct input *in, size_t want, struct buf *out, struct error *err)
{
    enum status status = wait_readable(in, err);
    if (status != STATUS_OK)
        return status;
    if (!buf_reserve(out, want))
        return error_set(err, STATUS_INPUT, "is too large to be read at once");
    ssize_t got;
    do
        got = read(in->fd, out->data + out->len, want);
    while (got < 0 && (errno == EINTR || errno == EAGAIN));
    if (got < 0)
        return error_set(err, STATUS_INPUT, "cannot be read: %s", strerror(errno));
    if (in->hash)
        XXH3_128bits_update(in->hash, out->data + out->len, (size_t)got);
    out->len += (size_t)got;
    out->data[out->len] = '\0';
    in->at_end = got == 0;
    return STATUS_OK;
}

enum status input_head(struct input *in, size_t size, struct buf *out, struct error *err)
{
    ssize_t got = 1;
    buf_clear(out);
    buf_reserve(out, size);
    while (got > 0 && out->len < size) {
        got = pread(in->fd, out->data + out->len, size - out->len, (off_t)out->len);
        if (got < 0)
            return error_set(err, STATUS_INPUT, "cannot be read: %s", strerror(errno));
        out->len += (size_t)got;
    }
    out->data[out->len] = '\0';
    return STATUS_OK;
}

static void rewind_input(struct input *in)
{
    lseek(in->fd, 0, SEEK_SET);
    in->at_end = false;
    if (in->hash)
        XXH3_128bits_reset(in->hash);
}

/* One that is known to be too large is not read at all. */
static enum status read_to_end(struct input *in, const char *advice, struct buf *out, struct error *err)
{
    enum status status = STATUS_OK;
    buf_clear(out);
    if (in->size > INPUT_MAX_WHOLE)
        return error_set(err, STATUS_INPUT, "is larger than %d MB; %s", INPUT_MAX_WHOLE >> 20, advice);
    while (status == STATUS_OK && !in->at_end && out->len <= INPUT_MAX_WHOLE) {
        size_t left = in->size >= out->len ? (size_t)(in->size - out->len) + 1 : in->step;
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
        rewind_input(in);
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

void input_drop(struct input *in, size_t len)
{
    if (len < in->carry.len)
        memmove(in->carry.data, in->carry.data + len, in->carry.len - len);
    buf_truncate(&in->carry, in->carry.len - len);
    in->consumed += len;
}

/* The rest of a line that is too long. */
static enum status skip_line(struct input *in, struct error *err)
{
    enum status status = STATUS_OK;
    for (;;) {
        char *end = in->carry.len > 0 ? memchr(in->carry.data, '\n', in->carry.len) : NULL;
        input_drop(in, end ? (size_t)(end - in->carry.data) + 1 : in->carry.len);
        if (end || in->at_end)
            return STATUS_OK;
        status = input_read(in, in->step, &in->carry, err);
        if (status != STATUS_OK)
            return status;
    }
}

static uint64_t count_lines(struct view text)
{
    uint64_t count = 0;
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++)
        count++;
    return count;
}

/* Hand out the first `len` bytes of what was read and keep the rest. */
static void hand_out(struct input *in, size_t len, struct buf *out)
{
    struct buf rest = {.max = in->carry.max};
    buf_add(&rest, in->carry.data + len, in->carry.len - len);
    buf_truncate(&in->carry, len);
    *out = in->carry;
    in->carry = rest;
    in->consumed += len;
    in->line += count_lines(view_of_buf(out));
}

enum status input_part(struct input *in, struct buf *out, uint64_t *left_out, struct error *err)
{
    enum status status = STATUS_OK;
    *left_out = 0;
    buf_release(out);
    if (in->separator)
        return input_rows(in, out, left_out, err);
    size_t scanned = 0; /* no line ends before here */
    while (status == STATUS_OK) {
        size_t len = in->carry.len;
        const char *end = len > scanned ? memrchr(in->carry.data + scanned, '\n', len - scanned) : NULL;
        if (in->at_end || (end && (len >= in->part || is_idle(in)))) {
            if (len > 0)
                hand_out(in, in->at_end ? len : (size_t)(end - in->carry.data) + 1, out);
            return STATUS_OK;
        }
        if (len > in->max_line) {
            *left_out = in->line++;
            return skip_line(in, err);
        }
        scanned = end || len < in->part ? 0 : len;
        status = input_read(in, in->step, &in->carry, err);
    }
    return status;
}

struct input_place input_tell(const struct input *in)
{
    return (struct input_place){in->consumed, in->line, in->carry.len, input_hash(in)};
}

enum status input_go_to(struct input *in, const struct input_place *place, struct error *err)
{
    uint64_t left = place->consumed + place->ahead;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && left > 0 && !in->at_end) {
        size_t before = in->carry.len;
        status = input_read(in, left < in->step ? (size_t)left : in->step, &in->carry, err);
        left -= in->carry.len - before;
        if (left >= place->ahead)
            buf_clear(&in->carry);
    }
    if (status != STATUS_OK)
        return status;
    XXH128_hash_t hash = input_hash(in);
    if (left > 0 || !XXH128_isEqual(hash, place->hash) || in->carry.len < place->ahead)
        return error_set(err, STATUS_CHANGED, "changed since the build was interrupted: update again");
    size_t gone = in->carry.len - (size_t)place->ahead;
    if (place->ahead > 0)
        memmove(in->carry.data, in->carry.data + gone, (size_t)place->ahead);
    buf_truncate(&in->carry, (size_t)place->ahead);
    in->consumed = place->consumed;
    in->line = place->line;
    return STATUS_OK;
}

enum status input_hash_ahead(struct input *in, XXH128_hash_t *out, struct error *err)
{
    struct buf bytes = {0};
    enum status status = STATUS_OK;
    rewind_input(in);
    while (status == STATUS_OK && !in->at_end && !interrupt_signal()) {
        buf_clear(&bytes);
        status = input_read(in, in->step, &bytes, err);
    }
    if (status == STATUS_OK)
        *out = input_hash(in);
    rewind_input(in);
    buf_release(&bytes);
    return status;
}

XXH128_hash_t input_hash(const struct input *in)
{
    return in->hash ? XXH3_128bits_digest(in->hash) : (XXH128_hash_t){0, 0};
}
