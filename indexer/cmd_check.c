#include "common/stored.h"
#include "indexer/commands.h"
#include "indexer/manifest.h"

#include "common/escape.h"
#include "common/outline.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_PRINTED = 100, MAX_CHILD_OUTPUT = 1 << 20 };

struct check {
    const char *path;
    struct store_reader *reader;
    uint64_t problems, articles, segments, files;
};

static void problem(struct check *c, const char *sentence)
{
    struct buf line = {0};
    if (c->problems++ < MAX_PRINTED) {
        escape_terminal(view_of(sentence), false, &line);
        printf("%s\n", line.data);
    }
    buf_release(&line);
}

/* The child: damaged files may crash the library. Exit codes (what is wrong is told on `fd`): */
enum { SOUND, FAULTS, NOT_READ };

static void check_tables_child(const char *path, int fd)
{
    struct buf report = {0};
    struct error err = {0};
    size_t faults = 0;
    enum status status = store_check(path, &faults, &report, &err);
    if (status != STATUS_OK) {
        buf_clear(&report);
        buf_add_text(&report, err.text);
        faults++;
    }
    for (size_t at = 0; faults > 0 && at < report.len;) {
        ssize_t wrote = write(fd, report.data + at, report.len - at);
        if (wrote < 0 && errno != EINTR)
            break;
        at += wrote > 0 ? (size_t)wrote : 0;
    }
    _exit(status == STATUS_IO ? NOT_READ : faults > 0 ? FAULTS : SOUND);
}

static void read_pipe(int fd, struct buf *out)
{
    char bytes[4096];
    ssize_t got;
    while ((got = read(fd, bytes, sizeof bytes)) != 0) {
        if (got < 0 && errno != EINTR)
            break;
        if (got > 0 && out->len < MAX_CHILD_OUTPUT)
            buf_add(out, bytes, (size_t)got);
    }
}

static enum status run_child(const char *path, struct buf *report, int *wait_status, struct error *err)
{
    int ends[2];
    fflush(NULL);
    if (pipe(ends) != 0)
        return error_set(err, STATUS_IO, "cannot make a pipe: %s", strerror(errno));
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        check_tables_child(path, ends[1]);
    }
    close(ends[1]);
    if (child > 0)
        read_pipe(ends[0], report);
    close(ends[0]);
    if (child < 0)
        return error_set(err, STATUS_IO, "cannot start a process: %s", strerror(errno));
    while (waitpid(child, wait_status, 0) < 0)
        if (errno != EINTR)
            return error_set(err, STATUS_IO, "cannot wait for a process: %s", strerror(errno));
    return STATUS_OK;
}

static enum status check_tables(struct check *c, struct error *err)
{
    struct buf report = {0};
    int ended = 0;
    enum status status = run_child(c->path, &report, &ended, err);
    if (status == STATUS_OK && WIFSIGNALED(ended)) {
        buf_clear(&report);
        buf_printf(&report, "the tables are so damaged that libxapian's check of them crashed (signal %d)", WTERMSIG(ended));
        problem(c, report.data);
    } else if (status == STATUS_OK && WEXITSTATUS(ended) == NOT_READ) {
        status = error_set(err, STATUS_IO, "cannot check %s", report.data);
    } else if (status == STATUS_OK && WEXITSTATUS(ended) != SOUND) {
        struct buf shown = {0};
        escape_terminal(view_trim(view_of_buf(&report)), true, &shown);
        c->problems++;
        printf("libxapian finds the tables damaged:\n%s\n", shown.len > 0 ? shown.data : "(it does not say where)");
        buf_release(&shown);
    }
    buf_release(&report);
    return status;
}

/* The article at hand is over: is all of it there? */
static void close_article(struct check *c, struct stored *s)
{
    struct error why;
    if (s->segments == 0)
        return;
    c->articles++;
    if (stored_finish(s, &why) != STATUS_OK)
        problem(c, why.text);
    stored_clear(s);
}

/* Whether what the outline says of its segment is what the record says. Older indexes have none. */
static bool is_outline_good(struct check *c, uint32_t docid, struct view stored)
{
    struct error why;
    struct record record;
    struct outline outline;
    struct buf bytes = {0};
    bool good = store_reader_value(c->reader, docid, SLOT_OUTLINE, &bytes, &why) == STATUS_OK &&
                record_decode(stored, &record, &why) == STATUS_OK;
    if (good && bytes.len > 0 && bytes.data[0] != OUTLINE_NONE)
        good = outline_open(view_of_buf(&bytes), &outline) && outline.segments == record.segments &&
               outline.offset == record.offset && outline.first_paragraph == record.first_paragraph;
    buf_release(&bytes);
    return good;
}

static enum status check_document(struct check *c, uint32_t docid, struct stored *s, struct buf *record, struct error *err)
{
    struct error why;
    struct buf text = {0};
    struct buf id = {0};
    enum status status = store_reader_record(c->reader, docid, record, &why);
    if (status == STATUS_CHANGED)
        return error_set(err, status, "the index changed while it was being checked; check it again");
    if (status == STATUS_OK)
        status = stored_add(s, view_of_buf(record), &why);
    if (status != STATUS_OK) {
        buf_printf(&text, "document %u: %s", docid, why.text);
        problem(c, text.data);
        stored_clear(s);
    } else if (store_reader_value(c->reader, docid, SLOT_ARTICLE, &id, &why) != STATUS_OK ||
               !view_equal(view_of_buf(&id), s->record.article.id)) {
        buf_printf(&text, "document %u: its collapse key is not the article's id", docid);
        problem(c, text.data);
    } else if (!is_outline_good(c, docid, view_of_buf(record))) {
        buf_printf(&text, "document %u: its outline is not that of its segment", docid);
        problem(c, text.data);
    }
    if (stored_is_complete(s))
        close_article(c, s);
    buf_release(&text);
    buf_release(&id);
    return STATUS_OK;
}

/* The segments of an article follow one another, so one walk over all documents sees each article whole. */
static enum status check_records(struct check *c, struct error *err)
{
    uint32_t *docids = NULL;
    size_t count = 0;
    struct stored s = {0};
    struct buf record = {0};
    struct store_stats stats;
    enum status status = store_reader_stats(c->reader, &stats, err);
    if (status == STATUS_OK)
        status = store_reader_documents(c->reader, (struct view){0}, &docids, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = check_document(c, docids[i], &s, &record, err);
    if (status == STATUS_OK) {
        close_article(c, &s);
        c->segments = count;
        if (stats.articles != c->articles)
            problem(c, "the number of articles is not the number of their first segments");
    }
    free(docids);
    stored_release(&s);
    buf_release(&record);
    return status;
}

static enum status check_manifest(struct check *c, struct error *err)
{
    struct store_term_list keys = {0};
    struct buf stored = {0};
    struct manifest_entry entry;
    struct view path;
    struct error why;
    enum status status = store_reader_metadata_keys(c->reader, VIEW(METADATA_FILE_PREFIX), &keys, err);
    for (size_t i = 0; status == STATUS_OK && i < keys.count; i++) {
        struct view key = view_of(keys.items[i].name);
        status = store_reader_metadata(c->reader, key, &stored, err);
        if (status == STATUS_OK && manifest_decode(key, view_of_buf(&stored), &entry, &path, &why) != STATUS_OK)
            problem(c, why.text);
    }
    c->files = keys.count;
    store_term_list_release(&keys);
    buf_release(&stored);
    return status;
}

static enum status run(const void *options, const char *const *arguments, size_t count, struct error *err)
{
    struct check c = {.path = arguments[0]};
    (void)options;
    (void)count;
    enum status status = store_reader_open(c.path, &c.reader, err);
    if (status != STATUS_OK)
        return status;
    status = check_tables(&c, err);
    if (status == STATUS_OK && c.problems == 0)
        status = check_records(&c, err);
    if (status == STATUS_OK && c.problems == 0)
        status = check_manifest(&c, err);
    store_reader_close(c.reader);
    if (status != STATUS_OK)
        return status;
    if (c.problems > 0)
        return error_set(err, STATUS_INDEX, "%s: %llu faults; make the index again", c.path, (unsigned long long)c.problems);
    printf("%s is sound: %llu articles, %llu segments, %llu files\n", c.path, (unsigned long long)c.articles,
           (unsigned long long)c.segments, (unsigned long long)c.files);
    return STATUS_OK;
}

const struct command cmd_check = {
    .name = "check",
    .arguments = "DB",
    .min_arguments = 1,
    .max_arguments = 1,
    .summary = "verify the index DB",
    .details = "Runs Xapian's check of all tables, then reads every stored record: whether each article is complete, and whether "
               "its text and fields still have the hash that they were indexed with. What is wrong is printed; exit code 3.",
    .run = run,
};
