#include "indexer/bulk/place_check.h"

#include "indexer/walk_path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool place_is_ours(const char *name)
{
    static const char *const beginnings[] = {"terms.", "lists.", "exchange."};
    static const char *const names[] = {PLACE_LOCK, "iamglass", "v.tmp", "records", "journal"};
    const char *dot = strrchr(name, '.');
    bool ours = dot && strcmp(dot, ".glass") == 0;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        ours = ours || strncmp(name, beginnings[i], strlen(beginnings[i])) == 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ours = ours || strcmp(name, names[i]) == 0;
    return ours;
}

/* A folder that is another file system, or (by a bind mount) another place of the same one, than its parent: nothing can be renamed over it. */
static bool is_mount_point(const char *folder)
{
    struct statx x;
    struct stat self, parent;
    struct buf up = {0};
    buf_printf(&up, "%s/..", folder);
    bool mounted = stat(folder, &self) || stat(up.data, &parent) || self.st_dev != parent.st_dev || self.st_ino == parent.st_ino;
    buf_release(&up);
    if (!mounted && statx(AT_FDCWD, folder, 0, STATX_TYPE, &x) == 0 && x.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT)
        mounted = (x.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
    return mounted;
}

static bool is_working_folder(const char *folder)
{
    struct stat self, here;
    return stat(folder, &self) == 0 && stat(".", &here) == 0 && self.st_dev == here.st_dev && self.st_ino == here.st_ino;
}

static bool is_empty_folder(const char *path)
{
    DIR *dir = opendir(path);
    bool empty = dir != NULL;
    for (const struct dirent *entry; empty && (entry = readdir(dir));)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (dir)
        closedir(dir);
    return empty;
}

static bool parent_is_writable(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *parent = mem_copy_text((struct view){path, slash == path ? 1 : (size_t)(slash - path)});
    bool writable = access(parent, W_OK | X_OK) == 0;
    free(parent);
    return writable;
}

bool place_is_free(const char *target)
{
    struct stat st;
    bool there = lstat(target, &st) == 0;
    if (!there && errno != ENOENT)
        return false;
    char *path = walk_resolve(target);
    bool usable =
        path && (!there || (stat(path, &st) == 0 && is_empty_folder(path) && !is_mount_point(path) && !is_working_folder(path)));
    usable = usable && parent_is_writable(path);
    free(path);
    return usable;
}

static bool holds_only_ours(const char *path)
{
    DIR *dir = opendir(path);
    bool only = dir != NULL;
    for (const struct dirent *entry; only && (entry = readdir(dir));)
        only = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || place_is_ours(entry->d_name);
    if (dir)
        closedir(dir);
    return only;
}

bool place_can_be_replaced(const char *target)
{
    struct stat st;
    char *path = realpath(target, NULL);
    bool can = path && stat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() && holds_only_ours(path) &&
               !is_mount_point(path) && !is_working_folder(path) && parent_is_writable(path);
    free(path);
    return can;
}
