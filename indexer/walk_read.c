/* Reading one file whole, on guard against what may stand in its place and against changes meanwhile. */
#include "indexer/walk.h"
#include "indexer/walk_path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };

/* open() for paths of any length: a path above PATH_MAX is walked down part by part. */
static int open_any(const char *path)
{
    int folder = AT_FDCWD;
    struct buf part = {0};
    while (strlen(path) >= PATH_MAX) {
        size_t len = PATH_MAX - 2;
        while (len && path[len] != '/')
            len--;
        buf_clear(&part);
        buf_add(&part, path, len);
        int next = len ? openat(folder, part.data, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
        int cause = len ? errno : ENAMETOOLONG;
        if (folder != AT_FDCWD)
            close(folder);
        errno = cause;
        folder = next;
        if (folder < 0)
            break;
        path += len + strspn(path + len, "/");
    }
    buf_release(&part);
    if (folder < 0 && folder != AT_FDCWD)
        return -1;
    int fd = openat(folder, path, READ_FLAGS);
    int cause = errno;
    if (folder != AT_FDCWD)
        close(folder);
    errno = cause;
    return fd;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Read to the end of the file, at most `max` bytes (one more is tried for). */
static enum status read_all(int fd, size_t expected, size_t max, struct buf *out, struct error *err)
{
    for (;;) {
        size_t want = out->len <= expected ? expected + 1 - out->len : 1 << 16;
        if (want > max - out->len + 1)
            want = max - out->len + 1;
        if (!buf_reserve(out, want))
            return error_set(err, STATUS_INPUT, "is too large to be read whole");
        ssize_t got = read(fd, out->data + out->len, want);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(err, STATUS_INPUT, "%s", walk_reason(errno));
        if (got == 0)
            break;
        out->len += (size_t)got;
        if (out->len > max)
            return error_set(err, STATUS_INPUT, "has more than the %zu bytes that are read of one file", max);
    }
    if (out->data)
        out->data[out->len] = '\0';
    return STATUS_OK;
}

/* One try; *changed tells that the file was written to meanwhile. */
static enum status read_once(const char *path, size_t max, struct buf *out, bool *changed, struct error *err)
{
    enum status status;
    struct stat before;
    struct stat after;
    if (max > BUF_DEFAULT_MAX)
        max = BUF_DEFAULT_MAX;
    *changed = false;
    buf_clear(out);
    int fd = open_any(path);
    if (fd < 0)
        return error_set(err, STATUS_INPUT, "%s", walk_reason(errno));
    if (fstat(fd, &before) != 0 || !S_ISREG(before.st_mode))
        status = error_set(err, STATUS_INPUT, "is no regular file");
    else if ((uint64_t)before.st_size > max)
        status = error_set(err, STATUS_INPUT, "has %lld bytes, more than the %zu that are read of one file",
                           (long long)before.st_size, max);
    else {
        status = read_all(fd, (size_t)before.st_size, max, out, err);
        *changed =
            fstat(fd, &after) != 0 || !is_same(&before, &after) || (status == STATUS_OK && out->len != (size_t)after.st_size);
    }
    close(fd);
    return status;
}

enum status walk_read_file(const char *path, size_t max, struct buf *out, struct error *err)
{
    bool changed = false;
    enum status status = STATUS_OK;
    for (int tries = 0; tries < 2; tries++) {
        struct error cause = {0};
        status = read_once(path, max, out, &changed, &cause);
        if (!changed && status != STATUS_OK)
            return error_set(err, status, "%s", cause.text);
        if (!changed)
            return STATUS_OK;
    }
    return error_set(err, STATUS_INPUT, "keeps changing while it is read");
}
