#include "query/batch.h"

#include "common/escape.h"
#include "query/batch_parts.h"
#include "query/qids.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    KEPT_OUTPUT = 1 << 18,  /* a slot's memory above this is given back */
    COMPARED_QIDS = 1 << 20 /* of the first queries: memory is not to grow with an endless stream of them */
};

double batch_clock_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void batch_wake_all(struct batch *b)
{
    pthread_cond_broadcast(&b->room);
    pthread_cond_broadcast(&b->work);
    pthread_cond_broadcast(&b->done);
}

/* The first failure counts; everybody comes to an end. */
void batch_fail(struct batch *b, enum status status, const struct error *err)
{
    pthread_mutex_lock(&b->lock);
    if (b->failure == STATUS_OK) {
        b->failure = status;
        b->failure_err = *err;
    }
    atomic_store(&b->stop, true);
    batch_wake_all(b);
    pthread_mutex_unlock(&b->lock);
}

/* ---- writing ---- */

static void report_bad_query(const struct batch_settings *settings, const struct batch_slot *slot)
{
    struct buf line = {0};
    escape_terminal(view_of(settings->path), false, &line);
    buf_printf(&line, ": line %llu: ", (unsigned long long)slot->topic.line);
    if (slot->topic.qid.len > 0) {
        buf_add_text(&line, "qid ");
        escape_terminal(view_of_buf(&slot->topic.qid), false, &line);
        buf_add_text(&line, ": ");
    }
    escape_terminal(view_of(slot->err.text), false, &line);
    fprintf(settings->errors, "%s\n", line.data);
    buf_release(&line);
}

/* Queries of one qid are answered all the same: their results stand in the order of the queries. */
static void note_doubles(const struct batch_settings *settings, struct qids *qids)
{
    struct qid_double twice;
    struct buf line = {0};
    if (!qids_find_double(qids, &twice))
        return;
    escape_terminal(view_of(settings->path), false, &line);
    buf_printf(&line, ": line %llu: qid ", (unsigned long long)twice.second);
    escape_terminal(twice.qid, false, &line);
    buf_printf(&line, " stands in line %llu, too: their results cannot be told apart", (unsigned long long)twice.first);
    if (twice.count > 1)
        buf_printf(&line, ", nor those of %zu more", twice.count - 1);
    fprintf(settings->errors, "%s\n", line.data);
    buf_release(&line);
}

static void count_query(const struct batch_slot *slot, struct batch_report *report)
{
    report->queries++;
    report->bad += slot->status != STATUS_OK;
    report->found += slot->results > 0;
    report->results += slot->results;
    if (slot->milliseconds < 0)
        return;
    mem_grow(&report->milliseconds, &report->timed_cap, report->timed, sizeof *report->milliseconds);
    report->milliseconds[report->timed++] = slot->milliseconds;
}

/* The next finished query in order; NULL at the end. Results are handed on at once when there is nothing else to write. */
static struct batch_slot *next_done(struct batch *b)
{
    struct batch_slot *slot = NULL;
    pthread_mutex_lock(&b->lock);
    for (bool flushed = false; !slot;) {
        struct batch_slot *head = &b->slots[b->written % BATCH_RING];
        if (b->written < b->taken && head->done) {
            slot = head;
        } else if (atomic_load(&b->stop) || (b->ended && b->written == b->read)) {
            break;
        } else if (!flushed) {
            pthread_mutex_unlock(&b->lock);
            if (fflush(b->settings->out) != 0 && !b->write_cause) /* its error stays with the stream */
                b->write_cause = errno;
            flushed = true;
            pthread_mutex_lock(&b->lock);
        } else {
            pthread_cond_wait(&b->done, &b->lock);
        }
    }
    pthread_mutex_unlock(&b->lock);
    return slot;
}

static void write_results(struct batch *b, struct batch_report *report)
{
    FILE *out = b->settings->out;
    struct error err;
    struct qids qids = {0};
    for (struct batch_slot *slot = next_done(b); slot; slot = next_done(b)) {
        size_t size = slot->out.len;
        if (slot->status == STATUS_OK && size > 0 && fwrite(slot->out.data, 1, size, out) < size && !b->write_cause)
            b->write_cause = errno;
        if (slot->status != STATUS_OK)
            report_bad_query(b->settings, slot);
        count_query(slot, report);
        if (slot->topic.qid.len > 0 && qids.count < COMPARED_QIDS)
            qids_add(&qids, view_of_buf(&slot->topic.qid), slot->topic.line);
        if (ferror(out)) {
            error_set(&err, STATUS_IO, "%s: the results could not be written: %s", b->settings->out_name,
                      strerror(b->write_cause ? b->write_cause : EIO));
            batch_fail(b, STATUS_IO, &err);
        }
        if (slot->out.cap > KEPT_OUTPUT)
            buf_release(&slot->out);
        pthread_mutex_lock(&b->lock);
        slot->done = false;
        b->pending -= size;
        b->written++;
        pthread_cond_signal(&b->room);
        pthread_cond_broadcast(&b->work);
        pthread_mutex_unlock(&b->lock);
    }
    note_doubles(b->settings, &qids);
    qids_release(&qids);
}

/* ---- all of it ---- */

static enum status start(struct batch *b, struct worker *workers, pthread_t *reader, bool *reading, struct error *err)
{
    enum status status = STATUS_OK;
    for (unsigned i = 0; i < b->settings->jobs && status == STATUS_OK; i++) {
        workers[i].batch = b;
        status = searcher_open(b->settings->index, &workers[i].searcher, err);
    }
    for (unsigned i = 0; i < b->settings->jobs && status == STATUS_OK; i++) {
        workers[i].started = pthread_create(&workers[i].thread, NULL, batch_run_worker, &workers[i]) == 0;
        if (!workers[i].started && i == 0) /* fewer threads than asked for will do */
            status = error_set(err, STATUS_IO, "no thread could be started");
    }
    if (status == STATUS_OK)
        *reading = pthread_create(reader, NULL, batch_run_reader, b) == 0;
    if (status == STATUS_OK && !*reading)
        status = error_set(err, STATUS_IO, "no thread could be started");
    return status;
}

static void finish(struct batch *b, struct worker *workers)
{
    for (unsigned i = 0; i < b->settings->jobs; i++) {
        if (workers[i].started)
            pthread_join(workers[i].thread, NULL);
        searcher_close(workers[i].searcher);
    }
    for (size_t i = 0; i < BATCH_RING; i++) {
        topic_release(&b->slots[i].topic);
        buf_release(&b->slots[i].out);
    }
    pthread_mutex_destroy(&b->lock);
    pthread_cond_destroy(&b->room);
    pthread_cond_destroy(&b->work);
    pthread_cond_destroy(&b->done);
    free(workers);
    free(b);
}

static int compare_times(const void *a, const void *b)
{
    const float *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

enum status batch_run(const struct batch_settings *settings, struct batch_report *out, struct error *err)
{
    struct batch *b = mem_alloc(sizeof *b);
    struct worker *workers = mem_array(settings->jobs, sizeof *workers);
    pthread_t reader;
    bool reading = false;
    *out = (struct batch_report){0};
    b->settings = settings;
    atomic_init(&b->stop, false);
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->room, NULL);
    pthread_cond_init(&b->work, NULL);
    pthread_cond_init(&b->done, NULL);
    double began = batch_clock_ms();
    struct error start_err = {0};
    enum status status = start(b, workers, &reader, &reading, &start_err);
    if (status == STATUS_OK)
        write_results(b, out);
    else
        batch_fail(b, status, &start_err);
    if (reading)
        pthread_join(reader, NULL);
    out->seconds = (batch_clock_ms() - began) / 1e3;
    if (out->timed > 0)
        qsort(out->milliseconds, out->timed, sizeof *out->milliseconds, compare_times);
    status = b->failure;
    if (status != STATUS_OK)
        *err = b->failure_err;
    finish(b, workers);
    return status;
}

void batch_report_release(struct batch_report *r)
{
    free(r->milliseconds);
    *r = (struct batch_report){0};
}

double batch_percentile(const struct batch_report *r, double share)
{
    if (r->timed == 0)
        return 0;
    double rank = ceil(share * (double)r->timed);
    size_t index = rank < 1 ? 0 : (size_t)rank - 1;
    return (double)r->milliseconds[index < r->timed ? index : r->timed - 1];
}
