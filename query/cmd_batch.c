#include "query/batch.h"
#include "query/batch_options.h"
#include "query/batch_resume.h"
#include "query/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 80, FILE_MODE = 0666 };

static enum status make_settings(const struct batch_options *o, const char *const *arguments, struct choice_memory *memory,
                                 struct batch_settings *s, struct error *err)
{
    const struct printer *printer = printer_find(batch_formats[o->format]);
    int64_t now = (int64_t)time(NULL);
    *s = (struct batch_settings){.index = arguments[0],
                                 .path = arguments[1],
                                 .topics = {.form = (enum topics_form)o->input, .now = now},
                                 .printer = printer,
                                 .print = {.width = WIDTH, .tag = o->tag, .batch = true},
                                 .jobs = batch_job_count(o->jobs),
                                 .out = stdout,
                                 .out_name = o->output ? o->output : "standard output",
                                 .errors = stderr};
    if (topics_fields_parse(o->topic_fields, &s->topics.fields, err) != STATUS_OK)
        return error_prefix(err, "--topic-fields");
    if (o->resume && (!o->output || strcmp(arguments[1], "-") == 0))
        return error_set(err, STATUS_USAGE, "--resume needs --output and queries in a file");
    enum status status = choice_settings(&o->choice, now, memory, &s->search, err);
    if (s->search.candidates < o->choice.limit)
        s->search.candidates = o->choice.limit;
    s->search.texts = printer->needs_texts;
    return status;
}

static enum status open_output(const struct batch_options *o, struct batch_settings *s, bool *is_new, struct error *err)
{
    struct batch_place place = {0};
    *is_new = true;
    if (!o->output)
        return STATUS_OK;
    if (o->resume && batch_resume(s->path, &s->topics, o->output, s->printer, &place, err) != STATUS_OK)
        return err->status;
    int fd = open(o->output, O_WRONLY | O_CREAT | O_CLOEXEC, FILE_MODE);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0)
        goto failed;
    if (S_ISREG(info.st_mode) && (ftruncate(fd, place.offset) != 0 || lseek(fd, place.offset, SEEK_SET) < 0))
        goto failed;
    s->out = fdopen(fd, "w");
    if (!s->out)
        goto failed;
    s->skip = place.skip;
    *is_new = place.offset == 0;
    return STATUS_OK;
failed:
    error_set(err, STATUS_IO, "%s: %s", o->output, strerror(errno));
    if (fd >= 0)
        close(fd);
    return STATUS_IO;
}

static void write_header(const struct batch_settings *s)
{
    struct buf header = {0};
    if (s->printer->print_header)
        s->printer->print_header(&s->print, &header);
    if (header.len > 0)
        fwrite(header.data, 1, header.len, s->out);
    buf_release(&header);
}

static void print_timing(const struct batch_report *r)
{
    double rate = r->seconds > 0 ? (double)r->queries / r->seconds : 0;
    fprintf(stderr,
            "%" PRIu64 " queries in %.2f s, %.1f queries/s; in-process p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.2f ms\n",
            r->queries, r->seconds, rate, batch_percentile(r, 0.5), batch_percentile(r, 0.95), batch_percentile(r, 0.99),
            batch_percentile(r, 1));
}

static enum status close_output(const struct batch_options *o, struct batch_settings *s, struct error *err)
{
    if (s->out == stdout || !s->out)
        return STATUS_OK;
    bool failed = ferror(s->out) != 0; /* which was told when it came */
    errno = 0;
    failed = fclose(s->out) != 0 || failed;
    return failed ? error_set(err, STATUS_IO, "%s: the results could not be written: %s", o->output, strerror(errno)) : STATUS_OK;
}

static enum status conclude(const struct batch_options *o, const struct batch_report *r, uint64_t skipped, struct error *err)
{
    if (o->timing)
        print_timing(r);
    if (r->bad > 0 && o->strict)
        return error_set(err, STATUS_INPUT, "%" PRIu64 " of %" PRIu64 " queries could not be answered", r->bad, r->queries);
    if (r->bad > 0)
        fprintf(stderr, "%" PRIu64 " of %" PRIu64 " queries could not be answered; the others were\n", r->bad, r->queries);
    return r->found > 0 || r->queries == 0 || skipped > 0 ? STATUS_OK : STATUS_NOT_FOUND;
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct batch_options *o = memory;
    struct batch_settings settings = {.out = stdout};
    struct batch_report report = {0};
    struct choice_memory chosen = {0};
    struct error close_err;
    bool is_new = true;
    (void)count;
    enum status status = make_settings(o, arguments, &chosen, &settings, err);
    if (status == STATUS_OK)
        status = open_output(o, &settings, &is_new, err);
    if (status == STATUS_OK) {
        if (is_new)
            write_header(&settings);
        status = batch_run(&settings, &report, err);
    }
    enum status closed = close_output(o, &settings, &close_err);
    if (status == STATUS_OK && closed != STATUS_OK)
        *err = close_err;
    if (status == STATUS_OK)
        status = closed;
    if (status == STATUS_OK)
        status = conclude(o, &report, settings.skip, err);
    batch_report_release(&report);
    choice_memory_release(&chosen);
    return status;
}

const struct command cmd_batch = {
    .name = "batch",
    .arguments = "DB FILE",
    .min_arguments = 2,
    .max_arguments = 2,
    .summary = "answer a file of queries, for evaluation and scripts",
    .details =
        "FILE holds queries in one of these forms, which is recognised; - is standard input:\n\n"
        "  qid<TAB>query   also qid:query where each line begins so\n"
        "  query           a line each; its number is the qid\n"
        "  {\"qid\": \"7\", \"query\": \"...\", \"from\": \"2024-01\", \"to\": \"2024-06\", \"source\": \"...\", \"lang\": "
        "\"en\"}\n"
        "  <top> <num> 401 <title> ... <desc> ... <narr> ... </top>\n\n"
        "Queries are words, no syntax, unless --syntax full says so. Results come in the order of the queries, as soon as they are "
        "there; memory does not "
        "grow "
        "with the number of queries. A query that cannot be answered is named on standard error with file, line and qid, and the "
        "rest goes on; so is a qid that stands twice among the first million. A query that finds nothing prints nothing. Scores in "
        "TREC output decrease strictly, so that every "
        "evaluator sees the same order.",
    .examples = "lede-query batch news.db topics.tsv > run\ta TREC run of passages\n"
                "lede-query batch news.db topics.txt --topic-fields title,desc --unit articles > run\tTREC topics\n"
                "lede-query batch news.db queries.jsonl -f jsonl -o out.jsonl --resume\tgo on with a run that was cut off\n",
    .options = batch_option_table,
    .options_size = sizeof(struct batch_options),
    .set_defaults = batch_options_default,
    .run = run,
};
