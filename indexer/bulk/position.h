/* The entries of the position table: where a term stands in a document, interpolative-coded as glass does it
 * (Moffat & Stuiver 2000, Binary interpolative coding, Information Retrieval 3). */
#ifndef LEDE_INDEXER_BULK_POSITION_H
#define LEDE_INDEXER_BULK_POSITION_H

#include "indexer/bulk/btree.h"

/* Append the coded form of `count` (at least 1) strictly ascending positions. */
void position_encode(const uint32_t *positions, size_t count, struct buf *out);

/* The entries of a term on their way into the table. Zero it before first use; the memory is kept from term to term. */
struct position_list {
    struct btree *table;
    struct view key;    /* borrowed */
    uint32_t last;      /* docid; 0: none yet */
    struct buf scratch; /* a long entry */
};

/* `term_key`: made by pack_sortable_string, with its terminator; it stays until the next term. Terms come in the order of their keys. */
void position_begin(struct position_list *l, struct btree *t, struct view term_key);
/* Docids ascend. At least one position. */
enum status position_add(struct position_list *l, uint32_t docid, const uint32_t *positions, size_t count,
                         struct error *err) WARN_UNUSED;
void position_release(struct position_list *l);

#endif
