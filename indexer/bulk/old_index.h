/* The index that stands, when a bulk build adds to it: its tables, read natively, and what the build must know of every document. The merges at the end
 * (merge.h) copy from it what is not dead.
 *
 * One reader of the store (for the few questions that are asked of single documents) and the version file; the tables are opened by each merge for itself.
 * The caller holds the index's lock, so nothing changes meanwhile. */
#ifndef LEDE_INDEXER_BULK_OLD_INDEX_H
#define LEDE_INDEXER_BULK_OLD_INDEX_H

#include "common/store.h"
#include "indexer/bulk/table.h"
#include "indexer/bulk/version.h"

struct old_index {
    char *folder;
    struct version version;
    struct store_reader *reader;
    bool (*stop)(void); /* asked by those who read its tables, which end with STATUS_INTERRUPTED then; NULL: never */
};

/* STATUS_INDEX for a database that cannot be merged with: damaged, or with tables or value slots that Lede does not write. */
enum status old_index_open(const char *folder, struct old_index **out, struct error *err) WARN_UNUSED;
void old_index_free(struct old_index *o);

/* Open one of its tables. */
enum status old_index_table(const struct old_index *o, enum version_table which, struct table **out, struct error *err) WARN_UNUSED;

/* Enter its metadata, and the lengths, dates and ids of its documents, into the build, which must be empty; docids that are not in use are dead. */
struct build;
enum status old_index_load(const struct old_index *o, struct build *b, struct error *err) WARN_UNUSED;

#endif
