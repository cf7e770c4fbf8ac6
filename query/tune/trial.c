#include "query/tune/trial.h"

#include "query/eval/run.h"

#include <stdlib.h>

/* Mark the judged queries that the topics have; a malformed topic is the batch's to report. */
static enum status mark_asked(struct trial_runner *r, struct error *err)
{
    const struct batch_settings *batch = &r->settings.batch;
    struct topics *topics = NULL;
    struct topic topic = {0};
    enum status status = topics_open(batch->path, &batch->topics, &topics, err);
    if (status != STATUS_OK)
        return status;
    while (status != STATUS_NOT_FOUND && status != STATUS_IO) {
        status = topics_next(topics, &topic, err);
        const struct entry_group *group = status == STATUS_OK ? entries_find(r->settings.qrels, view_of_buf(&topic.qid)) : NULL;
        if (!group || r->asked[group - r->settings.qrels->groups])
            continue;
        r->asked[group - r->settings.qrels->groups] = true;
        r->query_count++;
    }
    topic_release(&topic);
    topics_close(topics);
    return status == STATUS_IO ? status : STATUS_OK;
}

enum status trial_open(const struct trial_settings *settings, struct trial_runner *out, struct error *err)
{
    struct trial_runner r = {.settings = *settings, .asked = mem_array(settings->qrels->group_count, sizeof *r.asked)};
    enum status status = mark_asked(&r, err);
    if (status == STATUS_OK && r.query_count == 0)
        status = error_set(err, STATUS_INPUT, "%s: none of its queries is judged", settings->batch.path);
    if (status == STATUS_OK) {
        r.nowhere = fopen("/dev/null", "we");
        if (!r.nowhere)
            status = error_set(err, STATUS_IO, "/dev/null cannot be opened");
    }
    if (status == STATUS_OK)
        *out = r;
    else
        trial_close(&r);
    return status;
}

void trial_close(struct trial_runner *r)
{
    if (r->nowhere)
        fclose(r->nowhere);
    free(r->asked);
    *r = (struct trial_runner){0};
}

/* The run as lines in memory. */
static enum status run_batch(struct trial_runner *r, const struct ranker *ranker, struct buf *out, struct error *err)
{
    struct batch_settings batch = r->settings.batch;
    struct batch_report report = {0};
    char *lines = NULL;
    size_t size = 0;
    batch.search.ranker = ranker;
    batch.printer = printer_find("trec");
    batch.out_name = "memory";
    batch.out = open_memstream(&lines, &size);
    if (!batch.out)
        return error_set(err, STATUS_IO, "there is no memory for the results");
    if (r->tried > 0)
        batch.errors = r->nowhere;
    enum status status = batch_run(&batch, &report, err);
    bool failed = fclose(batch.out) != 0;
    if (status == STATUS_OK && (failed || !buf_add(out, lines, size)))
        status = error_set(err, STATUS_IO, "there is no memory for the results");
    batch_report_release(&report);
    free(lines);
    return status;
}

static void take_values(const struct trial_runner *r, const struct evaluation *e, double *values)
{
    size_t next = 0;
    for (size_t g = 0; g < r->settings.qrels->group_count; g++) {
        if (!r->asked[g])
            continue;
        const double *found = evaluation_find(e, r->settings.qrels->groups[g].qid);
        values[next++] = found ? *found : 0;
    }
}

static void show_progress(const struct trial_runner *r, const struct space_point *point, const double *values)
{
    double sum = 0;
    for (size_t q = 0; q < r->query_count; q++)
        sum += values[q];
    fprintf(stderr, "%4zu  %s %.4f ", r->tried, r->settings.measures->items[0].name, sum / (double)r->query_count);
    for (size_t i = 0; i < r->settings.space->count; i++) {
        const struct space_axis *axis = &r->settings.space->axes[i];
        if (point->at[i] != axis->start)
            fprintf(stderr, " %s=%g", axis->parameter->name, axis->values[point->at[i]]);
    }
    fputc('\n', stderr);
}

static enum status measure(void *self, const struct space_point *point, double *values, struct error *err)
{
    struct trial_runner *r = self;
    const struct evaluate_settings settings = {.judged = r->settings.judged};
    struct ranker ranker = space_ranker(r->settings.space, point, r->settings.ranker);
    struct evaluation evaluation = {0};
    struct entries run = {0};
    struct buf lines = {0};
    enum status status = run_batch(r, &ranker, &lines, err);
    if (status == STATUS_OK)
        status = run_parse(&lines, "the run", false, &run, err);
    buf_release(&lines);
    if (status != STATUS_OK)
        return status;
    evaluate(r->settings.qrels, &run, r->settings.measures, &settings, &evaluation);
    take_values(r, &evaluation, values);
    evaluation_release(&evaluation);
    entries_release(&run);
    r->tried++;
    if (r->settings.progress)
        show_progress(r, point, values);
    return STATUS_OK;
}

struct tune_oracle trial_oracle(struct trial_runner *r)
{
    return (struct tune_oracle){.self = r, .query_count = r->query_count, .measure = measure};
}
