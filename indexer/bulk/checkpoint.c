#include "indexer/bulk/checkpoint.h"

#include "common/folder.h"
#include "indexer/bulk/place_check.h"
#include "indexer/bulk/spill.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a checkpoint has learned of one worker, under its lock. */
struct snapshot {
    unsigned first_terms, end_terms, first_lists, end_lists; /* the numbers of the files that are new */
    unsigned *doomed;                                        /* files of terms that only the checkpoint before knows */
    size_t doomed_count;
};

static enum status sync_file(const struct build *b, const char *kind, unsigned worker, unsigned number, struct error *err)
{
    struct buf path = {0};
    spill_path(b, kind, worker, number, &path);
    int fd = open(path.data, O_RDONLY | O_CLOEXEC);
    enum status status = STATUS_OK;
    if (fd < 0 ? errno != ENOENT : fsync(fd) != 0) /* not there: it was merged already, before the seal */
        status = error_set(err, STATUS_IO, "%s: cannot write: %s", path.data, strerror(errno));
    if (fd >= 0)
        close(fd);
    buf_release(&path);
    return status;
}

/* The seal's words on a worker: its documents' numbers go on from here, these runs hold those before. */
static void describe_worker(const struct bulk_worker *w, struct buf *seal)
{
    buf_add_varint(seal, w->shard->next_document);
    buf_add_varint(seal, w->shard->highest_wdf);
    buf_add_varint(seal, w->runs.lists);
    buf_add_varint(seal, w->runs.next);
    buf_add_varint(seal, w->runs.count);
    for (size_t i = 0; i < w->runs.count; i++) {
        buf_add_varint(seal, w->runs.terms[i].number);
        buf_add_varint(seal, w->runs.terms[i].level);
    }
}

static enum status seal_worker(const struct build *b, struct bulk_worker *w, struct snapshot *s, struct buf *seal,
                               struct error *err)
{
    pthread_mutex_lock(&w->lock);
    enum status status = w->status;
    if (status)
        *err = w->error;
    else if (w->shard->next_document > w->shard->first_document)
        status = spill(b, w, err);
    describe_worker(w, seal);
    s->first_terms = w->runs.sealed;
    s->first_lists = w->runs.sealed_lists;
    s->end_terms = w->runs.sealed = w->runs.next;
    s->end_lists = w->runs.sealed_lists = w->runs.lists;
    s->doomed = w->runs.doomed;
    s->doomed_count = w->runs.doomed_count;
    w->runs.doomed = NULL;
    w->runs.doomed_count = w->runs.doomed_cap = 0;
    pthread_mutex_unlock(&w->lock);
    return status;
}

static enum status sync_worker(const struct build *b, const struct bulk_worker *w, const struct snapshot *s, struct error *err)
{
    enum status status = STATUS_OK;
    for (unsigned i = s->first_terms; i < s->end_terms && !status; i++)
        status = sync_file(b, "terms", w->number, i, err);
    for (unsigned i = s->first_lists; i < s->end_lists && !status; i++)
        status = sync_file(b, "lists", w->number, i, err);
    return status;
}

static void remove_doomed(const struct build *b, unsigned worker, struct snapshot *s)
{
    struct buf path = {0};
    for (size_t i = 0; i < s->doomed_count; i++) {
        spill_path(b, "terms", worker, s->doomed[i], &path);
        unlink(path.data);
    }
    buf_release(&path);
}

/* The list of workers as it stands now, by number; those that come later have taken no document yet. */
static struct bulk_worker **list_workers(struct build *b, unsigned *count)
{
    pthread_mutex_lock(&b->lock);
    struct bulk_worker **list = mem_array(b->worker_count + 1, sizeof(struct bulk_worker *));
    *count = b->worker_count;
    for (struct bulk_worker *w = b->workers; w; w = w->next)
        list[w->number] = w;
    pthread_mutex_unlock(&b->lock);
    return list;
}

enum status checkpoint(struct build *b, struct view state, struct error *err)
{
    unsigned count = 0;
    struct bulk_worker **workers = list_workers(b, &count);
    struct snapshot *snapshots = mem_array(count + 1, sizeof *snapshots);
    struct buf seal = {0};
    buf_add_string(&seal, state);
    buf_add_varint(&seal, run_length(b->records));
    buf_add_varint(&seal, count);
    enum status status = STATUS_OK;
    for (unsigned i = 0; i < count && !status; i++)
        status = seal_worker(b, workers[i], &snapshots[i], &seal, err);
    for (unsigned i = 0; i < count && !status; i++)
        status = sync_worker(b, workers[i], &snapshots[i], err);
    if (!status)
        status = run_sync(b->records, err);
    if (!status)
        status = folder_sync(b->folder, err);
    if (!status)
        status = journal_seal(b->journal, view_of_buf(&seal), err);
    for (unsigned i = 0; i < count; i++) {
        if (!status)
            remove_doomed(b, i, &snapshots[i]);
        free(snapshots[i].doomed);
    }
    free(snapshots);
    free(workers);
    buf_release(&seal);
    return status;
}

/* ---- going on ---- */

static bool take_number(struct view *from, unsigned *out)
{
    uint64_t n = 0;
    if (!view_take_varint(from, &n) || n > INT32_MAX)
        return false;
    *out = (unsigned)n;
    return true;
}

static bool restore_worker(struct build *b, struct view *seal)
{
    struct bulk_worker *w = build_add_worker(b);
    unsigned document, count;
    bool good = take_number(seal, &document) && take_number(seal, &w->shard->highest_wdf) && take_number(seal, &w->runs.lists) &&
                take_number(seal, &w->runs.next) && take_number(seal, &count);
    w->shard->first_document = w->shard->next_document = good ? document : 0;
    for (unsigned i = 0; good && i < count; i++) {
        struct terms_run run;
        good = take_number(seal, &run.number) && take_number(seal, &run.level);
        mem_grow(&w->runs.terms, &w->runs.cap, w->runs.count, sizeof *w->runs.terms);
        w->runs.terms[w->runs.count++] = run;
    }
    w->runs.sealed = w->runs.next;
    w->runs.sealed_lists = w->runs.lists;
    return good;
}

/* Whether a file of the folder belongs to the build as it was restored. */
static bool is_kept(const struct build *b, const char *name)
{
    struct buf path = {0};
    bool kept = strcmp(name, PLACE_LOCK) == 0 || strcmp(name, BUILD_RECORDS) == 0 || strcmp(name, JOURNAL_NAME) == 0;
    for (const struct bulk_worker *w = b->workers; w && !kept; w = w->next) {
        for (size_t i = 0; i < w->runs.count && !kept; i++) {
            spill_path(b, "terms", w->number, w->runs.terms[i].number, &path);
            kept = strcmp(name, strrchr(path.data, '/') + 1) == 0;
        }
        for (unsigned i = 0; i < w->runs.lists && !kept; i++) {
            spill_path(b, "lists", w->number, i, &path);
            kept = strcmp(name, strrchr(path.data, '/') + 1) == 0;
        }
    }
    buf_release(&path);
    return kept;
}

/* What the killed build wrote after the seal is not of this one. */
static void remove_others(const struct build *b)
{
    DIR *dir = opendir(b->folder);
    struct buf path = {0};
    for (const struct dirent *entry; dir && (entry = readdir(dir));) {
        if (!place_is_ours(entry->d_name) || is_kept(b, entry->d_name))
            continue;
        buf_clear(&path);
        buf_printf(&path, "%s/%s", b->folder, entry->d_name);
        unlink(path.data);
    }
    if (dir)
        closedir(dir);
    buf_release(&path);
}

bool checkpoint_state(const struct journal_image *image, struct view *state)
{
    struct view seal = image->seal;
    return view_take_string(&seal, state);
}

enum status checkpoint_restore(const char *folder, const struct journal_image *image, size_t memory, unsigned threads,
                               struct build **out, struct error *err)
{
    struct view seal = image->seal, state;
    struct build *b = NULL;
    uint64_t records = 0;
    unsigned workers = 0;
    if (!view_take_string(&seal, &state) || !view_take_varint(&seal, &records) || !take_number(&seal, &workers) || !records)
        return error_set(err, STATUS_INDEX, "the seal of its journal cannot be read");
    enum status status = build_open(folder, records, memory, threads, &b, err);
    if (status)
        return status;
    bool good = true;
    for (unsigned i = 0; good && i < workers; i++)
        good = restore_worker(b, &seal);
    if (!good)
        status = error_set(err, STATUS_INDEX, "the seal of its journal cannot be read");
    else
        status = journal_reopen(folder, image, &b->journal, err);
    if (status) {
        build_free(b);
        return status;
    }
    remove_others(b);
    *out = b;
    return STATUS_OK;
}
