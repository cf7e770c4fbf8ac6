/* The update pipeline: one reader, N workers, one applier (lane.h), from named paths to a committed index.
 *
 *   reader.c   walks, leaves out what did not change, cuts files into chunks
 *   worker.c   parses and analyses a chunk into items
 *   apply.c    compares with the index, writes, deletes, commits; the calling thread
 * Used by cmd_update.c and its tests. */
#ifndef LEDE_INDEXER_PIPELINE_H
#define LEDE_INDEXER_PIPELINE_H

#include "indexer/manifest.h"
#include "indexer/progress.h"
#include "indexer/report.h"
#include "indexer/writer.h"

struct pipeline_settings {
    const char *const *paths; /* "-" is JSON lines on standard input */
    size_t path_count;
    const char *index;         /* directory of the index: never read as input */
    const char *language;      /* the default of the index */
    unsigned jobs;             /* analysing threads, at least 1 */
    uint64_t batch_bytes;      /* text between two commits */
    uint64_t checkpoint_bytes; /* text between two checkpoints of a writer that keeps a journal; 0: none */
    bool keep_missing;
    bool quiet; /* problems are counted only */
};

/* Bring the index up to date. STATUS_INTERRUPTED after a signal (what was done is committed); STATUS_INPUT when a named path is not
 * there or cannot be read (everything else is done); other failures come from the writer, and `err` says how much was saved. `report` is filled in
 * any case. The manifest's `seen` marks are changed. */
enum status pipeline_run(const struct pipeline_settings *settings, struct writer *writer, struct manifest *manifest,
                         struct report *report, struct progress *progress, struct error *err) WARN_UNUSED;

#endif
