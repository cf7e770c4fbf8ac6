#include "indexer/walk.h"

#include "indexer/bulk/place.h"
#include "indexer/walk_path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders deeper than this are reported, not entered: each level holds a file descriptor. */
enum { MAX_DEPTH = 128 };

/* The index, and the folder beside it in which a build makes it. */
enum { EXCLUDED = 2 };

struct folder_id {
    dev_t dev;
    ino_t ino;
};

struct walker {
    const struct walk_events *events;
    struct buf path, shown;    /* of the file or folder at hand */
    struct folder_id *visited; /* open addressing, a power of two; ino 0 marks a free place */
    size_t visited_count, visited_cap;
    struct folder_id excluded[EXCLUDED];
    size_t excluded_count;
};

static bool same_folder(struct folder_id a, struct folder_id b)
{
    return a.dev == b.dev && a.ino == b.ino;
}

static struct folder_id id_of(const struct stat *st)
{
    return (struct folder_id){st->st_dev, st->st_ino};
}

static bool insert_folder(struct folder_id *table, size_t cap, struct folder_id id)
{
    size_t at = (size_t)((uint64_t)id.ino * 0x9E3779B97F4A7C15u + (uint64_t)id.dev * 31) & (cap - 1);
    while (table[at].ino) {
        if (same_folder(table[at], id))
            return false;
        at = (at + 1) & (cap - 1);
    }
    table[at] = id;
    return true;
}

/* False when the folder was visited before. */
static bool mark_visited(struct walker *w, struct folder_id id)
{
    if (w->visited_count * 2 >= w->visited_cap) {
        size_t cap = w->visited_cap ? w->visited_cap * 2 : 64;
        struct folder_id *table = mem_array(cap, sizeof *table);
        for (size_t i = 0; i < w->visited_cap; i++)
            if (w->visited[i].ino)
                insert_folder(table, cap, w->visited[i]);
        free(w->visited);
        w->visited = table;
        w->visited_cap = cap;
    }
    bool fresh = insert_folder(w->visited, w->visited_cap, id);
    w->visited_count += fresh;
    return fresh;
}

static void skip(struct walker *w, const char *reason)
{
    w->events->skipped(w->events->context, w->shown.data, reason);
}

static enum status report_file(struct walker *w, const struct stat *st, struct error *err)
{
    struct walk_file file = {
        .path = w->path.data,
        .shown = w->shown.data,
        .size = (uint64_t)st->st_size,
        .mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
    };
    return w->events->file(w->events->context, &file, err);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

struct names {
    char **items;
    size_t count, cap;
};

/* The visible names of an open folder, sorted. Takes `fd` over. False with errno when reading fails. */
static bool read_names(int fd, struct names *out)
{
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return false;
    }
    for (errno = 0;;) {
        const struct dirent *entry = readdir(dir);
        if (!entry)
            break;
        if (entry->d_name[0] == '.')
            continue;
        mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
        out->items[out->count++] = mem_copy_text(view_of(entry->d_name));
    }
    bool ok = errno == 0;
    int cause = errno;
    closedir(dir);
    errno = cause;
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_names);
    return ok;
}

static enum status visit(struct walker *w, int parent, const char *name, int depth, struct error *err);

static void add_name(struct buf *path, const char *name)
{
    if (path->len && path->data[path->len - 1] != '/')
        buf_add_char(path, '/');
    buf_add_text(path, name);
}

/* Visit what the open folder `fd` holds; w->path and w->shown name it and do so again afterwards. */
static enum status walk_folder(struct walker *w, int fd, int depth, struct error *err)
{
    enum status status = STATUS_OK;
    struct names names = {0};
    size_t path_len = w->path.len;
    size_t shown_len = w->shown.len;
    int listing = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (listing < 0 || !read_names(listing, &names))
        skip(w, walk_reason(errno));
    for (size_t i = 0; i < names.count && status == STATUS_OK; i++) {
        add_name(&w->path, names.items[i]);
        add_name(&w->shown, names.items[i]);
        status = visit(w, fd, names.items[i], depth, err);
        buf_truncate(&w->path, path_len);
        buf_truncate(&w->shown, shown_len);
    }
    for (size_t i = 0; i < names.count; i++)
        free(names.items[i]);
    free(names.items);
    return status;
}

static enum status visit_folder(struct walker *w, int parent, const char *name, int depth, struct error *err)
{
    if (depth == MAX_DEPTH) {
        skip(w, "lies deeper than 128 folders");
        return STATUS_OK;
    }
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        skip(w, walk_reason(errno));
        return STATUS_OK;
    }
    enum status status = walk_folder(w, fd, depth + 1, err);
    close(fd);
    return status;
}

static bool is_excluded(const struct walker *w, struct folder_id id)
{
    bool excluded = false;
    for (size_t i = 0; i < w->excluded_count; i++)
        excluded = excluded || same_folder(id, w->excluded[i]);
    return excluded;
}

static enum status visit(struct walker *w, int parent, const char *name, int depth, struct error *err)
{
    struct stat st;
    if (fstatat(parent, name, &st, 0) != 0) {
        struct stat link;
        bool is_link = fstatat(parent, name, &link, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(link.st_mode);
        skip(w, is_link && errno == ENOENT ? "is a broken symbolic link" : walk_reason(errno));
        return STATUS_OK;
    }
    if (S_ISREG(st.st_mode))
        return report_file(w, &st, err);
    if (!S_ISDIR(st.st_mode)) {
        skip(w, walk_kind(st.st_mode));
        return STATUS_OK;
    }
    if (is_excluded(w, id_of(&st))) {
        skip(w, "is the index itself");
        return STATUS_OK;
    }
    if (!mark_visited(w, id_of(&st))) {
        skip(w, "was walked before (a symbolic link leads there)");
        return STATUS_OK;
    }
    return visit_folder(w, parent, name, depth, err);
}

static bool can_be_opened(const char *path)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static enum status walk_named(struct walker *w, const struct stat *st, struct error *err)
{
    const struct walk_events *e = w->events;
    bool folder = S_ISDIR(st->st_mode);
    if (!folder && !S_ISREG(st->st_mode))
        return error_set(err, STATUS_INPUT, "%s", walk_kind(st->st_mode));
    if (!can_be_opened(w->path.data))
        return error_set(err, STATUS_INPUT, "%s", walk_reason(errno));
    if (e->root)
        e->root(e->context, w->path.data, folder);
    if (!folder)
        return report_file(w, st, err);
    mark_visited(w, id_of(st));
    return visit_folder(w, AT_FDCWD, w->path.data, 0, err);
}

/* Leave out the folder `name`, if it is there. STATUS_USAGE when the named path `absolute` lies in it. */
static enum status exclude_folder(struct walker *w, const char *absolute, const char *name, const char *named_path,
                                  struct error *err)
{
    struct stat st;
    if (walk_is_inside(absolute, name))
        return error_set(err, STATUS_USAGE, "%s lies inside the index %s: an index is no input", named_path, name);
    if (stat(name, &st) == 0)
        w->excluded[w->excluded_count++] = id_of(&st);
    return STATUS_OK;
}

static enum status exclude_index(struct walker *w, const char *absolute, const char *index, const char *named_path,
                                 struct error *err)
{
    char *resolved = walk_resolve(index);
    struct buf building = {0};
    if (!resolved)
        return STATUS_OK;
    buf_printf(&building, "%s%s", resolved, PLACE_SUFFIX);
    enum status status = exclude_folder(w, absolute, resolved, named_path, err);
    if (!status)
        status = exclude_folder(w, absolute, building.data, named_path, err);
    buf_release(&building);
    free(resolved);
    return status;
}

enum status walk(const char *named_path, const char *exclude, const struct walk_events *events, struct error *err)
{
    enum status status = STATUS_OK;
    struct stat st = {0};
    struct walker w = {.events = events};
    char *absolute = realpath(named_path, NULL);
    walk_normalise(named_path, &w.shown);
    if (!absolute || stat(absolute, &st) != 0) {
        status = error_set(err, STATUS_INPUT, "%s", walk_reason(errno));
        goto out;
    }
    if (exclude)
        status = exclude_index(&w, absolute, exclude, named_path, err);
    if (!status) {
        buf_add_text(&w.path, absolute);
        status = walk_named(&w, &st, err);
    }
out:
    free(absolute);
    free(w.visited);
    buf_release(&w.path);
    buf_release(&w.shown);
    return status;
}
