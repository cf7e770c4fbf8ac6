/* One B-tree block being filled from its first item to its last. Layout (all numbers big-endian):
 *   0 revision (4) | 4 level (1) | 5 max_free (2) | 7 total_free (2) | 9 directory end (2) | 11 directory: an offset (2) an item
 * Items are put from the end downwards. max_free is the gap between directory and lowest item, total_free counts the holes between items too. Used by btree.c. */
#ifndef LEDE_INDEXER_BULK_BLOCK_H
#define LEDE_INDEXER_BULK_BLOCK_H

#include "indexer/bulk/pack.h"

enum { BLOCK_HEADER = 11, BLOCK_SLOT = 2 };

struct block {
    unsigned char *bytes;
    uint32_t size;
    uint32_t number;
    uint32_t directory_end;
    uint32_t max_free;
    uint32_t total_free;
};

/* Start an empty block of `level` in b->bytes (of b->size bytes). */
void block_start(struct block *b, uint32_t number, unsigned level);
static inline bool block_fits(const struct block *b, size_t item_size)
{
    return b->total_free >= item_size + BLOCK_SLOT;
}
/* Room for an item after those that are there: the caller fills the `item_size` bytes returned; block_fits was asked before. */
static inline unsigned char *block_add(struct block *b, size_t item_size)
{
    uint32_t offset = b->directory_end + b->max_free - (uint32_t)item_size;
    pack_be16(b->bytes + b->directory_end, offset);
    b->directory_end += BLOCK_SLOT;
    b->max_free -= (uint32_t)item_size + BLOCK_SLOT;
    b->total_free -= (uint32_t)item_size + BLOCK_SLOT;
    return b->bytes + offset;
}
/* Count `bytes` of the item added last as a hole at its end (a branch block's first item loses its key). */
void block_note_hole(struct block *b, uint32_t bytes);
/* Move the items together, so that there is no hole. `item_size` tells the size of an item by its first bytes. */
void block_compact(struct block *b, size_t (*item_size)(const unsigned char *item), unsigned char *scratch);
/* Write the header; the block is then as the file wants it. */
void block_seal(struct block *b);

#endif
