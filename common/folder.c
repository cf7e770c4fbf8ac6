#include "common/folder.h"

#include "common/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status folder_sync(const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum status status = STATUS_OK;
    if (fd < 0 || fsync(fd) != 0)
        status = error_set(err, STATUS_IO, "%s: cannot flush the folder to disk: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return status;
}

enum status folder_sync_parent(const char *path, struct error *err)
{
    struct buf parent = {0};
    buf_printf(&parent, "%s/..", path);
    enum status status = folder_sync(parent.data, err);
    buf_release(&parent);
    return status;
}

uint64_t folder_bytes(const char *path)
{
    DIR *dir = opendir(path);
    uint64_t bytes = 0;
    struct stat st;
    for (const struct dirent *entry; dir && (entry = readdir(dir));)
        if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
            bytes += (uint64_t)st.st_size;
    if (dir)
        closedir(dir);
    return bytes;
}
