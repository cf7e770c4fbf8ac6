#include "indexer/report.h"

#include "common/escape.h"

#include <stdlib.h>

void report_release(struct report *r)
{
    for (size_t i = 0; i < r->problem_count; i++) {
        free(r->problems[i].path);
        free(r->problems[i].sentence);
    }
    for (size_t i = 0; i < r->reason_count; i++)
        free(r->reasons[i].sentence);
    free(r->problems);
    free(r->reasons);
    *r = (struct report){0};
}

uint64_t report_writes(const struct report *r)
{
    return r->added + r->changed + r->deleted + r->replaced;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The sentence without what differs from case to case: "…" for quoted words, N for numbers. */
static void generalise(const char *sentence, struct buf *out)
{
    for (const char *at = sentence; *at;) {
        if (is_digit(*at)) {
            buf_add_char(out, 'N');
            while (is_digit(*at))
                at++;
        } else if (*at == '"') {
            buf_add_text(out, "\"…\"");
            for (at++; *at && *at != '"'; at++)
                ;
            at += *at == '"';
        } else {
            buf_add_char(out, *at++);
        }
    }
}

static void count_reason(struct report *r, const char *sentence, bool skipped)
{
    struct buf general = {0};
    generalise(sentence, &general);
    struct view reason = view_of_buf(&general);
    if (r->reason_count == REPORT_MAX_REASONS)
        reason = VIEW("other reasons");
    size_t at = 0;
    while (at < r->reason_count && (r->reasons[at].skipped != skipped || !view_equal(view_of(r->reasons[at].sentence), reason)))
        at++;
    if (at == r->reason_count) {
        mem_grow(&r->reasons, &r->reason_cap, r->reason_count, sizeof *r->reasons);
        r->reasons[r->reason_count++] = (struct report_reason){.sentence = mem_copy_text(reason), .skipped = skipped};
    }
    r->reasons[at].count++;
    buf_release(&general);
}

void report_add(struct report *r, const char *path, uint64_t line, const char *sentence, bool skipped)
{
    *(skipped ? &r->skipped : &r->noted) += 1;
    count_reason(r, sentence, skipped);
    if (r->problem_count == REPORT_MAX_PROBLEMS)
        return;
    mem_grow(&r->problems, &r->problem_cap, r->problem_count, sizeof *r->problems);
    r->problems[r->problem_count++] =
        (struct report_problem){mem_copy_text(view_of(path)), line, mem_copy_text(view_of(sentence)), skipped};
}

void report_problem_line(const char *path, uint64_t line, const char *sentence, bool skipped, struct buf *out)
{
    buf_add_text(out, skipped ? "skipped: " : "noted: ");
    escape_terminal(view_of(path), false, out);
    if (line > 0)
        buf_printf(out, ": line %llu", (unsigned long long)line);
    buf_add_text(out, ": ");
    escape_terminal(view_of(sentence), false, out);
}

static double per_second(uint64_t bytes, double seconds)
{
    return seconds > 0 ? (double)bytes / 1e6 / seconds : 0;
}

static void reasons_text(const struct report *r, bool skipped, struct buf *out)
{
    for (size_t i = 0; i < r->reason_count; i++) {
        if (r->reasons[i].skipped != skipped)
            continue;
        buf_printf(out, "  %llu x ", (unsigned long long)r->reasons[i].count);
        escape_terminal(view_of(r->reasons[i].sentence), false, out);
        buf_add_char(out, '\n');
    }
}

void report_text(const struct report *r, struct buf *out)
{
    buf_printf(out, "added %llu, changed %llu, unchanged %llu, deleted %llu, replaced %llu, skipped %llu\n",
               (unsigned long long)r->added, (unsigned long long)r->changed, (unsigned long long)r->unchanged,
               (unsigned long long)r->deleted, (unsigned long long)r->replaced, (unsigned long long)r->skipped);
    reasons_text(r, true, out);
    if (r->noted > 0)
        buf_printf(out, "noted %llu\n", (unsigned long long)r->noted);
    reasons_text(r, false, out);
    if (r->resumed > 0)
        buf_printf(out, "resumed: %llu articles of an interrupted build\n", (unsigned long long)r->resumed);
    buf_printf(out, "files: %llu read, %llu unchanged, %llu vanished\n", (unsigned long long)r->files_read,
               (unsigned long long)r->files_unchanged, (unsigned long long)r->files_vanished);
    buf_printf(out, "%.1f MB of text in %.1f s, %.1f MB/s\n", (double)(r->text_bytes - r->resumed_bytes) / 1e6, r->seconds,
               per_second(r->text_bytes - r->resumed_bytes, r->seconds));
}

static void json_count(const char *name, uint64_t n, struct buf *out)
{
    buf_printf(out, "\"%s\":%llu,", name, (unsigned long long)n);
}

static void json_problem(const struct report_problem *p, struct buf *out)
{
    buf_add_text(out, "{\"path\":");
    escape_json(view_of(p->path), out);
    if (p->line > 0)
        buf_printf(out, ",\"line\":%llu", (unsigned long long)p->line);
    buf_printf(out, ",\"skipped\":%s,\"reason\":", p->skipped ? "true" : "false");
    escape_json(view_of(p->sentence), out);
    buf_add_char(out, '}');
}

void report_json(const struct report *r, struct buf *out)
{
    buf_add_text(out, "{\"version\":1,");
    json_count("added", r->added, out);
    json_count("changed", r->changed, out);
    json_count("unchanged", r->unchanged, out);
    json_count("deleted", r->deleted, out);
    json_count("replaced", r->replaced, out);
    json_count("skipped", r->skipped, out);
    json_count("noted", r->noted, out);
    buf_printf(out, "\"files\":{\"read\":%llu,\"unchanged\":%llu,\"vanished\":%llu},", (unsigned long long)r->files_read,
               (unsigned long long)r->files_unchanged, (unsigned long long)r->files_vanished);
    json_count("input_bytes", r->input_bytes, out);
    json_count("text_bytes", r->text_bytes, out);
    json_count("resumed", r->resumed, out);
    json_count("commits", r->commits, out);
    buf_printf(out, "\"seconds\":%.3f,\"mb_per_second\":%.3f,", r->seconds,
               per_second(r->text_bytes - r->resumed_bytes, r->seconds));
    buf_printf(out, "\"signal\":%d,\"reasons\":[", r->signal);
    for (size_t i = 0; i < r->reason_count; i++) {
        buf_printf(out, "%s{\"count\":%llu,\"skipped\":%s,\"reason\":", i ? "," : "", (unsigned long long)r->reasons[i].count,
                   r->reasons[i].skipped ? "true" : "false");
        escape_json(view_of(r->reasons[i].sentence), out);
        buf_add_char(out, '}');
    }
    buf_add_text(out, "],\"problems\":[");
    for (size_t i = 0; i < r->problem_count; i++) {
        if (i > 0)
            buf_add_char(out, ',');
        json_problem(&r->problems[i], out);
    }
    buf_add_text(out, "]}\n");
}
