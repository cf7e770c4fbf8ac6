#include "query/batch_options.h"
#include "query/commands.h"
#include "query/eval/qrels.h"
#include "query/tune/trial.h"
#include "query/tune/tune_print.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LIMIT = 1000, FOLDS = 5, ROUNDS = 3, MOST_FOLDS = 1000, MOST_ROUNDS = 100 };
enum format { FORMAT_TEXT, FORMAT_TSV };
static const char *const formats[] = {"text", "tsv", NULL};
static const char *const searches[] = {"coordinate", "grid", NULL}; /* enum tune_search */

struct tune_options {
    struct choice choice;
    struct option_list over;
    uint64_t jobs, folds, seed, rounds, level;
    int format, input, search;
    const char *topic_fields, *measure;
};

static const struct option options[] = {
    {.name = "over",
     .letter = 'p',
     .kind = OPTION_LIST,
     .offset = offsetof(struct tune_options, over),
     .argument = "NAME[=V,V,...]",
     .help = "A parameter of the ranker and the values to try. Without values: half, three quarters, one "
             "and a half times and twice what it is. Without any --over: so every parameter that is not 0.",
     .heading = "What is tried"},
    CHOICE_RANKER(tune_options),
    {.name = "search",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct tune_options, search),
     .argument = "HOW",
     .choices = searches,
     .default_text = "coordinate",
     .help = "coordinate moves one parameter after the other to its best value; grid tries every combination."},
    {.name = "rounds",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct tune_options, rounds),
     .argument = "N",
     .min = 1,
     .max = MOST_ROUNDS,
     .default_text = "3",
     .help = "A coordinate search goes over the parameters so often at most."},
    {.name = "measure",
     .letter = 'm',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct tune_options, measure),
     .argument = "NAME",
     .default_text = "map",
     .help = "What is to grow, as eval names it: map, ndcg@10, P_5, recip_rank.",
     .heading = "How it is judged"},
    {.name = "folds",
     .letter = 'k',
     .kind = OPTION_COUNT,
     .offset = offsetof(struct tune_options, folds),
     .argument = "N",
     .min = 2,
     .max = MOST_FOLDS,
     .default_text = "5",
     .help = "Deal the queries out to N folds; each is scored with what the others choose."},
    {.name = "seed",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct tune_options, seed),
     .argument = "N",
     .default_text = "1",
     .help = "Seed of the dealing: the same seed gives the same folds on every machine."},
    {.name = "level",
     .letter = 'l',
     .kind = OPTION_COUNT,
     .offset = offsetof(struct tune_options, level),
     .argument = "N",
     .min = 1,
     .max = QRELS_MAX_GRADE,
     .default_text = "1",
     .help = "Grades from N on are relevant."},
    CHOICE_LIMIT(tune_options, "1000", "Look at N results a query."),
    {.name = "unit",
     .letter = 'u',
     .kind = OPTION_CHOICE,
     .offset = CHOICE_OFFSET(tune_options, unit),
     .argument = "UNIT",
     .choices = choice_units,
     .default_text = "articles",
     .help = "What the judgements name."},
    CHOICE_PER_ARTICLE(tune_options, "At most N results of one article a query; 0 means any number."),
    BATCH_INPUT(tune_options),
    BATCH_TOPIC_FIELDS(tune_options),
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct tune_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help =
         "text: the table of folds, the neighbourhood of the best point, and the option to paste; tsv: every point that was tried.",
     .heading = "Output"},
    BATCH_JOBS(tune_options),
    {0},
};

static void set_defaults(void *memory)
{
    struct tune_options *o = memory;
    *o = (struct tune_options){.choice = choice_default(),
                               .folds = FOLDS,
                               .seed = 1,
                               .rounds = ROUNDS,
                               .level = 1,
                               .topic_fields = "title",
                               .measure = "map"};
    o->choice.limit = LIMIT;
    o->choice.unit = UNIT_ARTICLES;
    o->choice.timeout = 0; /* a figure must not depend on the load of the machine */
}

static enum status make_batch(const struct tune_options *o, const char *const *arguments, struct choice_memory *memory,
                              struct batch_settings *out, struct error *err)
{
    int64_t now = (int64_t)time(NULL);
    *out = (struct batch_settings){.index = arguments[0],
                                   .path = arguments[1],
                                   .topics = {.form = (enum topics_form)o->input, .now = now},
                                   .print = {.tag = "tune", .batch = true},
                                   .jobs = batch_job_count(o->jobs),
                                   .errors = stderr};
    if (strcmp(arguments[1], "-") == 0)
        return error_set(err, STATUS_USAGE, "the queries are read again for each point; they must stand in a file");
    if (topics_fields_parse(o->topic_fields, &out->topics.fields, err) != STATUS_OK)
        return error_prefix(err, "--topic-fields");
    enum status status = choice_settings(&o->choice, now, memory, &out->search, err);
    if (out->search.candidates < o->choice.limit)
        out->search.candidates = o->choice.limit;
    out->search.texts = false;
    return status;
}

static enum status make_space(const struct tune_options *o, const struct ranker *ranker, struct space *space, struct error *err)
{
    enum status status = STATUS_OK;
    if (o->over.count == 0)
        return space_add_all(space, ranker, err);
    for (size_t i = 0; i < o->over.count && status == STATUS_OK; i++)
        status = space_add(space, ranker, o->over.items[i], err);
    return status == STATUS_OK ? status : error_prefix(err, "--over");
}

static void print_result(const struct tune_options *o, const struct tune_result *result, const struct space *space,
                         const char *measure)
{
    const struct tune_names names = {
        .ranker = o->choice.ranker ? o->choice.ranker : ranker_names[0]->name, .measure = measure, .seed = o->seed};
    struct buf out = {0};
    (o->format == FORMAT_TEXT ? tune_text : tune_tsv)(result, space, &names, &out);
    fwrite(out.data, 1, out.len, stdout); /* program_main looks at the stream's error */
    buf_release(&out);
}

static enum status tune_all(const struct tune_options *o, const struct trial_settings *settings, struct error *err)
{
    const struct tune_settings tuned = {
        .search = (enum tune_search)o->search, .folds = (size_t)o->folds, .rounds = (size_t)o->rounds, .seed = o->seed};
    struct trial_runner runner = {.tried = 0};
    struct tune_result result = {0};
    enum status status = trial_open(settings, &runner, err);
    if (status != STATUS_OK)
        return status;
    const struct tune_oracle oracle = trial_oracle(&runner);
    status = tune(settings->space, &tuned, &oracle, &result, err);
    if (status == STATUS_OK)
        print_result(o, &result, settings->space, settings->measures->items[0].name);
    tune_result_release(&result);
    trial_close(&runner);
    return status;
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct tune_options *o = memory;
    struct choice_memory chosen = {0};
    struct measure_list measures;
    struct entries qrels = {0};
    struct space space = {.count = 0};
    struct trial_settings settings = {.space = &space,
                                      .qrels = &qrels,
                                      .measures = &measures,
                                      .judged = {.level = (int32_t)o->level},
                                      .progress = isatty(STDERR_FILENO)};
    (void)count;
    enum status status = measures_choose_one(o->measure, &measures, err);
    if (status == STATUS_OK)
        status = make_batch(o, arguments, &chosen, &settings.batch, err);
    settings.ranker = settings.batch.search.ranker ? settings.batch.search.ranker : ranker_default((enum unit)o->choice.unit);
    if (status == STATUS_OK)
        status = make_space(o, settings.ranker, &space, err);
    if (status == STATUS_OK)
        status = qrels_read(arguments[2], &qrels, err);
    if (status == STATUS_OK)
        status = tune_all(o, &settings, err);
    entries_release(&qrels);
    choice_memory_release(&chosen);
    return status;
}

const struct command cmd_tune = {
    .name = "tune",
    .arguments = "DB TOPICS QRELS",
    .min_arguments = 3,
    .max_arguments = 3,
    .summary = "look for the best parameters of a ranker, with cross-validation",
    .details =
        "Answers the queries of TOPICS (in any form that batch reads) with many values of the ranker's parameters, measures the "
        "results against QRELS, and says which values are best. The queries are dealt out to folds, and each fold is scored with "
        "the "
        "values that the other folds choose: the figure of \"all\" in the table is what such a choice gains on queries that nobody "
        "looked at. The last line is the option to give to search and batch.",
    .examples =
        "lede-query tune news.db topics.tsv qrels.txt\tevery parameter of the default ranker\n"
        "lede-query tune news.db topics.tsv qrels.txt -p feedback.share=0.2,0.3,0.4,0.5 -p feedback.terms=20,40\ttwo of them\n"
        "lede-query tune news.db topics.tsv qrels.txt -r bm25 -p weight.k1 -p weight.b --search grid\tall combinations\n",
    .options = options,
    .options_size = sizeof(struct tune_options),
    .set_defaults = set_defaults,
    .run = run,
};
