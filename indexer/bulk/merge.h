/* The tables of an index that stands, joined with what a build adds: the entries of its living documents are copied, those of new documents follow (their docids
 * are higher). Used by finish*.c when build->old is there; each table by a thread of its own. */
#ifndef LEDE_INDEXER_BULK_MERGE_H
#define LEDE_INDEXER_BULK_MERGE_H

#include "indexer/bulk/finish_parts.h"
#include "indexer/bulk/old_index.h"

/* The postlist's terms, old and new. `new_terms` was opened and not moved. */
enum status merge_terms(const struct finish *f, struct btree *t, struct postings *new_terms, struct error *err) WARN_UNUSED;

/* The docdata or termlist entries of the old documents. */
enum status merge_documents(const struct finish *f, enum version_table which, struct btree *t, struct error *err) WARN_UNUSED;

/* The positions: all entries of terms up to and including `term` (a key prefix, with its terminator); the empty view: all that are left. */
struct position_merge {
    const struct finish *finish;
    struct table *old; /* NULL: there is nothing old */
    struct table_entry entry;
    bool more;
};
enum status position_merge_open(struct position_merge *m, const struct finish *f, struct error *err) WARN_UNUSED;
enum status position_merge_until(struct position_merge *m, struct view term, struct btree *t, struct error *err) WARN_UNUSED;
void position_merge_close(struct position_merge *m);

#endif
