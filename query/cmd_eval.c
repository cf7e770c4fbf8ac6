#include "common/escape.h"
#include "query/commands.h"
#include "query/eval/qrels.h"
#include "query/eval/report.h"
#include "query/eval/run.h"

#include <stdio.h>
#include <stdlib.h>

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };
static const char *const formats[] = {"text", "csv", "json", NULL};

struct eval_options {
    const char *measures;
    bool per_query, complete, judged_only, single_precision;
    uint64_t level, depth;
    int format;
};

static const struct option options[] = {
    {.name = "measures",
     .letter = 'm',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct eval_options, measures),
     .argument = "LIST",
     .default_text = "usual",
     .help = "Which measures, separated by commas: names (map, P_10, ndcg@10, all cutoffs of ndcg_cut), or usual, official (what "
             "trec_eval prints unasked), set, all.",
     .heading = "What is computed"},
    {.name = "per-query",
     .letter = 'q',
     .kind = OPTION_FLAG,
     .offset = offsetof(struct eval_options, per_query),
     .help = "Print the figures of each query before the means."},
    {.name = "complete",
     .letter = 'c',
     .kind = OPTION_FLAG,
     .offset = offsetof(struct eval_options, complete),
     .help = "Average over all judged queries: one that a run lacks counts as 0. Otherwise it is left out."},
    {.name = "level",
     .letter = 'l',
     .kind = OPTION_COUNT,
     .offset = offsetof(struct eval_options, level),
     .argument = "N",
     .min = 1,
     .max = QRELS_MAX_GRADE,
     .default_text = "1",
     .help = "Grades from N on are relevant. Gains of ndcg are the grades themselves."},
    {.name = "depth",
     .letter = 'M',
     .kind = OPTION_COUNT,
     .offset = offsetof(struct eval_options, depth),
     .argument = "N",
     .min = 1,
     .max = 1e9,
     .default_text = "all",
     .help = "Look at the first N documents of a query only."},
    {.name = "judged-only",
     .letter = 'J',
     .kind = OPTION_FLAG,
     .offset = offsetof(struct eval_options, judged_only),
     .help = "Leave documents that nobody judged out of the rankings."},
    {.name = "single-precision",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct eval_options, single_precision),
     .help = "Compare scores as 32-bit floats, as trec_eval up to 9 did; scores that differ less become ties."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct eval_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help = "How the figures are printed: text has trec_eval's layout, with a column for each run.",
     .heading = "Output"},
    {0},
};

static void set_defaults(void *memory)
{
    *(struct eval_options *)memory = (struct eval_options){.measures = "usual", .level = 1};
}

/* What the means leave out must not go unnoticed. */
static void note_missing(const char *path, const struct evaluation *e, bool complete)
{
    struct buf line = {0};
    if (e->missing == 0 && e->unjudged == 0)
        return;
    escape_terminal(view_of(path), false, &line);
    if (e->missing > 0)
        fprintf(stderr, "%s: %zu of %zu judged queries have no result: %s\n", line.data, e->missing, e->missing + e->query_count,
                complete ? "they count as 0" : "left out (--complete counts them as 0)");
    if (e->unjudged > 0)
        fprintf(stderr, "%s: %zu %s not judged: left out\n", line.data, e->unjudged, e->unjudged == 1 ? "query is" : "queries are");
    buf_release(&line);
}

static enum status evaluate_file(const struct eval_options *o, const struct entries *qrels, const struct measure_list *measures,
                                 struct entries *rows, struct report_run *run, struct error *err)
{
    const struct evaluate_settings settings = {
        .judged = {.level = (int32_t)o->level, .depth = (size_t)o->depth, .judged_only = o->judged_only}, .complete = o->complete};
    enum status status = run_read(run->path, o->single_precision, rows, err);
    if (status != STATUS_OK)
        return status;
    evaluate(qrels, rows, measures, &settings, &run->evaluation);
    run->tag = rows->tag;
    if (run->evaluation.query_count == 0)
        return error_set(err, STATUS_INPUT, "%s: none of its %zu queries is judged", run->path, rows->group_count);
    note_missing(run->path, &run->evaluation, o->complete);
    return STATUS_OK;
}

static void print_report(const struct report *report, int format)
{
    struct buf out = {0};
    if (format == FORMAT_TEXT)
        report_text(report, &out);
    else if (format == FORMAT_CSV)
        report_csv(report, &out);
    else
        report_json(report, &out);
    fwrite(out.data, 1, out.len, stdout); /* program_main looks at the stream's error */
    buf_release(&out);
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct eval_options *o = memory;
    struct measure_list measures;
    struct entries qrels = {0}, *rows = mem_array(count, sizeof *rows);
    struct report_run *runs = mem_array(count, sizeof *runs);
    enum status status = measures_choose(o->measures, &measures, err);
    if (status == STATUS_OK)
        status = qrels_read(arguments[0], &qrels, err);
    for (size_t i = 1; i < count && status == STATUS_OK; i++) {
        runs[i - 1].path = arguments[i];
        status = evaluate_file(o, &qrels, &measures, &rows[i - 1], &runs[i - 1], err);
    }
    const struct report report = {
        .qrels = &qrels, .measures = &measures, .runs = runs, .run_count = count - 1, .per_query = o->per_query};
    if (status == STATUS_OK)
        print_report(&report, o->format);
    for (size_t i = 0; i < count; i++) {
        evaluation_release(&runs[i].evaluation);
        entries_release(&rows[i]);
    }
    free(runs);
    free(rows);
    entries_release(&qrels);
    return status;
}

const struct command cmd_eval = {
    .name = "eval",
    .arguments = "QRELS RUN...",
    .min_arguments = 2,
    .max_arguments = SIZE_MAX,
    .summary = "measure runs against judgements",
    .details = "QRELS has lines \"query iteration document grade\", a RUN has lines \"query Q0 document rank score tag\" (what "
               "batch --format trec "
               "prints); - is standard input. Measures, their names and the layout are those of trec_eval 10, to the last digit: "
               "documents "
               "are ranked by score, equal scores by document name backwards, and the rank column is not looked at. A document "
               "that stands twice for a query is refused.",
    .examples = "lede-query eval qrels.txt run\tall usual measures\n"
                "lede-query eval -q -m map,ndcg@10 qrels.txt run\ttwo of them, each query\n"
                "lede-query eval --format csv -m official qrels.txt a.run b.run\ta table with a column for each run\n",
    .options = options,
    .options_size = sizeof(struct eval_options),
    .set_defaults = set_defaults,
    .run = run,
};
