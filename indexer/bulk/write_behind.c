#include "indexer/bulk/write_behind.h"

#include "common/huge.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Through the page cache one call writes so much at most: Linux puts a long write into its largest free pieces of memory, and in a virtual machine these are the
 * ones that the host has taken back and must find again. Measured: 300 MB/s in calls of 1 MiB, 2,800 to 4,300 in calls of 64 KiB. */
enum { CACHED_CALL_BYTES = 1 << 16 };

struct write_behind {
    char *path;
    int fd, direct;         /* the same file; `direct` passes the page cache, -1: that cannot be had */
    unsigned char *windows; /* two of them */
    unsigned filled;        /* which the caller fills: 0 or 1 */
    bool started;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* Under the lock: the other window's way to the disk. */
    bool busy, stop;
    uint64_t offset;
    size_t len;
    int failure; /* the first one's errno */
};

static enum status io_error(const struct write_behind *w, const char *what, int cause, struct error *err)
{
    return error_set(err, STATUS_IO, "%s: cannot %s: %s", w->path, what, strerror(cause));
}

enum status write_behind_create(const char *path, struct write_behind **out, struct error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return error_set(err, STATUS_IO, "%s: cannot create: %s", path, strerror(errno));
    struct write_behind *w = mem_alloc(sizeof *w);
    w->path = mem_copy_text(view_of(path));
    w->fd = fd;
    w->direct = open(path, O_WRONLY | O_DIRECT | O_CLOEXEC);
    w->windows = huge_resize(NULL, 0, 2 * WINDOW_BYTES);
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->changed, NULL);
    *out = w;
    return STATUS_OK;
}

unsigned char *write_behind_window(const struct write_behind *w)
{
    return w->windows + (size_t)w->filled * WINDOW_BYTES;
}

/* ---- writing ---- */

/* Returns an errno, 0 if all was written. */
static int write_cached(int fd, const unsigned char *bytes, size_t len, uint64_t offset)
{
    while (len) {
        ssize_t n = pwrite(fd, bytes, len < CACHED_CALL_BYTES ? len : CACHED_CALL_BYTES, (off_t)offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        bytes += n;
        len -= (size_t)n;
        offset += (uint64_t)n;
    }
    return 0;
}

/* A window that is not full, and what the file system will not take so, goes through the page cache; there the disk begins at once, so that there is less to wait
 * for at the end. */
static int write_window(const struct write_behind *w, const unsigned char *bytes, size_t len, uint64_t offset)
{
    if (w->direct >= 0 && len == WINDOW_BYTES && pwrite(w->direct, bytes, len, (off_t)offset) == (ssize_t)len)
        return 0;
    int cause = write_cached(w->fd, bytes, len, offset);
#ifdef SYNC_FILE_RANGE_WRITE
    if (!cause)
        (void)sync_file_range(w->fd, (off_t)offset, (off_t)len,
                              SYNC_FILE_RANGE_WRITE); /* where that cannot be, fsync does it all */
#endif
    return cause;
}

static void *write_on(void *argument)
{
    struct write_behind *w = argument;
    pthread_mutex_lock(&w->lock);
    for (;;) {
        while (!w->busy && !w->stop)
            pthread_cond_wait(&w->changed, &w->lock);
        if (!w->busy)
            break;
        const unsigned char *bytes = w->windows + (size_t)!w->filled * WINDOW_BYTES;
        pthread_mutex_unlock(&w->lock);
        int cause = write_window(w, bytes, w->len, w->offset); /* neither changes while busy */
        pthread_mutex_lock(&w->lock);
        w->busy = false;
        w->failure = w->failure ? w->failure : cause;
        pthread_cond_broadcast(&w->changed);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

/* With the lock: the window that was flushed last is written. */
static enum status wait_until_written(struct write_behind *w, struct error *err)
{
    while (w->busy)
        pthread_cond_wait(&w->changed, &w->lock);
    return w->failure ? io_error(w, "write", w->failure, err) : STATUS_OK;
}

enum status write_behind_flush(struct write_behind *w, uint64_t offset, size_t len, struct error *err)
{
    if (!w->started && len == WINDOW_BYTES) /* a short file is not worth a thread */
        w->started = pthread_create(&w->thread, NULL, write_on, w) == 0;
    pthread_mutex_lock(&w->lock);
    enum status status = wait_until_written(w, err);
    if (!status && w->started) {
        w->offset = offset;
        w->len = len;
        w->filled = !w->filled;
        w->busy = true;
        pthread_cond_broadcast(&w->changed);
    }
    pthread_mutex_unlock(&w->lock);
    if (status || w->started)
        return status;
    int cause = write_window(w, write_behind_window(w), len, offset);
    return cause ? io_error(w, "write", cause, err) : STATUS_OK;
}

enum status write_behind_patch(struct write_behind *w, const void *bytes, size_t len, uint64_t offset, struct error *err)
{
    pthread_mutex_lock(&w->lock);
    bool under_way = w->busy && offset + len > w->offset && offset < w->offset + w->len;
    enum status status = under_way ? wait_until_written(w, err) : STATUS_OK;
    pthread_mutex_unlock(&w->lock);
    int cause = status ? 0 : write_cached(w->fd, bytes, len, offset);
    return cause ? io_error(w, "write", cause, err) : status;
}

/* ---- the end ---- */

static void stop_thread(struct write_behind *w)
{
    if (!w->started)
        return;
    pthread_mutex_lock(&w->lock);
    w->stop = true;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    w->started = false;
}

enum status write_behind_finish(struct write_behind *w, struct error *err)
{
    stop_thread(w);
    enum status status = w->failure ? io_error(w, "write", w->failure, err) : STATUS_OK;
    if (!status && fsync(w->fd))
        status = io_error(w, "flush to disk", errno, err);
    if (close(w->fd) && !status)
        status = io_error(w, "close", errno, err);
    w->fd = -1;
    return status;
}

void write_behind_free(struct write_behind *w)
{
    if (!w)
        return;
    stop_thread(w);
    if (w->fd >= 0)
        close(w->fd);
    if (w->direct >= 0)
        close(w->direct);
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->changed);
    huge_free(w->windows, 2 * WINDOW_BYTES);
    free(w->path);
    free(w);
}
