/* What an update did: counted while it runs, printed at its end as a few lines or as one JSON object.
 *
 * Problems are kept up to REPORT_MAX_PROBLEMS, their reasons counted without end (details such as numbers and quoted words apart). One
 * thread. Used by the applier, which fills it, and cmd_update.c. */
#ifndef LEDE_INDEXER_REPORT_H
#define LEDE_INDEXER_REPORT_H

#include "common/buf.h"

enum { REPORT_MAX_PROBLEMS = 1000, REPORT_MAX_REASONS = 100 };

struct report_problem {
    char *path;    /* as shown */
    uint64_t line; /* 0 = none */
    char *sentence;
    bool skipped; /* the record or file was left out; otherwise it was only noted */
};

struct report_reason {
    char *sentence;
    uint64_t count;
    bool skipped;
};

struct report {
    uint64_t added, changed, unchanged, deleted; /* articles */
    uint64_t replaced;                           /* articles that a later one with the same id took the place of */
    uint64_t skipped, noted;                     /* problems of either kind */
    uint64_t saved;                              /* added + changed + deleted + replaced as of the last commit */
    uint64_t files_read, files_unchanged, files_vanished;
    uint64_t input_bytes;   /* of files that were parsed */
    uint64_t text_bytes;    /* of articles that were parsed: title and text */
    uint64_t resumed;       /* articles that an earlier, interrupted run had done; all counts are with them */
    uint64_t resumed_bytes; /* of text, likewise */
    uint64_t commits;
    double seconds;
    int signal; /* that ended the run early; 0 = none */
    struct report_problem *problems;
    size_t problem_count, problem_cap;
    struct report_reason *reasons;
    size_t reason_count, reason_cap;
};

void report_release(struct report *r);

/* Added + changed + deleted + replaced. */
uint64_t report_writes(const struct report *r);

/* Count a problem; `path` as shown, line 0 = none. */
void report_add(struct report *r, const char *path, uint64_t line, const char *sentence, bool skipped);

/* Append "skipped: PATH: line N: why" (escaped for a terminal), without newline. */
void report_problem_line(const char *path, uint64_t line, const char *sentence, bool skipped, struct buf *out);

/* For a journal: append the counts and the problems; read them into an empty report and move `*in` on, false when they cannot be read. */
void report_encode(struct report *r, struct buf *out);
bool report_decode(struct view *in, struct report *r);

void report_text(const struct report *r, struct buf *out);
void report_json(const struct report *r, struct buf *out);

#endif
