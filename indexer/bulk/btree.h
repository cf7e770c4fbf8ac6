/* One table of a glass database, written once from its first key to its last: a B-tree whose leaves are filled completely and stand in
 * key order in the file, as xapian-compact leaves them. Used by the bulk loader; one thread a table.
 *
 * Keys come in strictly ascending byte order. Blocks go to the file through a buffer; nothing is durable before
 * btree_finish(), which fsyncs. After a failure the table is only good for btree_free(). */
#ifndef LEDE_INDEXER_BULK_BTREE_H
#define LEDE_INDEXER_BULK_BTREE_H

#include "common/buf.h"

enum { TABLE_BLOCK_SIZE = 8192, BTREE_MAX_KEY = 255 };

/* What the version file says of a finished table. */
struct btree_root {
    uint32_t root;    /* block number */
    uint32_t level;   /* of the root: 0 = it is a leaf */
    uint64_t entries; /* tags */
    uint32_t blocks;  /* in the file: the first unused number */
    bool present;     /* false: there is no file */
};

struct btree;

/* Create FILE (which must not exist). `block_size`: a power of two, 2048 to 65536. */
enum status btree_create(const char *file, uint32_t block_size, struct btree **out, struct error *err) WARN_UNUSED;

/* Append an entry. The key has 1 to BTREE_MAX_KEY bytes and sorts after the last one. `compressed`: the tag is a raw deflate stream. */
enum status btree_add(struct btree *t, struct view key, struct view tag, bool compressed, struct error *err) WARN_UNUSED;

/* The quick way for a short entry, not compressed: where its key goes and, right behind, its tag; the caller fills all of it at once. NULL when the
 * leaf has no room for it: btree_add() then. That the key sorts after the last one is not checked. */
unsigned char *btree_room(struct btree *t, size_t key_len, size_t tag_len) WARN_UNUSED;

/* Write what is left, fsync and close the file. */
enum status btree_finish(struct btree *t, struct btree_root *out, struct error *err) WARN_UNUSED;

uint64_t btree_entries(const struct btree *t);

/* Closes without finishing where that was not done; NULL is allowed. */
void btree_free(struct btree *t);

#endif
