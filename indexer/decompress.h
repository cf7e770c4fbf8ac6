/* A compressed file as the bytes that it holds: gzip, bzip2, xz, zstd, lz4 and compress (.Z), by libarchive. One thread an object. */
#ifndef LEDE_INDEXER_DECOMPRESS_H
#define LEDE_INDEXER_DECOMPRESS_H

#include "common/buf.h"

/* Whether a file that begins so is compressed; some bytes are enough. */
bool decompress_knows(struct view head);

/* The name without the ending that says that the file is compressed (".gz"); without one the whole of it. */
struct view decompress_name(const char *name);

struct decompressor;

/* The regular file `fd` from its beginning. Its place is not used, nor moved; the descriptor stays the caller's. */
enum status decompress_open(int fd, struct decompressor **out, struct error *err) WARN_UNUSED;
/* Up to `size` of the next bytes; `*got` is 0 at the end. STATUS_INPUT: the file is damaged, or a bomb (it gives more than anybody writes, DECOMPRESS_RATIO times
 * its own size). */
enum status decompress_read(struct decompressor *d, char *bytes, size_t size, size_t *got, struct error *err) WARN_UNUSED;
/* Bytes of the file that were read. */
uint64_t decompress_position(const struct decompressor *d);
void decompress_free(struct decompressor *d); /* NULL is nothing */

enum { DECOMPRESS_RATIO = 500 };

#endif
