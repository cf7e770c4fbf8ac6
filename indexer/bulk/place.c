#include "indexer/bulk/place.h"

#include "common/article.h"
#include "common/folder.h"
#include "common/store.h"
#include "indexer/walk_path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Records that are read back before the build is published. */
enum { SAMPLES = 64 };

static const char lock_name[] = "flintlock";

/* ---- what is at a place ---- */

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

/* ---- lock and clean ---- */

/* What a build puts into its folder; a build has no folders in it. */
static bool is_ours(const char *name)
{
    static const char *const beginnings[] = {"terms.", "lists."};
    static const char *const names[] = {lock_name, "iamglass", "v.tmp", "records"};
    const char *dot = strrchr(name, '.');
    bool ours = dot && strcmp(dot, ".glass") == 0;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        ours = ours || strncmp(name, beginnings[i], strlen(beginnings[i])) == 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ours = ours || strcmp(name, names[i]) == 0;
    return ours;
}

/* A folder, no symbolic link, with nothing in it but what a build makes. STATUS_CHANGED: it is not there any more. */
static enum status check_folder(const struct place_folder *p, struct error *err)
{
    int fd = open(p->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    enum status status = STATUS_OK;
    if (!dir) {
        status = errno == ENOENT ? STATUS_CHANGED
                                 : error_set(err, STATUS_USAGE, "%s is needed for the build and is no folder of its own: %s",
                                             p->folder, strerror(errno));
        if (fd >= 0)
            close(fd);
        return status;
    }
    for (const struct dirent *entry; !status && (entry = readdir(dir));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && !is_ours(entry->d_name))
            status = error_set(err, STATUS_USAGE, "%s is needed for the build, but holds a file of another kind: %.80s", p->folder,
                               entry->d_name);
    closedir(dir);
    return status;
}

/* One try. STATUS_CHANGED: the folder went away meanwhile, because another build ended. */
static enum status try_lock(struct place_folder *p, struct error *err)
{
    struct buf path = {0};
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    struct stat mine, named;
    enum status status = STATUS_OK;
    buf_printf(&path, "%s/%s", p->folder, lock_name);
    if (mkdir(p->folder, 0777) && errno != EEXIST)
        status = error_set(err, STATUS_IO, "%s: cannot create: %s", p->folder, strerror(errno));
    if (!status)
        status = check_folder(p, err);
    if (!status && (p->lock = open(path.data, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666)) < 0)
        status = errno == ENOENT ? STATUS_CHANGED : error_set(err, STATUS_IO, "%s: cannot create: %s", path.data, strerror(errno));
    if (!status && fcntl(p->lock, F_SETLK, &whole))
        status = error_set(err, STATUS_LOCKED, "another lede-index is building %s", p->target);
    /* Between open and lock the folder may have been renamed or removed with the file that is locked now. */
    if (!status && (fstat(p->lock, &mine) || stat(path.data, &named) || mine.st_ino != named.st_ino || mine.st_dev != named.st_dev))
        status = STATUS_CHANGED;
    if (status && p->lock >= 0) {
        close(p->lock);
        p->lock = -1;
    }
    buf_release(&path);
    return status;
}

static enum status take_lock(struct place_folder *p, struct error *err)
{
    enum { TRIES = 100 };
    enum status status = STATUS_CHANGED;
    for (int i = 0; i < TRIES && status == STATUS_CHANGED; i++)
        status = try_lock(p, err);
    return status == STATUS_CHANGED ? error_set(err, STATUS_LOCKED, "other lede-index are building %s", p->target) : status;
}

/* Everything in the folder but the lock. */
static void empty_folder(const struct place_folder *p)
{
    DIR *dir = opendir(p->folder);
    struct buf path = {0};
    for (const struct dirent *entry; dir && (entry = readdir(dir));) {
        if (!is_ours(entry->d_name) || strcmp(entry->d_name, lock_name) == 0)
            continue;
        buf_clear(&path);
        buf_printf(&path, "%s/%s", p->folder, entry->d_name);
        unlink(path.data);
    }
    if (dir)
        closedir(dir);
    buf_release(&path);
}

/* The index keeps the permissions of the empty folder that it takes the place of. */
static void copy_mode(const struct place_folder *p)
{
    struct stat st;
    if (stat(p->target, &st) == 0 && S_ISDIR(st.st_mode) && chmod(p->folder, st.st_mode & 07777))
        return; /* on a file system without permissions */
}

enum status place_open(const char *target, struct place_folder *out, struct error *err)
{
    struct place_folder p = {.lock = -1};
    struct buf folder = {0};
    p.target = walk_resolve(target);
    if (!p.target)
        return error_set(err, STATUS_IO, "%s: cannot create: %s", target, strerror(errno));
    buf_printf(&folder, "%s%s", p.target, PLACE_SUFFIX);
    p.folder = folder.data;
    enum status status = take_lock(&p, err);
    if (!status) {
        empty_folder(&p);
        copy_mode(&p);
        *out = p;
        return STATUS_OK;
    }
    free(p.target);
    free(p.folder);
    return status;
}

/* ---- publish ---- */

/* The database opens, has as many segments as were put in, and a sample of its records can be read. */
static enum status verify(const struct place_folder *p, uint64_t segments, struct error *err)
{
    struct store_reader *reader = NULL;
    struct store_stats stats;
    uint32_t *docids = NULL;
    size_t count = 0;
    struct buf stored = {0};
    enum status status = store_reader_open(p->folder, &reader, err);
    if (!status)
        status = store_reader_stats(reader, &stats, err);
    if (!status && stats.segments != segments)
        status = error_set(err, STATUS_INDEX, "the new index has %llu segments and should have %llu",
                           (unsigned long long)stats.segments, (unsigned long long)segments);
    if (!status)
        status = store_reader_documents(reader, (struct view){0}, &docids, &count, err);
    for (size_t i = 0; i < SAMPLES && count && !status; i++) {
        struct record record;
        status = store_reader_record(reader, docids[(count - 1) * i / (SAMPLES - 1)], &stored, err);
        if (!status)
            status = record_decode(view_of_buf(&stored), &record, err);
    }
    store_reader_close(reader);
    buf_release(&stored);
    free(docids);
    return status;
}

enum status place_publish(struct place_folder *p, uint64_t segments, struct error *err)
{
    enum status status = verify(p, segments, err);
    if (!status && rename(p->folder, p->target))
        status = error_set(err, STATUS_IO, "%s cannot be renamed to %s: %s", p->folder, p->target, strerror(errno));
    if (status)
        return status;
    free(p->folder);
    p->folder = NULL;
    return folder_sync_parent(p->target, err);
}

void place_close(struct place_folder *p)
{
    if (p->folder) {
        struct buf lock = {0};
        empty_folder(p);
        buf_printf(&lock, "%s/%s", p->folder, lock_name);
        unlink(lock.data);
        rmdir(p->folder);
        buf_release(&lock);
    }
    if (p->lock >= 0)
        close(p->lock);
    free(p->target);
    free(p->folder);
    *p = (struct place_folder){.lock = -1};
}
