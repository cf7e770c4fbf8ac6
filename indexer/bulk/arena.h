/* Many growing byte strings in one block of memory: a string is a chain of slices, each larger than the one before. Used for the
 * postings of a shard, whose terms grow side by side. One thread.
 *
 * A slice ends in the address of the next one, so that a string costs nothing but its first and current address. */
#ifndef LEDE_INDEXER_BULK_ARENA_H
#define LEDE_INDEXER_BULK_ARENA_H

#include "common/buf.h"

#include <string.h>

enum { ARENA_BLOCK = 1 << 21, ARENA_LINK = 4 };

struct arena {
    unsigned char **blocks; /* of ARENA_BLOCK bytes, as large and aligned as a huge page */
    size_t count;           /* of those in use; up to block_count they wait for it */
    size_t block_count, cap;
    uint32_t used; /* of the last block in use */
};

/* A byte string of an arena; zeroed = empty. */
struct chain {
    uint32_t head;  /* address of the first slice, 0: none yet */
    uint32_t at;    /* where the next byte goes */
    uint16_t room;  /* bytes left in the current slice before its link */
    uint16_t level; /* of the current slice's size */
};

void arena_init(struct arena *a);
void arena_release(struct arena *a);
/* Empty it, but keep blocks of at most `keep` bytes in all for what comes: pages that were touched before are cheaper than new ones. */
void arena_clear(struct arena *a, size_t keep);
/* Give the waiting blocks back. */
void arena_trim(struct arena *a);
size_t arena_bytes(const struct arena *a); /* in use */

static inline unsigned char *arena_byte(const struct arena *a, uint32_t address)
{
    return a->blocks[address / ARENA_BLOCK] + address % ARENA_BLOCK;
}

/* Append to a chain. */
void arena_add(struct arena *a, struct chain *c, const unsigned char *bytes, size_t len);
/* The same for 1 to 8 of the `8` bytes: the usual case, in a few instructions. */
static inline void arena_add_few(struct arena *a, struct chain *c, const unsigned char bytes[8], size_t len)
{
    if (c->room < 8) { /* too near to the link for eight bytes at once */
        arena_add(a, c, bytes, len);
        return;
    }
    memcpy(arena_byte(a, c->at), bytes, 8);
    c->at += (uint32_t)len;
    c->room = (uint16_t)(c->room - len);
}
/* The second slice of a chain will be read soon; the first one was asked for some time ago. */
void arena_fetch_second(const struct arena *a, const struct chain *c);
/* Append the whole content of a chain to `out`. */
void arena_read(const struct arena *a, const struct chain *c, struct buf *out);
/* The whole content: in the arena itself where it lies together, else in `room`. */
struct view arena_view(const struct arena *a, const struct chain *c, struct buf *room);

#endif
