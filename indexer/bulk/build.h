/* A glass database being built beside its place: documents come in the order of their docids, the tables are written at the end.
 *
 *   threads: shard_of(builder) -> shard_add, deflate    (build_prepare, in parallel)
 *   one thread: docids, records, values, lengths         (build_take, in order)
 *   the end: postlist, position and termlist tables from the shards and their runs (finish.h), version file, fsync
 *
 * Memory is bounded by `memory` bytes over all shards: a shard that passes its part is spilled to run files in the folder.
 * With a journal, a build that was killed can be gone on with from its last checkpoint (checkpoint.h). */
#ifndef LEDE_INDEXER_BULK_BUILD_H
#define LEDE_INDEXER_BULK_BUILD_H

#include "indexer/bulk/btree.h"
#include "indexer/bulk/deflate.h"
#include "indexer/bulk/journal.h"
#include "indexer/bulk/postings.h"
#include "indexer/bulk/run.h"
#include "indexer/bulk/shard.h"
#include "indexer/document.h"

#include <pthread.h>

/* The file of all stored records, in the build's folder. */
#define BUILD_RECORDS "records"

/* What a worker has spilled: files "lists.NUMBER.0" and on, one a spill, and the "terms.NUMBER.RUN" that stand. Runs of terms are merged when there are many
 * (spill.c), so that the end of the build does not need too many open files; `level` counts how often. */
struct run_set {
    unsigned lists;
    unsigned next; /* number of the next file of terms */
    struct terms_run {
        unsigned number, level;
    } * terms;
    size_t count, cap;
    /* Files below these numbers may be those of the last checkpoint: terms that were merged meanwhile are kept until the next one. */
    unsigned sealed, sealed_lists;
    unsigned *doomed; /* the numbers of the ones that are kept so */
    size_t doomed_count, doomed_cap;
};

/* A thread's part of the build. */
struct bulk_worker {
    struct bulk_worker *next;
    bool claimed;         /* a builder has it */
    pthread_mutex_t lock; /* of the shard and the runs: held by build_prepare, and by a checkpoint that spills */
    struct shard *shard;
    size_t room; /* bytes of postings at which the shard is spilled; 0 before the first article */
    struct deflater *deflater;
    struct buf records;   /* scratch */
    struct docid_map map; /* written by build_take only */
    unsigned number;
    struct run_set runs;
    enum status status; /* of a spill that failed; reported by build_take */
    struct error error;
};

/* One article on its way from prepare to take. */
struct prepared {
    struct bulk_worker *worker;
    bool refused;            /* it breaks a rule (store_validate.h): `id` is the sentence that says so, there are no segments */
    uint32_t first_document; /* of the shard; the article has `count` in a row */
    uint32_t count;
    struct article_hash hash;
    size_t size;
    struct prepared_segment {
        uint32_t length; /* sum of wdf */
        bool compressed, has_date;
        char date[8];
        uint32_t record, record_len, outline_len; /* into bytes; the outline is behind the record */
    } * segments;
    uint32_t id_len;
    char *id; /* the article's id; not NUL-terminated */
    char *bytes;
};

#define BUILD_DEAD UINT32_MAX

struct build {
    char *folder;
    size_t share;         /* bytes that a worker may keep before it spills (build_share) */
    unsigned threads;     /* how many workers to expect */
    pthread_mutex_t lock; /* of the list of workers */
    struct bulk_worker *workers;
    unsigned worker_count;
    struct run_writer *
        records; /* of all documents, in order of docids: compressed or not, the bytes, the outline. A later version may still bury one. */
    const struct old_index *old; /* the index that the build adds to; NULL: none. Borrowed */
    uint32_t old_documents;      /* its documents have the docids up to this one */
    uint32_t documents;          /* docids given, those of the old index included */
    uint32_t dead;               /* of those, documents that a later one has replaced, and docids that the old index does not use */
    uint32_t *lengths;           /* by docid - 1 */
    uint16_t *owners;            /* number of the worker, by docid - 1 */
    uint32_t *numbers;           /* the document's number in that worker's shard, 0 for an old one; BUILD_DEAD: dead */
    char *dates;                 /* 8 bytes each, by docid - 1; zeros: none */
    struct buf ids;              /* of every document, length-prefixed, in order of docids */
    size_t cap;
    struct buf metadata;     /* key, value, key, value …, length-prefixed; a later one counts */
    struct journal *journal; /* NULL: none is kept. Owned */
    struct buf entry;        /* scratch, of the journal */
};

/* Start in `folder`, which holds nothing of a build; or go on with the first `records_length` bytes of the records that stand there (0: none). */
enum status build_open(const char *folder, uint64_t records_length, size_t memory, unsigned threads, struct build **out,
                       struct error *err) WARN_UNUSED;
void build_free(struct build *b);

/* The build, still empty, adds to an index: its docids are given, all dead until old_index_load() has met the documents. */
struct old_index;
void build_begin_with(struct build *b, const struct old_index *old);

/* What one of `threads` workers may keep before it spills, bytes, its dictionary and its part of what is known of each document included: its part of seven eighths of
 * `memory`, but never more than the numbers of a shard can address (4 GB, and one article on top), nor less
 * than 4 MB. */
size_t build_share(size_t memory, unsigned threads);

/* A worker that no builder has yet. Not while others prepare. */
struct bulk_worker *build_add_worker(struct build *b);

/* Invert and compress the article that stands in the builder (several threads at once). */
struct prepared *build_prepare(struct build *b, struct document_builder *builder, size_t count);
void prepared_free(struct prepared *p);

/* The next docids are this article's. STATUS_INPUT for one that was refused: nothing has changed. */
enum status build_take(struct build *b, const struct prepared *p, struct error *err) WARN_UNUSED; /* b->documents counts on */

/* The same once more from what the journal says of the article; its records and postings are there. STATUS_INDEX when the entry cannot be read. `*id` points into it. */
struct replayed_article {
    struct view id;
    struct article_hash hash;
    uint32_t count; /* of segments */
};
enum status build_replay(struct build *b, struct view entry, struct replayed_article *out, struct error *err) WARN_UNUSED;

/* The document is not in the database after all: a later version has come. */
void build_bury(struct build *b, uint32_t docid);
bool build_is_dead(const struct build *b, uint32_t docid);

/* An empty value removes the key. `entry` is the journal's form of both. */
enum status build_set_metadata(struct build *b, struct view key, struct view value, struct error *err) WARN_UNUSED;
void build_replay_metadata(struct build *b, struct view entry);

/* Write everything: the folder is then a database, on disk, beside the run files. */
enum status build_finish(struct build *b, struct error *err) WARN_UNUSED;
/* Remove the run files and the journal. */
void build_clear(struct build *b);

#endif
