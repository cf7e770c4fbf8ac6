#include "indexer/bulk/arena.h"

#include "common/huge.h"

#include <stdlib.h>

/* Bytes of content of a slice by level; most terms of a text stand in it once and need no second slice. */
static const uint16_t slice_sizes[] = {6, 14, 28, 60, 124, 252, 508, 1020, 2044};
enum { LAST_LEVEL = sizeof slice_sizes / sizeof *slice_sizes - 1 };

void arena_init(struct arena *a)
{
    *a = (struct arena){.used = ARENA_BLOCK};
}

void arena_release(struct arena *a)
{
    arena_clear(a, 0);
    free(a->blocks);
    arena_init(a);
}

void arena_trim(struct arena *a)
{
    while (a->block_count > a->count)
        huge_free(a->blocks[--a->block_count], ARENA_BLOCK);
}

void arena_clear(struct arena *a, size_t keep)
{
    a->count = keep / ARENA_BLOCK < a->block_count ? keep / ARENA_BLOCK : a->block_count;
    arena_trim(a);
    a->count = 0;
    a->used = ARENA_BLOCK;
}

size_t arena_bytes(const struct arena *a)
{
    return a->count * ARENA_BLOCK;
}

/* A slice never crosses the end of a block. */
static uint32_t new_slice(struct arena *a, size_t size)
{
    if (a->used + size > ARENA_BLOCK) {
        if (a->count == a->block_count) {
            mem_grow(&a->blocks, &a->cap, a->count, sizeof *a->blocks);
            a->blocks[a->block_count++] = huge_resize(NULL, 0, ARENA_BLOCK); /* postings are met in no order at all */
        }
        a->used = ++a->count == 1; /* address 0 means "none" */
    }
    uint32_t address = (uint32_t)(a->count - 1) * ARENA_BLOCK + a->used;
    a->used += (uint32_t)size;
    return address;
}

static void extend(struct arena *a, struct chain *c)
{
    uint16_t level = !c->head ? 0 : c->level < LAST_LEVEL ? (uint16_t)(c->level + 1) : (uint16_t)LAST_LEVEL;
    uint32_t address = new_slice(a, (size_t)slice_sizes[level] + ARENA_LINK);
    if (c->head)
        memcpy(arena_byte(a, c->at), &address, ARENA_LINK);
    else
        c->head = address;
    c->level = level;
    c->at = address;
    c->room = slice_sizes[level];
}

void arena_add(struct arena *a, struct chain *c, const unsigned char *bytes, size_t len)
{
    for (;;) {
        size_t part = len < c->room ? len : c->room;
        unsigned char *to = part ? arena_byte(a, c->at) : NULL;
        for (size_t i = 0; i < part; i++) /* mostly one to four bytes: a call of memcpy costs more */
            to[i] = bytes[i];
        c->at += (uint32_t)part;
        c->room = (uint16_t)(c->room - part);
        if (part == len)
            return;
        bytes += part;
        len -= part;
        extend(a, c);
    }
}

void arena_fetch_second(const struct arena *a, const struct chain *c)
{
    uint32_t address;
    if (!c->level)
        return;
    memcpy(&address, arena_byte(a, c->head + slice_sizes[0]), ARENA_LINK);
    __builtin_prefetch(arena_byte(a, address));
}

void arena_read(const struct arena *a, const struct chain *c, struct buf *out)
{
    uint32_t address = c->head;
    for (unsigned level = 0; address; level += level < LAST_LEVEL) {
        uint32_t size = slice_sizes[level];
        if (c->at >= address && c->at <= address + size) {
            buf_add(out, arena_byte(a, address), c->at - address);
            return;
        }
        buf_add(out, arena_byte(a, address), size);
        memcpy(&address, arena_byte(a, address + size), ARENA_LINK);
    }
}

struct view arena_view(const struct arena *a, const struct chain *c, struct buf *room)
{
    if (c->head && c->level == 0)
        return (struct view){(const char *)arena_byte(a, c->head), c->at - c->head};
    buf_clear(room);
    arena_read(a, c, room);
    return view_of_buf(room);
}
