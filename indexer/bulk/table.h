/* One table of a glass database, written once from its first key to its last: a B-tree whose leaves are filled completely and stand in
 * key order in the file, as xapian-compact leaves them. Used by the bulk loader; one thread a table.
 *
 * Keys come in strictly ascending byte order. Blocks go to the file through a buffer; nothing is durable before
 * table_finish(), which fsyncs. After a failure the table is only good for table_free(). */
#ifndef LEDE_INDEXER_BULK_TABLE_H
#define LEDE_INDEXER_BULK_TABLE_H

#include "common/buf.h"

enum { TABLE_BLOCK_SIZE = 8192, TABLE_MAX_KEY = 255 };

/* What the version file says of a finished table. */
struct table_root {
    uint32_t root;    /* block number */
    uint32_t level;   /* of the root: 0 = it is a leaf */
    uint64_t entries; /* tags */
    uint32_t blocks;  /* in the file: the first unused number */
    bool present;     /* false: there is no file */
};

struct table;

/* Create FILE (which must not exist). `block_size`: a power of two, 2048 to 65536. */
enum status table_create(const char *file, uint32_t block_size, struct table **out, struct error *err) WARN_UNUSED;

/* Append an entry. The key has 1 to TABLE_MAX_KEY bytes and sorts after the last one. `compressed`: the tag is a raw deflate stream. */
enum status table_add(struct table *t, struct view key, struct view tag, bool compressed, struct error *err) WARN_UNUSED;

/* Write what is left, fsync and close the file. */
enum status table_finish(struct table *t, struct table_root *out, struct error *err) WARN_UNUSED;

uint64_t table_entries(const struct table *t);

/* Closes without finishing where that was not done; NULL is allowed. */
void table_free(struct table *t);

#endif
