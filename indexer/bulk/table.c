#include "indexer/bulk/table.h"

#include "indexer/bulk/block.h"
#include "indexer/bulk/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Layout of items: see block.h and btree.c. */
enum {
    MAX_LEVELS = 12,
    ITEM_FLAGS = 2,
    KEY_LENGTH = 1,
    PIECE_NUMBER = 2,
    CHILD = 4,
    SIZE_BITS = 0x1FFF,
    SIZE_EXTRA = 3,
    FLAG_FIRST = 0x2000,
    FLAG_LAST = 0x4000,
    FLAG_COMPRESSED = 0x8000,
};

/* The block at hand of one level and the next item in it. */
struct level {
    unsigned char *bytes;
    uint32_t next; /* offset of a directory slot */
};

struct table {
    char *path;
    int fd;
    uint32_t block_size;
    unsigned top; /* level of the root */
    bool (*stop)(void);
    struct level levels[MAX_LEVELS];
    struct buf key, tag;
};

static enum status damaged(const struct table *t, const char *what, struct error *err)
{
    return error_set(err, STATUS_INDEX, "%s is damaged: %s", t->path, what);
}

static enum status read_block(const struct table *t, uint32_t number, unsigned char *into, struct error *err)
{
    size_t got = 0;
    if (t->stop && t->stop())
        return error_set(err, STATUS_INTERRUPTED, "interrupted");
    while (got < t->block_size) {
        ssize_t n = pread(t->fd, into + got, t->block_size - got, (off_t)((uint64_t)number * t->block_size + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_set(err, STATUS_IO, "%s: cannot read: %s", t->path, strerror(errno));
        if (n == 0)
            return damaged(t, "it ends before a block", err);
        got += (size_t)n;
    }
    return STATUS_OK;
}

/* Make block `number` the one at hand of its level. */
static enum status enter(struct table *t, unsigned level, uint32_t number, struct error *err)
{
    struct level *l = &t->levels[level];
    enum status status = read_block(t, number, l->bytes, err);
    if (status)
        return status;
    uint32_t end = unpack_be16(l->bytes + 9);
    if (l->bytes[4] != level)
        return damaged(t, "a block is of another level than its parent says", err);
    if (end < BLOCK_HEADER + BLOCK_SLOT || end > t->block_size)
        return damaged(t, "a block's directory has no end", err);
    l->next = BLOCK_HEADER;
    return STATUS_OK;
}

/* The next item of a level's block and how many bytes the block has from there on; NULL when all were seen. */
static const unsigned char *next_item(struct table *t, unsigned level, size_t *room)
{
    struct level *l = &t->levels[level];
    if (l->next >= unpack_be16(l->bytes + 9))
        return NULL;
    uint32_t offset = unpack_be16(l->bytes + l->next);
    l->next += BLOCK_SLOT;
    *room = offset < t->block_size ? t->block_size - offset : 0;
    return l->bytes + (*room ? offset : 0);
}

/* From the branch block of `level` down to the leaf that comes next; *more is false when the root has no further child. */
static enum status descend(struct table *t, unsigned level, bool *more, struct error *err)
{
    size_t room = 0;
    const unsigned char *item = NULL;
    while (level <= t->top && !(item = next_item(t, level, &room)))
        level++;
    *more = item != NULL;
    if (!item)
        return STATUS_OK;
    for (;;) {
        if (room < CHILD + KEY_LENGTH + PIECE_NUMBER)
            return damaged(t, "a branch item lies outside of its block", err);
        enum status status = enter(t, --level, unpack_be32(item), err);
        if (status || level == 0)
            return status;
        item = next_item(t, level, &room);
        if (!item)
            return damaged(t, "a branch block is empty", err);
    }
}

enum status table_open(const char *file, const struct btree_root *root, uint32_t block_size, struct table **out, struct error *err)
{
    int fd = root->present ? open(file, O_RDONLY | O_CLOEXEC) : -1;
    if (root->present && fd < 0)
        return error_set(err, STATUS_IO, "%s: cannot open: %s", file, strerror(errno));
    struct table *t = mem_alloc(sizeof *t);
    t->path = mem_copy_text(view_of(file));
    t->fd = fd;
    t->block_size = block_size;
    t->top = root->level;
    enum status status = STATUS_OK;
    if (root->level >= MAX_LEVELS)
        status = damaged(t, "it has too many levels", err);
    for (unsigned level = 0; !status && root->present && level <= t->top; level++)
        t->levels[level].bytes = mem_alloc(block_size);
    if (!status && root->present)
        status = enter(t, t->top, root->root, err);
    bool more = true;
    if (!status && root->present && t->top > 0)
        status = descend(t, t->top, &more, err);
    if (!status)
        *out = t;
    else
        table_free(t);
    return status;
}

void table_stop_when(struct table *t, bool (*stop)(void))
{
    t->stop = stop;
}

/* The next leaf item, of whatever leaf. */
static enum status next_leaf_item(struct table *t, const unsigned char **item, size_t *size, bool *more, struct error *err)
{
    size_t room = 0;
    *more = t->fd >= 0;
    while (*more && !(*item = next_item(t, 0, &room))) {
        enum status status = descend(t, 1, more, err);
        if (status)
            return status;
    }
    if (!*more)
        return STATUS_OK;
    if (room < SIZE_EXTRA)
        return damaged(t, "an item lies outside of its block", err);
    *size = (unpack_be16(*item) & SIZE_BITS) + SIZE_EXTRA;
    if (*size > room || (size_t)ITEM_FLAGS + KEY_LENGTH + (*item)[ITEM_FLAGS] > *size)
        return damaged(t, "an item is longer than its block", err);
    return STATUS_OK;
}

/* Append the tag's part in an item. The first piece begins the entry, further ones have its key and a number. */
static enum status take_piece(struct table *t, const unsigned char *item, size_t size, bool first, struct error *err)
{
    size_t key_len = item[ITEM_FLAGS];
    size_t head = ITEM_FLAGS + KEY_LENGTH + key_len + (first ? 0 : PIECE_NUMBER);
    struct view key = {(const char *)item + ITEM_FLAGS + KEY_LENGTH, key_len};
    if (first != ((unpack_be16(item) & FLAG_FIRST) != 0) || head > size || (!first && !view_equal(key, view_of_buf(&t->key))))
        return damaged(t, "the pieces of an entry do not follow one another", err);
    if (first && t->key.len > 0 && view_compare(view_of_buf(&t->key), key) >= 0)
        return damaged(t, "its keys are out of order", err);
    if (first) {
        buf_clear(&t->key);
        buf_clear(&t->tag);
        buf_add_view(&t->key, key);
    }
    buf_add(&t->tag, item + head, size - head);
    return STATUS_OK;
}

enum status table_next(struct table *t, struct table_entry *entry, bool *more, struct error *err)
{
    const unsigned char *item = NULL;
    size_t size = 0;
    unsigned flags;
    enum status status;
    do { /* the item before all others has no key */
        status = next_leaf_item(t, &item, &size, more, err);
        if (status || !*more)
            return status;
    } while (item[ITEM_FLAGS] == 0);
    for (bool first = true;; first = false) {
        flags = unpack_be16(item);
        status = take_piece(t, item, size, first, err);
        if (status || flags & FLAG_LAST)
            break;
        status = next_leaf_item(t, &item, &size, more, err);
        if (!status && !*more)
            status = damaged(t, "its last entry is cut short", err);
        if (status)
            return status;
    }
    *entry = (struct table_entry){view_of_buf(&t->key), view_of_buf(&t->tag), (flags & FLAG_COMPRESSED) != 0};
    return status;
}

void table_free(struct table *t)
{
    if (!t)
        return;
    if (t->fd >= 0)
        close(t->fd);
    for (unsigned level = 0; level < MAX_LEVELS; level++)
        free(t->levels[level].bytes);
    buf_release(&t->key);
    buf_release(&t->tag);
    free(t->path);
    free(t);
}
