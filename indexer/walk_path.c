#include "indexer/walk_path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void walk_normalise(const char *path, struct buf *out)
{
    size_t start = out->len;
    bool absolute = path[0] == '/';
    buf_add_text(out, absolute ? "/" : "");
    while (*path) {
        size_t len = strcspn(path, "/");
        if (len && !(len == 1 && path[0] == '.')) {
            if (out->len > start + absolute)
                buf_add_char(out, '/');
            buf_add(out, path, len);
        }
        path += len;
        path += strspn(path, "/");
    }
    if (out->len == start)
        buf_add_char(out, '.');
}

char *walk_resolve(const char *path)
{
    char *whole = realpath(path, NULL);
    if (whole || path[0] == '\0') /* which would become "." */
        return whole;
    struct buf clean = {0};
    struct buf joined = {0};
    char *result = NULL;
    walk_normalise(path, &clean);
    char *slash = strrchr(clean.data, '/');
    const char *name = slash ? slash + 1 : clean.data;
    const char *folder = ".";
    if (slash == clean.data)
        folder = "/";
    else if (slash) {
        *slash = '\0';
        folder = clean.data;
    }
    char *parent = realpath(folder, NULL);
    if (parent) {
        buf_printf(&joined, "%s/%s", strcmp(parent, "/") == 0 ? "" : parent, name);
        result = mem_copy_text(view_of_buf(&joined));
    }
    free(parent);
    buf_release(&joined);
    buf_release(&clean);
    return result;
}

bool walk_is_inside(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && (path[len] == '\0' || path[len] == '/' || (len && folder[len - 1] == '/'));
}

const char *walk_kind(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFIFO:
        return "is a FIFO";
    case S_IFSOCK:
        return "is a socket";
    case S_IFCHR:
    case S_IFBLK:
        return "is a device";
    default:
        return "is no regular file";
    }
}

const char *walk_reason(int error)
{
    switch (error) {
    case ENOENT:
        return "no such file or folder";
    case EACCES:
    case EPERM:
        return "permission denied";
    case ELOOP:
        return "symbolic links lead in a circle";
    case ENOTDIR:
        return "is no folder";
    case ENAMETOOLONG:
        return "the path is too long";
    case EMFILE:
    case ENFILE:
        return "too many open files";
    case EIO:
        return "the disk reports an error";
    case ESTALE:
        return "the network file system lost it";
    case ENXIO:
        return "is a socket or FIFO without a partner";
    default:
        return "cannot be read";
    }
}
