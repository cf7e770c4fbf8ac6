#include "query/commands.h"
#include "query/eval/comparison.h"
#include "query/eval/qrels.h"
#include "query/eval/run.h"

#include <stdio.h>

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_TSV };
static const char *const formats[] = {"text", "json", "tsv", NULL};

enum { PERMUTATIONS = 100000 };

struct compare_options {
    const char *measure;
    uint64_t seed, permutations, level;
    bool complete;
    int format;
};

static const struct option options[] = {
    {.name = "measure",
     .letter = 'm',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct compare_options, measure),
     .argument = "NAME",
     .default_text = "map",
     .help = "The measure to compare by, as eval names it: map, ndcg@10, P_5, recip_rank.",
     .heading = "What is compared"},
    {.name = "complete",
     .letter = 'c',
     .kind = OPTION_FLAG,
     .offset = offsetof(struct compare_options, complete),
     .help = "Compare all judged queries: where a run lacks one it has 0. Otherwise only those that both runs have."},
    {.name = "level",
     .letter = 'l',
     .kind = OPTION_COUNT,
     .offset = offsetof(struct compare_options, level),
     .argument = "N",
     .min = 1,
     .max = QRELS_MAX_GRADE,
     .default_text = "1",
     .help = "Grades from N on are relevant."},
    {.name = "permutations",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct compare_options, permutations),
     .argument = "N",
     .min = 100,
     .max = 1e8,
     .default_text = "100000",
     .help = "How many permutations the randomisation test draws; where there are not more, it takes all."},
    {.name = "seed",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct compare_options, seed),
     .argument = "N",
     .default_text = "1",
     .help = "Seed of the randomisation test: the same seed gives the same figure on every machine."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct compare_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help = "How it is printed: text, json with every query, or tsv, the queries alone.",
     .heading = "Output"},
    {0},
};

static void set_defaults(void *memory)
{
    *(struct compare_options *)memory =
        (struct compare_options){.measure = "map", .seed = 1, .permutations = PERMUTATIONS, .level = 1};
}

static void print_comparison(const struct comparison *c, const struct comparison_names *names, int format)
{
    struct buf out = {0};
    if (format == FORMAT_TEXT)
        comparison_text(c, names, &out);
    else if (format == FORMAT_JSON)
        comparison_json(c, names, &out);
    else
        comparison_tsv(c, &out);
    fwrite(out.data, 1, out.len, stdout); /* program_main looks at the stream's error */
    buf_release(&out);
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct compare_options *o = memory;
    const struct evaluate_settings settings = {.judged = {.level = (int32_t)o->level}, .complete = o->complete};
    const struct comparison_settings compared = {.complete = o->complete, .permutations = o->permutations, .seed = o->seed};
    const struct comparison_names names = {.a = arguments[1], .b = arguments[2], .seed = o->seed};
    struct measure_list measures;
    struct entries qrels = {0}, rows[2] = {{.count = 0}, {.count = 0}};
    struct evaluation evaluations[2] = {{.query_count = 0}, {.query_count = 0}};
    struct comparison comparison = {0};
    enum status status = measures_choose_one(o->measure, &measures, err);
    if (status == STATUS_OK)
        status = qrels_read(arguments[0], &qrels, err);
    for (size_t i = 0; i + 1 < count && status == STATUS_OK; i++) {
        status = run_read(arguments[i + 1], false, &rows[i], err);
        if (status == STATUS_OK)
            evaluate(&qrels, &rows[i], &measures, &settings, &evaluations[i]);
    }
    if (status == STATUS_OK)
        status = comparison_make(&qrels, &measures, &evaluations[0], &evaluations[1], &compared, &comparison, err);
    if (status == STATUS_OK)
        print_comparison(&comparison, &names, o->format);
    comparison_release(&comparison);
    for (size_t i = 0; i < 2; i++) {
        evaluation_release(&evaluations[i]);
        entries_release(&rows[i]);
    }
    entries_release(&qrels);
    return status;
}

const struct command cmd_compare = {
    .name = "compare",
    .arguments = "QRELS RUN_A RUN_B",
    .min_arguments = 3,
    .max_arguments = 3,
    .summary = "say whether one run is better than another, and where",
    .details =
        "Compares two runs query by query: who is better on how many queries, Student's paired t test, Fisher's randomisation "
        "test (two-sided both), the queries that gained and lost most, and a picture in which each column is a query (or "
        "neighbours, when there are many), sorted by difference.",
    .examples = "lede-query compare qrels.txt bm25.run lede.run\tby average precision\n"
                "lede-query compare -m ndcg@10 --format tsv qrels.txt a.run b.run\teach query's figures\n",
    .options = options,
    .options_size = sizeof(struct compare_options),
    .set_defaults = set_defaults,
    .run = run,
};
