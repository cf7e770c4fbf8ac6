#include "indexer/commands.h"

#include "indexer/interrupt.h"
#include "indexer/pipeline.h"
#include "indexer/writer_choice.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct update_options {
    uint64_t jobs; /* 0 = one a processor */
    const char *language;
    uint64_t batch, memory, checkpoint;
    int progress, writer;
    bool keep_missing, strict, json, quiet;
};

static const char *const progress_names[] = {"auto", "always", "never", NULL}; /* enum progress_mode */

static const char *const writer_names[] = {"auto", "bulk", "xapian", NULL}; /* enum writer_choice */

static const struct option update_option_table[] = {
    {.name = "jobs",
     .letter = 'j',
     .kind = OPTION_COUNT,
     .offset = offsetof(struct update_options, jobs),
     .argument = "N",
     .min = 1,
     .max = 256,
     .default_text = "one a processor",
     .help = "Analyse in N threads. The index does not depend on it."},
    {.name = "language",
     .letter = 'l',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct update_options, language),
     .argument = "CODE",
     .default_text = "en",
     .help = "The language (ISO 639 code) of articles that do not say theirs; \"none\" stems nothing. It is fixed when the index "
             "is made."},
    {.name = "keep-missing",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct update_options, keep_missing),
     .help = "Keep the articles of files that are no longer in the named folders."},
    {.name = "strict",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct update_options, strict),
     .help = "End with exit code 65 when anything was skipped; everything else is indexed all the same."},
    {.name = "batch",
     .kind = OPTION_SIZE,
     .offset = offsetof(struct update_options, batch),
     .argument = "SIZE",
     .default_text = "64M",
     .help = "Save after so many bytes of text. A larger batch makes a denser index and needs about ten times as much memory."},
    {.name = "writer",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct update_options, writer),
     .argument = "HOW",
     .choices = writer_names,
     .default_text = "auto",
     .help = "What writes the index: bulk makes a new one beside its place (with what stands there, if anything does) and moves it "
             "there whole; xapian "
             "adds to one step by step (--batch). auto takes bulk where there is no index yet, and for an update of at least 8 MB "
             "that is not small "
             "against the index (1/32 of its size). The answers do not depend on it."},
    {.name = "memory",
     .kind = OPTION_SIZE,
     .offset = offsetof(struct update_options, memory),
     .argument = "SIZE",
     .min = 16 << 20,
     .max = -1,
     .default_text = "512M",
     .help = "The memory that a bulk build may use; beyond it, it goes on with temporary files beside the index."},
    {.name = "checkpoint",
     .kind = OPTION_SIZE,
     .offset = offsetof(struct update_options, checkpoint),
     .argument = "SIZE",
     .max = -1,
     .default_text = "256M",
     .help = "A first bulk build keeps a journal, and after so many bytes of text puts all that it has on disk: when it is killed, "
             "or fails because the disk is full, the same "
             "command goes on from there, if the input up to there is the same (names, sizes, times). 0 keeps none, and so does "
             "standard input, which cannot be read again."},
    {.name = "json",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct update_options, json),
     .help = "Print the summary as JSON.",
     .heading = "Output"},
    {.name = "quiet",
     .letter = 'q',
     .kind = OPTION_FLAG,
     .offset = offsetof(struct update_options, quiet),
     .help = "Print no summary, no problems and no progress, only errors."},
    {.name = "progress",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct update_options, progress),
     .argument = "WHEN",
     .choices = progress_names,
     .default_text = "auto",
     .help = "Show a progress line on standard error; auto shows it on a terminal."},
    {0},
};

static void set_defaults(void *memory)
{
    struct update_options *o = memory;
    o->batch = (uint64_t)64 << 20;
    o->memory = (uint64_t)512 << 20;
    o->checkpoint = (uint64_t)256 << 20;
}

static void print_report(const struct update_options *o, const struct report *report)
{
    struct buf out = {0};
    if (o->json)
        report_json(report, &out);
    else if (!o->quiet)
        report_text(report, &out);
    if (out.len > 0)
        fwrite(out.data, 1, out.len, stdout); /* program_main looks at the stream's error */
    buf_release(&out);
}

static unsigned count_jobs(const struct update_options *o)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (o->jobs > 0)
        return (unsigned)o->jobs;
    return cores < 1 ? 1 : cores > 256 ? 256 : (unsigned)cores;
}

static enum status run_pipeline(const struct update_options *o, const char *index, const char *const *paths, size_t count,
                                const struct writer_target *target, struct error *err)
{
    struct report report = {0};
    struct progress progress = {0};
    const struct pipeline_settings settings = {.paths = paths,
                                               .path_count = count,
                                               .index = index,
                                               .language = target->language,
                                               .jobs = count_jobs(o),
                                               .batch_bytes = target->writer->saves_once ? UINT64_MAX : o->batch,
                                               .checkpoint_bytes = o->checkpoint,
                                               .keep_missing = o->keep_missing,
                                               .quiet = o->quiet};
    progress_start(&progress, o->quiet ? PROGRESS_NEVER : (enum progress_mode)o->progress);
    enum status status = pipeline_run(&settings, target->writer, target->manifest, &report, &progress, err);
    if (status == STATUS_OK || status == STATUS_INTERRUPTED || status == STATUS_INPUT)
        print_report(o, &report);
    if (status == STATUS_OK && o->strict && report.skipped > 0)
        status = error_set(err, STATUS_INPUT, "%llu files or articles were skipped", (unsigned long long)report.skipped);
    report_release(&report);
    return status;
}

/* A standard input that is closed, or a folder: nothing would come from it, as from an empty one. */
static enum status check_stdin(const char *const *paths, size_t count, struct error *err)
{
    char none;
    bool wanted = false;
    for (size_t i = 0; i < count; i++)
        wanted = wanted || strcmp(paths[i], "-") == 0;
    if (wanted && read(STDIN_FILENO, &none, 0) < 0)
        return error_set(err, STATUS_INPUT, "-: standard input cannot be read: %s", strerror(errno));
    return STATUS_OK;
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct update_options *o = memory;
    const struct writer_wish wish = {.how = (enum writer_choice)o->writer,
                                     .index = arguments[0],
                                     .paths = arguments + 1,
                                     .path_count = count - 1,
                                     .language = o->language,
                                     .memory = o->memory,
                                     .checkpoints = o->checkpoint > 0,
                                     .jobs = count_jobs(o)};
    struct writer_target target = {0};
    interrupt_install(); /* choosing a writer makes the folder of a build, and may read much */
    enum status status = check_stdin(wish.paths, wish.path_count, err);
    if (status == STATUS_OK)
        status = writer_choose(&wish, &target, err);
    if (status == STATUS_OK && target.note.text[0] && !o->quiet)
        fprintf(stderr, "lede-index: %s\n", target.note.text);
    if (status == STATUS_OK)
        status = run_pipeline(o, arguments[0], arguments + 1, count - 1, &target, err);
    writer_target_release(&target);
    return status;
}

const struct command cmd_update = {
    .name = "update",
    .arguments = "DB PATH...",
    .min_arguments = 2,
    .max_arguments = SIZE_MAX,
    .summary = "make the index DB, or bring it up to date with files and folders",
    .details =
        "Reads every PATH: a file, a folder with all below it, or - for JSON lines on standard input. A compressed file (gzip, "
        "bzip2, "
        "xz, zstd, lz4, compress) is read as what it holds; archives of several files are not read. A file whose size and time "
        "are as at the last run is not read again; of a file that changed, only the articles that differ are written, and those "
        "that it no longer holds are deleted. Articles of files that vanished from a named folder are deleted too, unless "
        "--keep-missing says otherwise.\n\n"
        "An article has one id. Where a record brings none, that is its address (url); without one it is its place, FILE:LINE, or "
        "what it says, where it comes on standard input. Where an id comes again, the later article takes the place of the earlier "
        "one; when it goes from its file, that of the other file, which is read again, comes back. Bad input costs "
        "itself alone: it is skipped, counted and told.\n\n"
        "The first SIGINT, SIGTERM or SIGHUP finishes the article at hand, saves and ends; a second one ends at once. Nothing that "
        "was saved is ever lost by a crash, and running the same command again goes on where it ended.\n\n"
        "--json prints one object: version (1), added, changed, unchanged, deleted, replaced, skipped, noted (counts of articles "
        "and of problems), files {read, unchanged, vanished}, input_bytes, text_bytes, resumed (articles that an interrupted build "
        "had done; they are in the other "
        "counts), commits, seconds, mb_per_second, signal (0, "
        "or "
        "the one that ended the run), reasons [{count, skipped, reason}], problems [{path, line, skipped, reason}] (the first "
        "1,000).",
    .examples = "lede-index update news.db articles/\tindexes a folder; the same again later brings it up to date\n"
                "fetch-wire | lede-index update news.db -\tadds what comes on standard input\n",
    .options = update_option_table,
    .options_size = sizeof(struct update_options),
    .set_defaults = set_defaults,
    .run = run,
};
