#include "indexer/pipeline.h"

#include "tests/support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A writer that only notes what it is asked, in order. */
struct log_writer {
    struct writer base;
    struct buf log;
    unsigned fail_after; /* replace fails from this call on; 0 = never */
    unsigned calls;
};

struct prepared_segments {
    struct store_document *documents;
    size_t count;
};

static struct log_writer *own(struct writer *w)
{
    return (struct log_writer *)(void *)w;
}

static void *log_prepare(const struct writer *w, struct document_builder *b, size_t count, size_t *bytes)
{
    (void)w;
    struct prepared_segments *p = mem_alloc(sizeof *p);
    p->documents = document_flatten(b, count, bytes);
    p->count = count;
    return p;
}

static void log_discard(void *prepared)
{
    struct prepared_segments *p = prepared;
    free(p->documents);
    free(p);
}

static enum status log_replace(struct writer *w, struct view id_term, void *prepared, struct error *err)
{
    struct log_writer *l = own(w);
    struct prepared_segments *p = prepared;
    l->calls++;
    buf_printf(&l->log, "replace %.*s:", (int)id_term.len, id_term.ptr);
    for (size_t i = 0; i < p->count; i++)
        buf_printf(&l->log, " %zu terms %zu bytes", p->documents[i].term_count, p->documents[i].data.len);
    buf_add_char(&l->log, '\n');
    log_discard(prepared);
    if (l->fail_after > 0 && l->calls >= l->fail_after)
        return error_set(err, STATUS_IO, "the disk is full");
    return STATUS_OK;
}

static enum status log_find(struct writer *w, struct view id_term, struct buf *record, struct error *err)
{
    (void)err;
    buf_printf(&own(w)->log, "find %.*s\n", (int)id_term.len, id_term.ptr);
    buf_clear(record);
    record_encode(&(struct record){.segments = 1}, record);
    return STATUS_OK;
}

static enum status log_remove(struct writer *w, struct view term, struct error *err)
{
    (void)err;
    buf_printf(&own(w)->log, "remove %.*s\n", (int)term.len, term.ptr);
    return STATUS_OK;
}

static enum status log_ids(struct writer *w, struct view term, size_t limit, uint32_t *after, struct buf *ids, struct error *err)
{
    (void)limit, (void)after, (void)ids, (void)err;
    buf_printf(&own(w)->log, "ids %.*s\n", (int)term.len, term.ptr);
    return STATUS_OK;
}

static enum status log_set_metadata(struct writer *w, struct view key, struct view value, struct error *err)
{
    struct manifest_entry entry;
    struct view path;
    ck_assert_int_eq(manifest_decode(key, value, &entry, &path, err), STATUS_OK);
    buf_printf(&own(w)->log, "entry %.*s: %d, %llu articles\n", (int)path.len, path.ptr, entry.complete,
               (unsigned long long)entry.articles);
    return STATUS_OK;
}

static enum status log_commit(struct writer *w, struct error *err)
{
    (void)err;
    buf_add_text(&own(w)->log, "commit\n");
    return STATUS_OK;
}

static void log_close(struct writer *w)
{
    buf_release(&own(w)->log);
}

static const struct writer_ops log_ops = {.name = "log",
                                          .prepare = log_prepare,
                                          .discard = log_discard,
                                          .replace = log_replace,
                                          .find = log_find,
                                          .remove = log_remove,
                                          .ids = log_ids,
                                          .set_metadata = log_set_metadata,
                                          .commit = log_commit,
                                          .close = log_close};

static char folder[64];

static void write_file(const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

/* Several megabytes of lines: more than one chunk, and ids that come again. */
static void write_lines(const char *name, unsigned count)
{
    struct buf text = {0};
    for (unsigned i = 0; i < count; i++) {
        buf_printf(&text, "{\"id\":\"n%u\",\"title\":\"Number %u\",\"text\":\"", i % (count - 7), i);
        for (unsigned k = 0; k < 40 + i % 60; k++)
            buf_printf(&text, "word%u tells of the summit. ", (i * 31 + k * 7) % 997);
        buf_add_text(&text, "\"}\n");
    }
    write_file(name, text.data);
    buf_release(&text);
}

static void setup(void)
{
    snprintf(folder, sizeof folder, "/tmp/lede-pipeline-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void teardown(void)
{
    static const char *const names[] = {"a.jsonl", "b.txt", "c.html", "d.bin", "e.json"};
    char path[160];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

struct outcome {
    enum status status;
    struct error err;
    struct report report;
    char *log;
};

static struct outcome run(unsigned jobs, uint64_t batch, unsigned fail_after)
{
    struct log_writer writer = {.base = {.ops = &log_ops, .was_empty = true}, .fail_after = fail_after};
    struct outcome out = {0};
    struct manifest *manifest = NULL;
    struct progress progress = {0};
    const char *const paths[] = {folder};
    const struct pipeline_settings settings = {.paths = paths,
                                               .path_count = 1,
                                               .index = "/tmp/lede-no-index",
                                               .language = "en",
                                               .jobs = jobs,
                                               .batch_bytes = batch,
                                               .quiet = true};
    ck_assert_int_eq(manifest_load(NULL, &manifest, &out.err), STATUS_OK);
    out.status = pipeline_run(&settings, &writer.base, manifest, &out.report, &progress, &out.err);
    out.log = mem_copy_text(view_of_buf(&writer.log));
    log_close(&writer.base);
    manifest_free(manifest);
    return out;
}

static void outcome_release(struct outcome *o)
{
    free(o->log);
    report_release(&o->report);
}

static void write_everything(void)
{
    write_lines("a.jsonl", 2000);
    write_file("b.txt", "A title\n\nAnd a text about a summit.\n");
    write_file("c.html",
               "<html><head><title>A page</title></head><body><p>Its text is about a pact between two countries.</p></body>");
    write_file("d.bin", "\x01\x02");
    write_file("e.json", "[{\"id\":\"j1\",\"title\":\"One\",\"text\":\"x\"},{\"id\":\"j2\",\"title\":\"Two\",\"text\":\"y\"}]");
}

START_TEST(what_is_written_does_not_depend_on_the_number_of_threads)
{
    static const unsigned jobs[] = {2, 3, 8};
    write_everything();
    struct outcome one = run(1, 300000, 0);
    ck_assert_int_eq(one.status, STATUS_OK);
    ck_assert_uint_eq(one.report.added, 1993 + 4);
    ck_assert_uint_eq(one.report.replaced, 7);
    ck_assert_uint_eq(one.report.skipped, 1);
    ck_assert_uint_gt(one.report.commits, 5);
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        struct outcome many = run(jobs[i], 300000, 0);
        ck_assert_int_eq(many.status, STATUS_OK);
        ck_assert(strcmp(one.log, many.log) == 0);
        outcome_release(&many);
    }
    outcome_release(&one);
}
END_TEST

START_TEST(a_commit_in_the_middle_of_a_file_marks_it_unfinished)
{
    write_lines("a.jsonl", 300);
    struct outcome o = run(2, 100000, 0);
    const char *marker = strstr(o.log, "a.jsonl: 0, ");
    const char *commit = strstr(o.log, "commit");
    const char *complete = strstr(o.log, "a.jsonl: 1, 293 articles");
    ck_assert(marker && commit && complete);
    ck_assert(marker < commit && commit < complete);
    ck_assert_str_eq(strstr(complete, "\n"), "\ncommit\n");
    outcome_release(&o);
}
END_TEST

START_TEST(a_new_index_is_asked_only_for_ids_that_came_before)
{
    write_lines("a.jsonl", 100);
    struct outcome o = run(1, 1 << 30, 0);
    size_t finds = 0;
    for (const char *at = o.log; (at = strstr(at, "find ")); at++)
        finds++;
    ck_assert_uint_eq(finds, 7);
    ck_assert_ptr_null(strstr(o.log, "ids "));
    outcome_release(&o);
}
END_TEST

START_TEST(a_failing_writer_ends_the_run_and_says_what_is_lost)
{
    write_everything();
    struct outcome o = run(3, 300000, 500);
    ck_assert_int_eq(o.status, STATUS_IO);
    ck_assert_ptr_nonnull(strstr(o.err.text, "the disk is full"));
    ck_assert_ptr_nonnull(strstr(o.err.text, "are not"));
    ck_assert_uint_gt(o.report.saved, 0);
    ck_assert_uint_eq(o.report.added, 499);
    outcome_release(&o);
}
END_TEST

START_TEST(a_json_file_that_breaks_off_is_told_and_costs_no_other)
{
    write_file("a.jsonl", "{\"id\":\"1\",\"title\":\"x\"}\nnonsense\n{\"id\":\"2\",\"title\":\"y\"}\n");
    write_file("e.json", "{\"id\":");
    write_file("b.txt", "A title\n\nA text.\n");
    struct outcome o = run(1, 1 << 20, 0);
    ck_assert_int_eq(o.status, STATUS_OK);
    ck_assert_uint_eq(o.report.added, 3);
    ck_assert_uint_eq(o.report.skipped, 2);
    ck_assert_uint_eq(o.report.problems[0].line, 2);
    outcome_release(&o);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        what_is_written_does_not_depend_on_the_number_of_threads, a_commit_in_the_middle_of_a_file_marks_it_unfinished,
        a_new_index_is_asked_only_for_ids_that_came_before, a_failing_writer_ends_the_run_and_says_what_is_lost,
        a_json_file_that_breaks_off_is_told_and_costs_no_other};
    Suite *suite = suite_create("pipeline");
    TCase *tcase = tcase_create("pipeline");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
