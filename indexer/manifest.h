/* What the index knows of its input files, kept in its metadata: METADATA_FILE_PREFIX + absolute path -> size, time, hash, articles.
 *
 * An entry is written in the transaction that holds the last article of its file. A file that was half done at a commit has an
 * entry that is not `complete`: it is read again, and its articles are found when the file is gone. The loaded manifest is the
 * state before the run; only `seen` changes, by the reader. Used by update (pipeline) and check. */
#ifndef LEDE_INDEXER_MANIFEST_H
#define LEDE_INDEXER_MANIFEST_H

#include "common/store.h"

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
    bool seen; /* the walk of this run met it */
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

/* All entries, in the order of their keys. */
struct manifest_file *manifest_files(struct manifest *m, size_t *count);

#endif
