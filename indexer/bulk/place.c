#include "indexer/bulk/place.h"

#include "indexer/bulk/place_check.h"

#include "common/folder.h"
#include "indexer/walk_path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- lock and clean ---- */

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
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && !place_is_ours(entry->d_name))
            status = error_set(err, STATUS_USAGE, "%s is needed for the build, but holds a file of another kind: %.80s", p->folder,
                               entry->d_name);
    closedir(dir);
    return status;
}

/* fcntl() says in either way that another process has the lock; anything else, such as a file system without locks, is no lock. */
static enum status refuse_lock(const char *file, const char *doing, const char *index, struct error *err)
{
    if (errno == EAGAIN || errno == EACCES)
        return error_set(err, STATUS_LOCKED, "another lede-index is %s %s", doing, index);
    return error_set(err, STATUS_IO, "%s: cannot be locked: %s", file, strerror(errno));
}

/* One try. STATUS_CHANGED: the folder went away meanwhile, because another build ended. */
static enum status try_lock(struct place_folder *p, struct error *err)
{
    struct buf path = {0};
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    struct stat mine, named;
    enum status status = STATUS_OK;
    buf_printf(&path, "%s/%s", p->folder, PLACE_LOCK);
    bool made = mkdir(p->folder, 0777) == 0;
    if (!made && errno != EEXIST)
        status = error_set(err, STATUS_IO, "%s: cannot create: %s", p->folder, strerror(errno));
    if (!status)
        status = check_folder(p, err);
    if (!status && (p->lock = open(path.data, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666)) < 0)
        status = errno == ENOENT ? STATUS_CHANGED : error_set(err, STATUS_IO, "%s: cannot create: %s", path.data, strerror(errno));
    if (!status && fcntl(p->lock, F_SETLK, &whole))
        status = refuse_lock(path.data, "building", p->target, err);
    /* Between open and lock the folder may have been renamed or removed with the file that is locked now. */
    if (!status && (fstat(p->lock, &mine) || stat(path.data, &named) || mine.st_ino != named.st_ino || mine.st_dev != named.st_dev))
        status = STATUS_CHANGED;
    if (status && p->lock >= 0) {
        close(p->lock);
        p->lock = -1;
    }
    if (status == STATUS_IO && made) {
        unlink(path.data);
        rmdir(p->folder);
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

static bool is_lock(const char *name)
{
    return strcmp(name, PLACE_LOCK) == 0;
}

static bool is_table(const char *name)
{
    const char *dot = strrchr(name, '.');
    return (dot && strcmp(dot, ".glass") == 0) || strcmp(name, "iamglass") == 0;
}

/* Everything in the folder but the lock; or the tables alone. */
static void empty_folder(const char *folder, bool tables)
{
    DIR *dir = opendir(folder);
    struct buf path = {0};
    for (const struct dirent *entry; dir && (entry = readdir(dir));) {
        if (!place_is_ours(entry->d_name) || is_lock(entry->d_name) || (tables && !is_table(entry->d_name)))
            continue;
        buf_clear(&path);
        buf_printf(&path, "%s/%s", folder, entry->d_name);
        unlink(path.data);
    }
    if (dir)
        closedir(dir);
    buf_release(&path);
}

/* The index keeps the permissions of the folder that it takes the place of. */
static void copy_mode(const struct place_folder *p)
{
    struct stat st;
    if (stat(p->target, &st) == 0 && S_ISDIR(st.st_mode) && chmod(p->folder, st.st_mode & 07777))
        return; /* on a file system without permissions */
}

/* Lock the index that stands, as its writers do. */
static enum status lock_standing(struct place_folder *p, const char *standing, struct error *err)
{
    struct buf path = {0};
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    enum status status = STATUS_OK;
    buf_printf(&path, "%s/%s", standing, PLACE_LOCK);
    p->standing = open(path.data, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (p->standing < 0)
        status = error_set(err, STATUS_IO, "%s: cannot open: %s", path.data, strerror(errno));
    else if (fcntl(p->standing, F_SETLK, &whole))
        status = refuse_lock(path.data, "writing to", standing, err);
    else if (p->replace && !place_can_be_replaced(p->target)) /* now that nobody changes it any more */
        status = error_set(err, STATUS_USAGE, "%s cannot be replaced by a new folder", p->target);
    buf_release(&path);
    return status;
}

/* Whether two names of the folder's file system can be exchanged: tried with two files. */
static enum status try_exchange(const struct place_folder *p, struct error *err)
{
    struct buf a = {0}, b = {0};
    buf_printf(&a, "%s/exchange.a", p->folder);
    buf_printf(&b, "%s/exchange.b", p->folder);
    int first = open(a.data, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), second = open(b.data, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    enum status status = STATUS_OK;
    if (first < 0 || second < 0)
        status = error_set(err, STATUS_IO, "%s: cannot create: %s", first < 0 ? a.data : b.data, strerror(errno));
    else if (renameat2(AT_FDCWD, a.data, AT_FDCWD, b.data, RENAME_EXCHANGE))
        status = error_set(err, STATUS_USAGE, "%s: a new index cannot be exchanged for the old one here: %s", p->target,
                           strerror(errno));
    if (first >= 0)
        close(first);
    if (second >= 0)
        close(second);
    unlink(a.data);
    unlink(b.data);
    buf_release(&a);
    buf_release(&b);
    return status;
}

enum status place_open(const char *target, const char *standing, struct place_folder *out, struct error *err)
{
    struct place_folder p = {.lock = -1, .standing = -1, .replace = standing && strcmp(standing, target) == 0};
    struct buf folder = {0};
    p.target = walk_resolve(target);
    if (!p.target)
        return error_set(err, STATUS_IO, "%s: cannot create: %s", target, strerror(errno));
    buf_printf(&folder, "%s%s", p.target, PLACE_SUFFIX);
    p.folder = folder.data;
    enum status status = take_lock(&p, err);
    if (status) {
        free(p.target);
        free(p.folder);
        return status;
    }
    copy_mode(&p);
    if (standing)
        status = lock_standing(&p, standing, err);
    if (!status && p.replace)
        status = try_exchange(&p, err);
    if (status)
        place_close(&p);
    else
        *out = p;
    return status;
}

void place_empty(struct place_folder *p)
{
    empty_folder(p->folder, false);
}

/* ---- publish ---- */

/* The new folder and the old one change their names in one step; the old one, now beside the index, is removed. Readers that have it open keep it. */
static enum status exchange(struct place_folder *p, struct error *err)
{
    if (renameat2(AT_FDCWD, p->folder, AT_FDCWD, p->target, RENAME_EXCHANGE))
        return error_set(err, STATUS_IO, "%s cannot be exchanged for %s: %s", p->folder, p->target, strerror(errno));
    p->published = true;
    return folder_sync_parent(p->target, err);
}

static enum status move(struct place_folder *p, struct error *err)
{
    bool renamed = rename(p->folder, p->target) == 0;
    if (!renamed && (errno == ENOTEMPTY || errno == EEXIST))
        return error_set(err, STATUS_LOCKED, "another program has made %s meanwhile", p->target);
    if (!renamed)
        return error_set(err, STATUS_IO, "%s cannot be renamed to %s: %s", p->folder, p->target, strerror(errno));
    free(p->folder);
    p->folder = NULL;
    p->published = true;
    return folder_sync_parent(p->target, err);
}

enum status place_publish(struct place_folder *p, struct error *err)
{
    return p->replace ? exchange(p, err) : move(p, err);
}

static void release(struct place_folder *p)
{
    if (p->lock >= 0)
        close(p->lock);
    if (p->standing >= 0)
        close(p->standing);
    free(p->target);
    free(p->folder);
    *p = (struct place_folder){.lock = -1, .standing = -1};
}

void place_close(struct place_folder *p)
{
    if (p->folder) {
        struct buf lock = {0};
        empty_folder(p->folder, false);
        buf_printf(&lock, "%s/%s", p->folder, PLACE_LOCK);
        unlink(lock.data);
        rmdir(p->folder);
        buf_release(&lock);
    }
    release(p);
}

void place_leave(struct place_folder *p)
{
    empty_folder(p->folder, true);
    release(p);
}

void place_clear(const char *target)
{
    struct place_folder p = {.lock = -1, .standing = -1};
    struct buf folder = {0};
    char *path = walk_resolve(target);
    if (path) {
        buf_printf(&folder, "%s%s", path, PLACE_SUFFIX);
        if (access(folder.data, F_OK) == 0 && place_open(target, NULL, &p, NULL) == STATUS_OK)
            place_close(&p);
    }
    buf_release(&folder);
    free(path);
}
