/* What the index knows of its input files, kept in its metadata: METADATA_FILE_PREFIX + absolute path -> size, time, hash, articles.
 *
 * An entry is written in the transaction that holds the last article of its file. A file that was half done at a commit has an
 * entry that is not `complete`: it is read again, and its articles are found when the file is gone. The loaded manifest is the
 * state before the run; what changes of a file is said below, and by whom. Used by update (pipeline) and check. */
#ifndef LEDE_INDEXER_MANIFEST_H
#define LEDE_INDEXER_MANIFEST_H

#include "common/store.h"
#include "indexer/takeovers.h"

struct manifest_entry {
    uint64_t size;
    int64_t mtime_ns; /* MANIFEST_RACY: read so soon after its last change that a further change could have the same time */
    uint64_t hash_low, hash_high; /* XXH3-128 of the bytes */
    uint64_t articles;            /* distinct ids that the file held */
    bool complete;
    bool
        shares; /* it gave ids that had been given before in its run, by another file or by itself: those are not among `articles` */
};

#define MANIFEST_RACY INT64_MIN

struct manifest_file {
    char *path;
    struct manifest_entry entry;
    /* By the reader. */
    bool seen; /* the walk of this run met it */
    uint32_t
        order; /* of all files of the index and this walk: those that it did not meet come first, then those that it did, as it did */
    bool unchanged; /* and left it out */
    /* By the applier. */
    bool read;     /* it was read to its end in this run */
    bool given_up; /* it vanished, and its articles with it */
    bool tried;    /* it was put on the list of those that are read again */
    bool due;      /* it must be read again: it lost an id that is free now */
    uint32_t
        first_taker; /* the lowest number of a file that took an id from it; 0: none did. If it comes later in the walk it wins it back */
};

struct manifest;

/* Replace out's content with the metadata key of a path: the path itself, or '#' + its hash where it is too long for a key. */
void manifest_key(struct view path, struct buf *out);

/* The stored form holds the path only where the key does not. */
void manifest_encode(const struct manifest_entry *entry, struct view path, struct buf *out);

/* `*path` points into key or stored. STATUS_INDEX when it is no entry. */
enum status manifest_decode(struct view key, struct view stored, struct manifest_entry *entry, struct view *path,
                            struct error *err) WARN_UNUSED;

/* Everything that the index says of files; an unreadable entry is left out (its file is simply read again). A NULL reader gives an
 * empty manifest. */
enum status manifest_load(struct store_reader *reader, struct manifest **out, struct error *err) WARN_UNUSED;
void manifest_free(struct manifest *m);

/* NULL when the path is not known. */
struct manifest_file *manifest_find(struct manifest *m, struct view path);
struct manifest_file *manifest_find_hash(struct manifest *m, uint64_t path_hash);

/* All entries, in the order of their keys. */
struct manifest_file *manifest_files(struct manifest *m, size_t *count);

/* The ids that files have lost to others. Files that are due since an earlier run are not `complete`, so that they are read when they are met. */
struct takeovers *manifest_takeovers(struct manifest *m);

#endif
