#include "common/file_replace.h"

#include "common/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MODE = 0666 };

static bool write_all(int fd, struct view content)
{
    while (content.len > 0) {
        ssize_t written = write(fd, content.ptr, content.len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        content = view_sub(content, (size_t)written, content.len);
    }
    return true;
}

static enum status failed(const char *path, struct error *err)
{
    return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
}

static enum status write_through(const char *path, struct view content, struct error *err)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return failed(path, err);
    enum status status = write_all(fd, content) ? STATUS_OK : failed(path, err);
    if (close(fd) != 0 && status == STATUS_OK)
        status = failed(path, err);
    return status;
}

/* Make the file durable under its temporary name. */
static enum status write_new(const char *temporary, mode_t mode, bool keep_mode, struct view content, struct error *err)
{
    unlink(temporary); /* of a process of the same number that was killed */
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0)
        return failed(temporary, err);
    bool ok = (!keep_mode || fchmod(fd, mode) == 0) && write_all(fd, content) && fsync(fd) == 0;
    enum status status = ok ? STATUS_OK : failed(temporary, err);
    if (close(fd) != 0 && status == STATUS_OK)
        status = failed(temporary, err);
    if (status != STATUS_OK)
        unlink(temporary);
    return status;
}

static enum status sync_folder_of(const char *path, struct error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == path ? mem_copy_text(VIEW("/"))
                   : slash       ? mem_copy_text((struct view){path, (size_t)(slash - path)})
                                 : mem_copy_text(VIEW("."));
    enum status status = folder_sync(folder, err);
    free(folder);
    return status;
}

enum status file_replace(const char *path, struct view content, struct error *err)
{
    struct stat old;
    bool there = stat(path, &old) == 0;
    if (there && !S_ISREG(old.st_mode))
        return S_ISDIR(old.st_mode) ? error_set(err, STATUS_IO, "%s: is a directory", path) : write_through(path, content, err);
    char *target = there ? realpath(path, NULL) : mem_copy_text(view_of(path));
    if (!target)
        return failed(path, err);
    struct buf temporary = {0};
    buf_printf(&temporary, "%s.%ld.new", target, (long)getpid());
    enum status status = write_new(temporary.data, there ? old.st_mode & (mode_t)07777 : (mode_t)FILE_MODE, there, content, err);
    if (status == STATUS_OK && rename(temporary.data, target) != 0) {
        status = failed(path, err);
        unlink(temporary.data);
    }
    if (status == STATUS_OK)
        status = sync_folder_of(target, err);
    buf_release(&temporary);
    free(target);
    return status;
}
