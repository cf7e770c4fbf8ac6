/* Reading a glass table from its first entry to its last, whoever wrote it: libxapian (blocks in any order) or the bulk loader. The file must not change
 * meanwhile. What a damaged block says is checked before it is believed: STATUS_INDEX. One thread an object. Used by old_index.c and the merges. */
#ifndef LEDE_INDEXER_BULK_TABLE_H
#define LEDE_INDEXER_BULK_TABLE_H

#include "indexer/bulk/btree.h"

struct table;

/* The entry at hand; valid until the next table_next. */
struct table_entry {
    struct view key;
    struct view tag; /* as it stands: a raw deflate stream where `compressed` */
    bool compressed;
};

/* Open FILE, whose root is as the version file says; a table that is not there (root->present false) has no entries. */
enum status table_open(const char *file, const struct btree_root *root, uint32_t block_size, struct table **out,
                       struct error *err) WARN_UNUSED;
/* From here on the reading ends with STATUS_INTERRUPTED when `stop` says so; it is asked at every block. NULL: never. */
void table_stop_when(struct table *t, bool (*stop)(void));
/* Move to the next entry; false in *more at the end. */
enum status table_next(struct table *t, struct table_entry *entry, bool *more, struct error *err) WARN_UNUSED;
void table_free(struct table *t); /* NULL is allowed */

#endif
