/* A glass database being built beside its place: documents come in the order of their docids, the tables are written at the end.
 *
 *   threads: shard_of(builder) -> shard_add, deflate    (build_prepare, in parallel)
 *   one thread: docids, records, values, lengths         (build_take, in order)
 *   the end: postlist, position and termlist tables from the shards and their runs (finish.h), version file, fsync
 *
 * Memory is bounded by `memory` bytes over all shards: a shard that passes its part is spilled to run files in the folder. */
#ifndef LEDE_INDEXER_BULK_BUILD_H
#define LEDE_INDEXER_BULK_BUILD_H

#include "indexer/bulk/btree.h"
#include "indexer/bulk/deflate.h"
#include "indexer/bulk/postings.h"
#include "indexer/bulk/run.h"
#include "indexer/bulk/shard.h"
#include "indexer/document.h"

#include <pthread.h>

/* A thread's part of the build. */
struct bulk_worker {
    struct bulk_worker *next;
    struct shard *shard;
    struct deflater *deflater;
    struct buf records;   /* scratch */
    struct docid_map map; /* written by build_take only */
    unsigned number;
    unsigned runs;      /* spilled so far: files "terms.NUMBER.RUN" and "lists.NUMBER.RUN" */
    enum status status; /* of a spill that failed; reported by build_take */
    struct error error;
};

/* One article on its way from prepare to take. */
struct prepared {
    struct bulk_worker *worker;
    uint32_t first_document; /* of the shard; the article has `count` in a row */
    uint32_t count;
    struct article_hash hash;
    size_t size;
    struct prepared_segment {
        uint32_t length; /* sum of wdf */
        bool compressed, has_date;
        char date[8];
        uint32_t record, record_len; /* into bytes */
    } * segments;
    uint32_t id_len;
    char *id; /* the article's id */
    char *bytes;
};

struct build {
    char *folder;
    size_t memory;
    unsigned threads;     /* how many workers to expect */
    pthread_mutex_t lock; /* of the list of workers */
    struct bulk_worker *workers;
    unsigned worker_count;
    struct run_writer
        *records; /* of all documents, in order of docids: compressed or not, the bytes. A later version may still bury one. */
    uint32_t documents; /* docids given */
    uint32_t dead;      /* of those, documents that a later one has replaced */
    uint32_t *lengths;  /* by docid - 1 */
    uint16_t *owners;   /* number of the worker, by docid - 1 */
    uint32_t *numbers;  /* the document's number in that worker's shard; 0xFFFFFFFF: dead */
    char *dates;        /* 8 bytes each, by docid - 1; zeros: none */
    struct buf ids;     /* of every document, length-prefixed, in order of docids */
    size_t cap;
    struct buf metadata; /* key, value, key, value …, length-prefixed; a later one counts */
};

/* Start in `folder`, which must be empty. */
enum status build_open(const char *folder, size_t memory, unsigned threads, struct build **out, struct error *err) WARN_UNUSED;
void build_free(struct build *b);

/* Invert and compress the article that stands in the builder (several threads at once). */
struct prepared *build_prepare(struct build *b, struct document_builder *builder, size_t count);
void prepared_free(struct prepared *p);

/* The next docids are this article's. */
enum status build_take(struct build *b, const struct prepared *p, struct error *err) WARN_UNUSED; /* b->documents counts on */

/* The document is not in the database after all: a later version has come. */
void build_bury(struct build *b, uint32_t docid);
bool build_is_dead(const struct build *b, uint32_t docid);

/* An empty value removes the key. */
void build_set_metadata(struct build *b, struct view key, struct view value);

/* Write everything: the folder is then a database, on disk. Removes the run files. */
enum status build_finish(struct build *b, struct error *err) WARN_UNUSED;

#endif
