#include "indexer/bulk/finish.h"

#include "indexer/bulk/finish_parts.h"
#include "indexer/bulk/old_index.h"
#include "indexer/bulk/parallel.h"
#include "indexer/bulk/spill.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum { TASKS = 4 };

/* ---- the sources of a merge ---- */

static enum status add_runs(const struct finish *f, const struct bulk_worker *w, struct postings *p, struct error *err)
{
    struct buf path = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < w->runs.count && !status; i++) {
        struct source *s = &p->sources[p->source_count];
        *s = (struct source){.map = &w->map};
        spill_path(f->build, "terms", w->number, w->runs.terms[i].number, &path);
        status = run_open(path.data, &s->run, err);
        p->source_count += !status;
        if (!status && !p->want_positions)
            run_read_last(s->run); /* the positions have been read by then, or nearly: see the tasks below */
    }
    buf_release(&path);
    return status;
}

enum status finish_open_postings(const struct finish *f, bool want_positions, struct postings *out, struct error *err)
{
    size_t count = 0;
    for (unsigned i = 0; i < f->build->worker_count; i++)
        count += f->workers[i]->runs.count + 1;
    out->want_positions = want_positions;
    out->sources = mem_array(count, sizeof *out->sources);
    for (unsigned i = 0; i < f->build->worker_count; i++) {
        enum status status = add_runs(f, f->workers[i], out, err);
        if (status)
            return status;
        out->sources[out->source_count++] = (struct source){.map = &f->workers[i]->map, .shard = f->workers[i]->shard};
    }
    return postings_start(out, err);
}

void finish_close_postings(struct postings *p)
{
    postings_release(p);
    free(p->sources);
}

/* ---- tables ---- */

static void run_task(void *tasks, unsigned number)
{
    struct finish_task *task = (struct finish_task *)tasks + number;
    struct buf path = {0};
    struct btree *t = NULL;
    buf_printf(&path, "%s/%s", task->finish->build->folder, task->name);
    task->status = btree_create(path.data, TABLE_BLOCK_SIZE, &t, &task->error);
    if (!task->status)
        task->status = task->fill(task->finish, t, &task->error);
    if (!task->status)
        task->status = btree_finish(t, &task->root, &task->error);
    btree_free(t);
    buf_release(&path);
}

/* Two at a time, more where the build has more threads. */
static enum status run_tasks(struct finish_task *tasks, unsigned threads, struct error *err)
{
    parallel_run(TASKS, threads < 2 ? 2 : threads, run_task, tasks);
    for (int i = 0; i < TASKS; i++)
        if (tasks[i].status) {
            *err = tasks[i].error;
            return tasks[i].status;
        }
    return STATUS_OK;
}

/* Libxapian has no file for a docdata or position table without entries. */
static enum status drop_when_empty(const struct build *b, const char *name, struct btree_root *root, struct error *err)
{
    if (root->entries)
        return STATUS_OK;
    struct buf path = {0};
    buf_printf(&path, "%s/%s", b->folder, name);
    *root = (struct btree_root){0};
    enum status status = STATUS_OK;
    if (unlink(path.data))
        status = error_set(err, STATUS_IO, "%s: cannot remove: %s", path.data, strerror(errno));
    buf_release(&path);
    return status;
}

/* ---- the version file ---- */

static enum status make_uuid(unsigned char uuid[VERSION_UUID_SIZE], struct error *err)
{
    if (getrandom(uuid, VERSION_UUID_SIZE, 0) != VERSION_UUID_SIZE)
        return error_set(err, STATUS_IO, "no random bytes for the index's UUID: %s", strerror(errno));
    uuid[6] = (unsigned char)((uuid[6] & 0x0F) | 0x40); /* RFC 4122: version 4, variant 1 */
    uuid[8] = (unsigned char)((uuid[8] & 0x3F) | 0x80);
    return STATUS_OK;
}

static void count_lengths(const struct build *b, struct version *v)
{
    for (uint32_t i = 0; i < b->documents; i++) {
        if (build_is_dead(b, i + 1))
            continue;
        uint32_t length = b->lengths[i];
        v->total_length += length;
        v->longest = length > v->longest ? length : v->longest;
        v->shortest = length && (!v->shortest || length < v->shortest) ? length : v->shortest;
    }
    v->highest_wdf = b->old ? b->old->version.highest_wdf : 0;
    for (const struct bulk_worker *w = b->workers; w; w = w->next)
        v->highest_wdf = w->shard->highest_wdf > v->highest_wdf ? w->shard->highest_wdf : v->highest_wdf;
    v->highest_wdf = v->highest_wdf > v->longest ? v->longest : v->highest_wdf;
}

static enum status write_version(struct build *b, const struct finish_task *tasks, struct error *err)
{
    struct version v = {.block_size = TABLE_BLOCK_SIZE, .documents = b->documents - b->dead, .last_docid = b->documents};
    for (int i = 0; i < TASKS; i++)
        v.tables[tasks[i].table] = tasks[i].root;
    count_lengths(b, &v);
    v.revision = b->old ? b->old->version.revision + 1 : 1;
    enum status status = drop_when_empty(b, "position.glass", &v.tables[TABLE_POSITION], err);
    if (!status)
        status = drop_when_empty(b, "docdata.glass", &v.tables[TABLE_DOCDATA], err);
    if (!status)
        status = make_uuid(v.uuid, err);
    return status ? status : version_write(b->folder, &v, err);
}

static void invert_shard(void *context, unsigned worker)
{
    const struct finish *f = context;
    struct shard *shard = f->workers[worker]->shard;
    shard_invert(shard);
    shard_trim(shard);
}

enum status finish(struct build *b, struct error *err)
{
    struct finish f = {.build = b};
    f.workers = mem_array(b->worker_count, sizeof(struct bulk_worker *));
    for (const struct bulk_worker *w = b->workers; w; w = w->next)
        f.workers[w->number] = w;
    parallel_run(b->worker_count, b->threads, invert_shard, &f);
    enum status status = run_close(b->records, err);
    b->records = NULL;
    struct finish_task tasks[TASKS] = {
        /* the longest first; term lists are when nothing was spilled */
        {.finish = &f, .table = TABLE_POSITION, .name = "position.glass", .fill = finish_position},
        {.finish = &f, .table = TABLE_TERMLIST, .name = "termlist.glass", .fill = finish_termlist},
        {.finish = &f, .table = TABLE_POSTLIST, .name = "postlist.glass", .fill = finish_postlist},
        {.finish = &f, .table = TABLE_DOCDATA, .name = "docdata.glass", .fill = finish_docdata},
    };
    if (!status)
        status = run_tasks(tasks, b->threads, err);
    if (!status)
        status = write_version(b, tasks, err);
    free(f.workers);
    return status;
}
