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
/* Nobody reads the file after this reader: the memory in which the kernel keeps it may go to the tables that are written meanwhile. A hint, no promise. */
void run_read_last(struct run_reader *r);
void run_reader_free(struct run_reader *r);

/* What belongs together is read by going ahead of the reader's place: `*at` counts the bytes on from there. All of it stands together in memory, from
 * run_here() on, until one goes ahead again; run_pass() moves the place. STATUS_NOT_FOUND: nothing stands at the place, the file is at its end. */
enum status run_number(struct run_reader *r, size_t *at, uint64_t *out, struct error *err) WARN_UNUSED;
enum status run_bytes(struct run_reader *r, size_t *at, uint64_t len, struct error *err) WARN_UNUSED;
/* Both, for what run_write_string wrote: the bytes are the `*len` before `*at`. */
enum status run_string(struct run_reader *r, size_t *at, uint64_t *len, struct error *err) WARN_UNUSED;
const char *run_here(const struct run_reader *r);
/* The place moves on by the `at` bytes that were read, and `unread` more. */
enum status run_pass(struct run_reader *r, size_t at, uint64_t unread, struct error *err) WARN_UNUSED;

#endif
