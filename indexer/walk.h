/* The files under the paths that a user named, in an order that does not depend on the file system: folders sorted by name (memcmp), depth first.
 *
 * Only regular files are reported; FIFOs, devices, sockets are never opened; symlinks to files and folders are followed, a folder is visited once ((dev, ino) set); hidden files and
 * folders (leading dot) are left out below a named folder. A path that overlaps the index directory (`exclude`, may be NULL) is refused or left out. One thread. */
#ifndef LEDE_INDEXER_WALK_H
#define LEDE_INDEXER_WALK_H

#include "common/buf.h"

#include <sys/types.h>

struct walk_file {
    const char *path;  /* absolute, symlinks in folders as walked (realpath of the named path + names below) */
    const char *shown; /* the named path, normalised, + names below */
    uint64_t size;
    int64_t mtime_ns;
};

struct walk_events {
    /* Stops the walk when it returns anything but STATUS_OK. The strings are valid during the call. */
    enum status (*file)(void *context, const struct walk_file *file, struct error *err);
    /* Something that was not read, and why: "is a FIFO", "permission denied". */
    void (*skipped)(void *context, const char *shown, const char *reason);
    /* The absolute path of a named file or folder that was walked: what vanished below it is gone. May be NULL. */
    void (*root)(void *context, const char *path, bool is_folder);
    void *context;
};

/* STATUS_INPUT, with a reason that does not name it, when the named path itself is not there, cannot be opened or is neither file nor folder; STATUS_USAGE when it lies inside the index or is the index. */
enum status walk(const char *named_path, const char *exclude, const struct walk_events *events, struct error *err) WARN_UNUSED;

/* Read a whole regular file (opened with O_NONBLOCK, checked by fstat before and after; read again once when it changed meanwhile). STATUS_INPUT for anything else. */
enum status walk_read_file(const char *path, size_t max, struct buf *out, struct error *err) WARN_UNUSED;

#endif
