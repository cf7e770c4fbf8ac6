/* The file under a table: blocks put at their numbers, gathered in a large buffer so that the disk sees long sequential writes. Blocks of
 * the leaf level arrive in ascending order; a branch block may arrive late, behind the buffer. Used by btree.c; one thread. */
#ifndef LEDE_INDEXER_BULK_BLOCK_FILE_H
#define LEDE_INDEXER_BULK_BLOCK_FILE_H

#include "common/buf.h"

struct block_file;

enum status block_file_create(const char *path, uint32_t block_size, struct block_file **out, struct error *err) WARN_UNUSED;
enum status block_file_put(struct block_file *f, uint32_t number, const unsigned char *block, struct error *err) WARN_UNUSED;
/* Flush, fsync, close. */
enum status block_file_finish(struct block_file *f, struct error *err) WARN_UNUSED;
void block_file_free(struct block_file *f);

#endif
