/* Many queries, several threads, results in the order of the queries. Used by the command batch.
 *
 * One thread reads queries into a ring, `jobs` threads search and print into the ring's slots (each with a searcher of its own), the caller's
 * thread writes the slots out in order. Memory is bounded by the ring and by BATCH_PENDING_MAX bytes of finished output that
 * waits for a slower query before it. The output does not depend on the number of threads. */
#ifndef LEDE_QUERY_BATCH_H
#define LEDE_QUERY_BATCH_H

#include "query/present/printer.h"
#include "query/search.h"
#include "query/topics.h"

#include <stdio.h>

enum { BATCH_RING = 256, BATCH_PENDING_MAX = 64 << 20, BATCH_JOBS_MAX = 256 };

struct batch_settings {
    const char *index;
    const char *path; /* of the queries, for messages too */
    struct topics_settings topics;
    struct search_settings search;
    const struct printer *printer;
    struct print_settings print;
    unsigned jobs;
    uint64_t skip; /* so many queries at the beginning are passed over: they are answered already */
    FILE *out;     /* results */
    const char *out_name;
    FILE *
        errors; /* "FILE: line N: qid Q: why", a line for each query that could not be answered, and one where a qid stands twice */
};

struct batch_report {
    uint64_t queries; /* read, without the skipped ones */
    uint64_t bad;     /* malformed, or refused by the search */
    uint64_t found;   /* with at least one result */
    uint64_t results;
    double seconds;      /* from the first query to the last byte */
    float *milliseconds; /* of each search and print, ascending; `timed` of them */
    size_t timed, timed_cap;
};

/* A query that cannot be answered costs itself only. An index that cannot be read, and input or output that fails, end the batch (STATUS_INDEX, STATUS_IO);
 * what was written until then are complete queries, and `out` counts them. The caller releases `out`, on failure too. */
enum status batch_run(const struct batch_settings *settings, struct batch_report *out, struct error *err) WARN_UNUSED;
void batch_report_release(struct batch_report *r);

/* The time that a share (0 to 1) of the queries did not pass: nearest rank. 0 when there is none. */
double batch_percentile(const struct batch_report *r, double share);

#endif
