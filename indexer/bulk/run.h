/* A run file: the terms of a spilled shard in byte order with their postings, or the term lists of its documents; written and read in sequence.
 * Temporary: it dies with the build, and is fsynced only where a checkpoint wants to find it again (checkpoint.c). One thread an object. */
#ifndef LEDE_INDEXER_BULK_RUN_H
#define LEDE_INDEXER_BULK_RUN_H

#include "common/buf.h"

struct run_writer;
enum status run_create(const char *path, struct run_writer **out, struct error *err) WARN_UNUSED;
/* Go on with one that has at least `length` bytes, of which so many stay. */
enum status run_append(const char *path, uint64_t length, struct run_writer **out, struct error *err) WARN_UNUSED;
enum status run_write(struct run_writer *w, struct view bytes, struct error *err) WARN_UNUSED;
enum status run_write_varint(struct run_writer *w, uint64_t n, struct error *err) WARN_UNUSED;
/* A length and the bytes. */
enum status run_write_string(struct run_writer *w, struct view bytes, struct error *err) WARN_UNUSED;
/* Write out and fsync what was written; `run_length`: how many bytes that is. */
enum status run_sync(struct run_writer *w, struct error *err) WARN_UNUSED;
uint64_t run_length(const struct run_writer *w);
enum status run_close(struct run_writer *w, struct error *err) WARN_UNUSED; /* frees w in any case */

/* Close after a sequence of writes that ended in `status`: the first failure counts. `w` may be NULL. */
enum status run_end(struct run_writer *w, enum status status, struct error *err) WARN_UNUSED;

struct run_reader;
enum status run_open(const char *path, struct run_reader **out, struct error *err) WARN_UNUSED;
/* STATUS_NOT_FOUND at the end of the file. */
enum status run_read_varint(struct run_reader *r, uint64_t *out, struct error *err) WARN_UNUSED;
/* Replaces out's content by the next string. */
enum status run_read_string(struct run_reader *r, struct buf *out, struct error *err) WARN_UNUSED;
void run_reader_free(struct run_reader *r);

#endif
