/* The last stage of the pipeline: takes items in the order of the input, compares them with the index, writes what differs, and commits.
 *
 * Order decides: a later article with the same id takes the place of an earlier one, and an article belongs to the file that gave it
 * last. What the earlier file had is not forgotten: see apply_shared.c. One thread; used by pipeline.c only. */
#ifndef LEDE_INDEXER_APPLY_H
#define LEDE_INDEXER_APPLY_H

#include "indexer/givers.h"
#include "indexer/hash_set.h"
#include "indexer/lane.h"
#include "indexer/pipeline.h"

/* The file whose chunks are being taken. */
struct apply_file {
    struct input_file *input; /* NULL between files */
    uint64_t articles;        /* distinct ids so far */
    uint64_t kept;            /* of those, how many the index had from this very file before */
    uint64_t replaced;        /* ill-formed bytes for its charset */
    bool shares;              /* it gave an id that this run had met before */
    bool failed;              /* it could not be read to its end: nothing is deleted on its account */
    uint64_t progress_base;   /* input bytes of the files before */
};

struct applier {
    const struct pipeline_settings *settings;
    struct writer *writer;
    struct report *report;
    struct progress *progress;
    struct manifest *manifest;
    struct givers givers; /* of the id terms of this run */
    bool again;           /* files are being read again, out of the order of the walk */
    struct buf taken;     /* the takeovers as they were saved last */
    struct apply_file file;
    struct apply_file begun; /* what an earlier run knew of the file that this one goes on with; its input is not set */
    uint64_t inputs;         /* that are done: see resume.h */
    uint64_t sealed_bytes;   /* text as of the last checkpoint */
    struct chunk *held;      /* the one that a failure or a signal came upon: its file is still spoken of until the end */
    uint64_t uncommitted_bytes;
    bool dirty; /* something was written since the last commit */
    uint64_t printed;
    struct buf key, value, record, scratch;
};

/* Everything of a lane until its end, or until a signal (STATUS_INTERRUPTED; nothing more is taken, but what was is not lost). */
enum status apply_lane(struct applier *a, struct lane *lane, struct error *err) WARN_UNUSED;

/* Delete the articles of a file that is gone, and what is known of it. */
enum status apply_vanished(struct applier *a, struct manifest_file *file, struct error *err) WARN_UNUSED;

/* Make everything durable; a file in the middle gets an entry that says so. Does nothing when nothing was written. `ended`: the run has met all of its
 * input. */
enum status apply_commit(struct applier *a, bool ended, struct error *err) WARN_UNUSED;

/* Count and print a problem. */
void apply_problem(struct applier *a, const char *path, uint64_t line, const char *sentence, bool skipped);

void apply_release(struct applier *a);

/* apply_checkpoint.c: an input is done; a chunk is, and perhaps a checkpoint is due; before anything else, take over what an earlier run left. */
enum status apply_note(struct applier *a, const struct input_file *input, struct error *err) WARN_UNUSED;
enum status apply_checkpoint(struct applier *a, const struct chunk *chunk, struct error *err) WARN_UNUSED;
struct resume_point;
enum status apply_resume(struct applier *a, struct resumed *resumed, struct resume_point *point, struct error *err) WARN_UNUSED;

/* apply_shared.c: ids that several files hold. What the index has under an id: */
struct stored {
    bool found;
    bool same;        /* nothing that a reader could see differs */
    bool same_file;   /* it came from the file at hand */
    uint32_t giver;   /* the number of its file, where this run has met it; else 0 */
    uint64_t path;    /* hash; 0: not known */
    struct view from; /* the path itself, until the next look-up; empty: not known, or of a file that this run has met */
};

/* Another file's article stands there: true when it stays, since that file comes later; else that file has lost it. */
bool apply_is_passed_over(struct applier *a, uint64_t id, const struct stored *stored);
/* Another file's article goes: told when that file is still there and the id is nothing but the name that both were given by. */
void apply_tell_namesake(struct applier *a, struct view id_term, const struct stored *stored);
/* Nobody has the id any more: whoever lost it before is due. */
void apply_let_go(struct applier *a, uint64_t id);
/* The files that must be read again in this run, now that it has met all of its input; free() the list. What was counted of them is taken back. */
size_t apply_list_again(struct applier *a, struct manifest_file ***list);
/* Enter the takeovers into the index, if they have changed. `ended`: the run has met all of its input. */
enum status apply_save_takeovers(struct applier *a, bool ended, struct error *err) WARN_UNUSED;

/* apply_file.c: the end of a file. */
enum status apply_file_end(struct applier *a, const struct chunk *chunk, struct error *err) WARN_UNUSED;
enum status apply_entry(struct applier *a, struct view path, const struct manifest_entry *entry, struct error *err) WARN_UNUSED;

#endif
