#include "query/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 16, WAIT_MS = 100 };

enum status lines_open(const char *path, size_t max, const atomic_bool *stop, struct lines *out, struct error *err)
{
    int fd = STDIN_FILENO;
    if (strcmp(path, "-") != 0)
        fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    *out = (struct lines){.fd = fd, .max = max, .stop = stop};
    return STATUS_OK;
}

void lines_close(struct lines *l)
{
    if (l->fd > STDIN_FILENO)
        close(l->fd);
    buf_release(&l->data);
}

/* Waits for input in short steps, so that a stop is seen although a pipe is silent. */
static bool is_stopped(const struct lines *l)
{
    struct pollfd wait = {.fd = l->fd, .events = POLLIN};
    while (l->stop) {
        if (atomic_load(l->stop))
            return true;
        if (poll(&wait, 1, WAIT_MS) != 0)
            return false;
    }
    return false;
}

/* Reads what is there, at least one byte; at the end of the file sets `ended`. */
static enum status fill(struct lines *l, struct error *err)
{
    ssize_t got;
    if (l->at > 0) {
        memmove(l->data.data, l->data.data + l->at, l->data.len - l->at);
        buf_truncate(&l->data, l->data.len - l->at);
        l->at = 0;
    }
    buf_reserve(&l->data, BLOCK); /* cannot fail: a line that passes `max` is dropped first */
    if (is_stopped(l)) {
        l->ended = true;
        return STATUS_OK;
    }
    do
        got = read(l->fd, l->data.data + l->data.len, BLOCK);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_set(err, STATUS_IO, "reading failed: %s", strerror(errno));
    l->ended = got == 0;
    l->data.len += (size_t)got;
    l->data.data[l->data.len] = '\0';
    return STATUS_OK;
}

enum status lines_peek(struct lines *l, struct view *out, struct error *err)
{
    enum status status = STATUS_OK;
    if (l->at == l->data.len && !l->ended)
        status = fill(l, err);
    if (status == STATUS_OK)
        *out = view_sub(view_of_buf(&l->data), l->at, l->data.len);
    return status;
}

/* The line that ends at `end` of the rest, and how much is taken with its newline. */
static enum status give(struct lines *l, size_t end, size_t taken, struct view *out, struct error *err)
{
    struct view line = view_sub(view_of_buf(&l->data), l->at, l->at + end);
    bool dropped = l->dropping || line.len > l->max;
    l->at += taken;
    l->number++;
    l->dropping = false;
    if (dropped)
        return error_set(err, STATUS_INPUT, "the line is longer than %zu bytes", l->max);
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    *out = line;
    return STATUS_OK;
}

enum status lines_next(struct lines *l, struct view *out, struct error *err)
{
    size_t searched = 0;
    for (;;) {
        struct view rest = view_sub(view_of_buf(&l->data), l->at, l->data.len);
        const char *end = rest.len > searched ? memchr(rest.ptr + searched, '\n', rest.len - searched) : NULL;
        if (end)
            return give(l, (size_t)(end - rest.ptr), (size_t)(end - rest.ptr) + 1, out, err);
        if (l->ended) {
            if (rest.len == 0 && !l->dropping)
                return STATUS_NOT_FOUND;
            return give(l, rest.len, rest.len, out, err);
        }
        searched = rest.len;
        if (rest.len > l->max) {
            l->dropping = true;
            l->at = l->data.len;
            searched = 0;
        }
        enum status status = fill(l, err);
        if (status != STATUS_OK)
            return status;
    }
}
