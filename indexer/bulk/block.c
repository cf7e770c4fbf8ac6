#include "indexer/bulk/block.h"

#include <string.h>

enum { FIRST_REVISION = 1 };

void block_start(struct block *b, uint32_t number, unsigned level)
{
    b->number = number;
    b->directory_end = BLOCK_HEADER;
    b->max_free = b->total_free = b->size - BLOCK_HEADER;
    pack_be32(b->bytes, FIRST_REVISION);
    b->bytes[4] = (unsigned char)level;
}

void block_note_hole(struct block *b, uint32_t bytes)
{
    b->total_free += bytes;
}

void block_compact(struct block *b, size_t (*item_size)(const unsigned char *item), unsigned char *scratch)
{
    uint32_t end = b->size;
    memcpy(scratch, b->bytes, b->size);
    for (uint32_t slot = BLOCK_HEADER; slot < b->directory_end; slot += BLOCK_SLOT) {
        const unsigned char *item = scratch + ((uint32_t)scratch[slot] << 8 | scratch[slot + 1]);
        size_t size = item_size(item);
        end -= (uint32_t)size;
        memcpy(b->bytes + end, item, size);
        pack_be16(b->bytes + slot, end);
    }
    b->max_free = b->total_free = end - b->directory_end;
}

void block_seal(struct block *b)
{
    pack_be16(b->bytes + 5, b->max_free);
    pack_be16(b->bytes + 7, b->total_free);
    pack_be16(b->bytes + 9, b->directory_end);
}
