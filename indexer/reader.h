/* The first stage of the pipeline, a thread of its own: from named paths to chunks in the lane.
 *
 * Files whose size and time are as the manifest says are not opened. Files of formats whose records are lines are cut into parts
 * at line ends, all others are one chunk. Every file that got a first chunk gets a last one, whatever happens. */
#ifndef LEDE_INDEXER_READER_H
#define LEDE_INDEXER_READER_H

#include "indexer/hash_set.h"
#include "indexer/lane.h"
#include "indexer/pipeline.h"
#include "indexer/resume.h"

struct reader_root {
    char *path; /* absolute, of a named folder that was walked to its end */
};

struct reader {
    const struct pipeline_settings *settings;
    struct manifest *manifest;
    struct lane *lane;
    struct progress *progress;
    struct hash_set seen; /* paths: a file that is named twice is read once */
    struct buf head;
    struct resume_point resume; /* where an earlier run stood; zero: at the beginning */
    uint64_t inputs;            /* met so far */
    /* Instead of the named paths, these files, known but read whatever their time; a second reading within a run. */
    struct manifest_file **again;
    size_t again_count;
    /* Results, to be read after the thread has ended. */
    struct reader_root *roots;
    size_t root_count, root_cap;
    uint64_t files_unchanged, articles_unchanged;
    bool path_missing;
    struct error err;
    enum status status; /* STATUS_USAGE, STATUS_INTERRUPTED or STATUS_OK */
};

/* Thread function; `reader` is a struct reader. Closes the lane at its end. */
void *reader_run(void *reader);
void reader_release(struct reader *r);

#endif
