/* The entries of the position table: where a term stands in a document, interpolative-coded as glass does it
 * (Moffat & Stuiver 2000, Binary interpolative coding, Information Retrieval 3). */
#ifndef LEDE_INDEXER_BULK_POSITION_H
#define LEDE_INDEXER_BULK_POSITION_H

#include "indexer/bulk/btree.h"

/* Append the coded form of `count` (at least 1) strictly ascending positions. */
void position_encode(const uint32_t *positions, size_t count, struct buf *out);

/* The entry of a term (its sortable key prefix, made once a term by pack_sortable_string with its terminator) in a document. */
enum status position_add(struct btree *t, struct view term_key, uint32_t docid, const uint32_t *positions, size_t count,
                         struct buf *scratch, struct error *err) WARN_UNUSED;

#endif
