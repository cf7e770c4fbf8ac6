#include "indexer/pipeline.h"

#include "common/heap.h"
#include "indexer/apply.h"
#include "indexer/interrupt.h"
#include "indexer/reader.h"
#include "indexer/worker.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_JOBS = 256 };

struct crew {
    struct lane *lane; /* NULL between two readings */
    struct reader reader;
    struct worker *workers;
    pthread_t *threads; /* [jobs + 1]: the workers, then the reader */
    unsigned jobs;
    size_t started;
};

static enum status crew_prepare(struct crew *c, const struct pipeline_settings *settings, struct writer *writer, struct error *err)
{
    enum status status = STATUS_OK;
    unsigned wanted = settings->jobs < 1 ? 1 : settings->jobs > MAX_JOBS ? MAX_JOBS : settings->jobs;
    c->workers = mem_array(wanted, sizeof *c->workers);
    c->threads = mem_array(wanted + 1, sizeof *c->threads);
    c->reader.settings = settings;
    for (; status == STATUS_OK && c->jobs < wanted; c->jobs += status == STATUS_OK)
        status = worker_init(&c->workers[c->jobs], NULL, writer, settings->language, err);
    return status;
}

static enum status crew_start(struct crew *c, struct reader *reader, const struct writer *writer, struct error *err)
{
    c->lane = reader->lane = lane_new(writer);
    for (unsigned i = 0; i < c->jobs; i++) {
        c->workers[i].lane = c->lane;
        c->started += pthread_create(&c->threads[c->started], NULL, worker_run, &c->workers[i]) == 0;
    }
    int cause = c->started == 0 ? EAGAIN : pthread_create(&c->threads[c->started], NULL, reader_run, reader);
    if (cause != 0)
        return error_set(err, STATUS_IO, "cannot start a thread: %s", strerror(cause));
    c->started++;
    return STATUS_OK;
}

static void release_workers(struct crew *c)
{
    for (unsigned i = 0; i < c->jobs; i++)
        worker_release(&c->workers[i]);
    c->jobs = 0;
}

/* Whoever still works sees that nobody takes any more, and leaves. */
static void crew_join(struct crew *c)
{
    lane_abort(c->lane);
    for (size_t i = 0; i < c->started; i++)
        pthread_join(c->threads[i], NULL);
    c->started = 0;
}

/* All that a reader finds, to the end. After a failure the lane stays: the applier still speaks of a file in it. */
static enum status crew_run(struct crew *c, struct reader *reader, struct applier *a, struct error *err)
{
    enum status status = crew_start(c, reader, a->writer, err);
    if (status == STATUS_OK)
        status = apply_lane(a, c->lane, err);
    crew_join(c);
    if (status == STATUS_OK) {
        lane_free(c->lane);
        c->lane = NULL;
    }
    return status;
}

static void crew_release(struct crew *c)
{
    release_workers(c);
    free(c->workers);
    free(c->threads);
    lane_free(c->lane);
    reader_release(&c->reader);
}

static bool lies_below(const char *path, const char *root)
{
    size_t len = strlen(root);
    while (len > 0 && root[len - 1] == '/')
        len--;
    return strncmp(path, root, len) == 0 && path[len] == '/';
}

/* Certainly gone: a folder that cannot be entered, or a disk that fails, is no reason to delete anything. */
static bool is_gone(const char *path)
{
    struct stat s;
    if (stat(path, &s) == 0)
        return !S_ISREG(s.st_mode);
    return errno == ENOENT || errno == ENOTDIR;
}

static bool has_vanished(const struct reader *r, const struct manifest_file *file)
{
    bool below = false;
    for (size_t i = 0; !below && i < r->root_count; i++)
        below = lies_below(file->path, r->roots[i].path);
    return below && !file->seen && is_gone(file->path);
}

static enum status delete_vanished(struct applier *a, const struct reader *r, struct error *err)
{
    enum status status = STATUS_OK;
    size_t count = 0;
    struct manifest_file *files = manifest_files(r->manifest, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (!has_vanished(r, &files[i]))
            continue;
        status = apply_vanished(a, &files[i], err);
        if (status == STATUS_OK && a->uncommitted_bytes >= a->settings->batch_bytes)
            status = apply_commit(a, false, err);
        if (status == STATUS_OK && interrupt_signal())
            status = error_set(err, STATUS_INTERRUPTED, "interrupted");
    }
    return status;
}

static enum status reader_failure(const struct reader *r, struct error *err)
{
    return error_set(err, r->status, "%s", r->status == STATUS_INTERRUPTED ? "interrupted" : r->err.text);
}

/* Files that did not change, since of ids that they hold, too, the articles have gone; often none, and seldom more than once. */
static enum status read_again(struct crew *c, struct applier *a, struct error *err)
{
    enum status status = STATUS_OK;
    struct manifest_file **list = NULL;
    size_t count;
    a->again = true;
    while (status == STATUS_OK && (count = apply_list_again(a, &list)) > 0) {
        struct reader reader = {
            .settings = a->settings, .manifest = a->manifest, .progress = a->progress, .again = list, .again_count = count};
        status = crew_run(c, &reader, a, err);
        if (status == STATUS_OK && reader.status != STATUS_OK)
            status = reader_failure(&reader, err);
        reader_release(&reader);
        free(list);
    }
    return status;
}

/* After the first reading: what the reader found out, what vanished, what that has set free. A signal skips this. */
static enum status follow(struct crew *c, struct applier *a, enum status status, struct error *err)
{
    const struct reader *r = &c->reader;
    a->report->files_unchanged += r->files_unchanged;
    a->report->unchanged += r->articles_unchanged;
    if (status == STATUS_OK && r->status != STATUS_OK)
        status = reader_failure(r, err);
    if (status == STATUS_OK && !a->settings->keep_missing)
        status = delete_vanished(a, r, err);
    return status == STATUS_OK ? read_again(c, a, err) : status;
}

/* Of the named paths that could not be read, the one that the reader met last; with --quiet nothing else names it. */
static enum status refuse_missing(const struct applier *a, const struct reader *r, struct error *err)
{
    const struct report *report = a->report;
    for (size_t i = report->problem_count; i-- > 0;)
        for (size_t k = 0; k < a->settings->path_count; k++)
            if (strcmp(report->problems[i].path, a->settings->paths[k]) == 0 &&
                strcmp(report->problems[i].sentence, r->err.text) == 0)
                return error_set(err, STATUS_INPUT, "%s could not be read (%s); all the others are done", a->settings->paths[k],
                                 r->err.text);
    return error_set(err, STATUS_INPUT, "a named path could not be read (%s); all the others are done", r->err.text);
}

/* The last commit, also after a signal. */
static enum status finish(struct applier *a, const struct reader *r, enum status status, struct error *err)
{
    if (status != STATUS_OK && status != STATUS_INTERRUPTED && status != STATUS_USAGE)
        return status;
    struct error why;
    a->dirty |= status == STATUS_OK && !r->path_missing && a->writer->saves_once; /* an index of nothing is an index */
    enum status saved = apply_commit(a, status == STATUS_OK, &why);
    if (saved != STATUS_OK)
        return error_set(err, saved, "%s", why.text);
    if (status == STATUS_OK && r->path_missing)
        return refuse_missing(a, r, err);
    return status;
}

static const char *advice_on(enum status status)
{
    if (status == STATUS_INDEX)
        return "running it again does not help: make the index again";
    return status == STATUS_IO ? "run it again when the cause is removed" : "run it again";
}

static enum status explain(const struct report *report, const struct writer *writer, enum status status, struct error *err)
{
    uint64_t lost = report_writes(report) - report->saved;
    if (lost == 0 || status == STATUS_OK || status == STATUS_INTERRUPTED)
        return status;
    struct error cause = *err;
    if (writer->can_go_on)
        return error_set(err, status, "%s; the work up to the last checkpoint is kept, and the same command goes on from there",
                         cause.text);
    return error_set(err, status, "%llu changes of this run are saved, the %llu after them are not (%s): %s",
                     (unsigned long long)report->saved, (unsigned long long)lost, advice_on(status), cause.text);
}

enum status pipeline_run(const struct pipeline_settings *settings, struct writer *writer, struct manifest *manifest,
                         struct report *report, struct progress *progress, struct error *err)
{
    struct crew crew = {.reader = {.manifest = manifest, .progress = progress}};
    struct applier applier = {.settings = settings, .writer = writer, .report = report, .progress = progress, .manifest = manifest};
    double started = progress_now();
    enum status status = crew_prepare(&crew, settings, writer, err);
    takeovers_encode(manifest_takeovers(manifest), &applier.taken);
    if (status == STATUS_OK && writer->resumed)
        status = apply_resume(&applier, writer->resumed, &crew.reader.resume, err);
    if (status != STATUS_OK)
        goto out;
    status = crew_run(&crew, &crew.reader, &applier, err);
    status = follow(&crew, &applier, status, err);
    release_workers(&crew); /* their dictionaries and buffers: the end of a bulk build needs memory, too */
    heap_give_back();
    status = finish(&applier, &crew.reader, status, err);
    status = explain(report, writer, status, err);
out:
    progress_clear(progress);
    report->seconds = progress_now() - started;
    report->signal = status == STATUS_INTERRUPTED ? interrupt_signal() : 0;
    apply_release(&applier);
    crew_release(&crew);
    return status;
}
