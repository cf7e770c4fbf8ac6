/* Whether libxapian can read back an entry that is stored compressed.
 *
 * It (1.4.22 to 2.1.0) inflates an entry piece by piece, each in steps of STEPS_SIZE bytes of output, and takes a piece as done when its input is used up,
 * even if output is still pending: when that happens in the last piece, the entry cannot be read, nor its document be deleted. It takes a step that ends within
 * what the last byte of the input holds. Where the pieces begin depends on what else stands in the block, and may change (compaction), so every place counts
 * where the last one may. Used by deflate.c and writer_xapian.c. Any thread. */
#ifndef LEDE_INDEXER_BULK_STEPS_H
#define LEDE_INDEXER_BULK_STEPS_H

#include "common/buf.h"

/* Entries up to so many bytes, uncompressed, are always readable. */
enum { STEPS_SIZE = 8192 };

/* A raw deflate stream of `size` bytes, in blocks of 8 KB. */
bool steps_readable(struct view stream, size_t size);

/* An entry that libxapian is to compress itself, as it does that for records and term lists. */
bool steps_stored_readable(struct view entry);

#endif
