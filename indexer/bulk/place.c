#include "indexer/bulk/place.h"

#include "common/article.h"
#include "common/folder.h"
#include "common/store.h"

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

static enum status take_lock(struct place_folder *p, struct error *err)
{
    struct buf path = {0};
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    buf_printf(&path, "%s/%s", p->folder, lock_name);
    p->lock = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    enum status status = STATUS_OK;
    if (p->lock < 0)
        status = error_set(err, STATUS_IO, "%s: cannot create: %s", path.data, strerror(errno));
    else if (fcntl(p->lock, F_SETLK, &whole))
        status = error_set(err, STATUS_LOCKED, "another lede-index is building %s", p->target);
    buf_release(&path);
    return status;
}

/* Everything in the folder but the lock: a build has no folders in it. */
static void empty_folder(const struct place_folder *p)
{
    DIR *dir = opendir(p->folder);
    struct buf path = {0};
    for (const struct dirent *entry; dir && (entry = readdir(dir));) {
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, lock_name) == 0)
            continue;
        buf_clear(&path);
        buf_printf(&path, "%s/%s", p->folder, entry->d_name);
        unlink(path.data);
    }
    if (dir)
        closedir(dir);
    buf_release(&path);
}

enum status place_open(const char *target, struct place_folder *out, struct error *err)
{
    struct place_folder p = {.lock = -1};
    struct view name = view_of(target);
    while (name.len > 1 && name.ptr[name.len - 1] == '/')
        name.len--;
    struct buf folder = {0};
    buf_add_view(&folder, name);
    buf_add_text(&folder, ".building");
    p.target = mem_copy_text(name);
    p.folder = folder.data;
    enum status status = STATUS_OK;
    if (mkdir(p.folder, 0777) && errno != EEXIST)
        status = error_set(err, STATUS_IO, "%s: cannot create: %s", p.folder, strerror(errno));
    if (!status)
        status = take_lock(&p, err);
    if (!status) {
        empty_folder(&p);
        *out = p;
        return STATUS_OK;
    }
    if (p.lock >= 0)
        close(p.lock);
    free(p.target);
    free(p.folder);
    return status;
}

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
