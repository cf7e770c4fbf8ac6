#include "indexer/bulk/btree.h"

#include "indexer/bulk/block.h"
#include "indexer/bulk/block_file.h"
#include "indexer/bulk/pack.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_LEVELS = 12,
    ITEM_FLAGS = 2,   /* I: size - 3 in 13 bits, and the three flags below */
    KEY_LENGTH = 1,   /* K */
    PIECE_NUMBER = 2, /* X */
    CHILD = 4,        /* block number of a branch item */
    NULL_ITEM = ITEM_FLAGS + KEY_LENGTH,
    FLAG_FIRST = 0x2000,
    FLAG_LAST = 0x4000,
    FLAG_COMPRESSED = 0x8000,
    BLOCK_CAPACITY = 4, /* every block has room for so many of the largest items */
    MAX_ITEM = 8194,
    MAX_PIECES = 65535,
    WORTHWHILE_TAIL = 34, /* bytes left in a leaf that the first piece of a long tag is put into */
};

/* Where an item stands: its key (borrowed) and which piece of its tag it is. */
struct place {
    struct view key;
    unsigned piece;
};

struct btree {
    struct block_file *file;
    struct block levels[MAX_LEVELS]; /* the rightmost block of each level */
    unsigned top;                    /* level of the root */
    uint32_t block_size;
    uint32_t next_block;
    uint32_t max_item;
    uint64_t entries;
    struct place last; /* of the item added last; the key lies in its leaf */
    unsigned char *scratch;
};

static void start_level(struct btree *t, unsigned level, uint32_t number)
{
    if (!t->levels[level].bytes) {
        t->levels[level].bytes = mem_alloc(t->block_size);
        t->levels[level].size = t->block_size;
    }
    block_start(&t->levels[level], number, level);
}

enum status btree_create(const char *file, uint32_t block_size, struct btree **out, struct error *err)
{
    struct block_file *blocks;
    enum status status = block_file_create(file, block_size, &blocks, err);
    if (status)
        return status;
    struct btree *t = mem_alloc(sizeof *t);
    t->file = blocks;
    t->block_size = block_size;
    t->max_item = (block_size - BLOCK_HEADER - BLOCK_CAPACITY * BLOCK_SLOT) / BLOCK_CAPACITY;
    if (t->max_item > MAX_ITEM)
        t->max_item = MAX_ITEM;
    t->scratch = mem_alloc(block_size);
    start_level(t, 0, t->next_block++);
    unsigned char *null_item = block_add(&t->levels[0], NULL_ITEM);
    pack_be16(null_item, FLAG_FIRST | FLAG_LAST);
    null_item[ITEM_FLAGS] = 0;
    *out = t;
    return STATUS_OK;
}

static size_t branch_item_size(const unsigned char *item)
{
    return CHILD + KEY_LENGTH + item[CHILD] + PIECE_NUMBER;
}

static void fill_branch_item(unsigned char *item, uint32_t child, const struct place *at)
{
    pack_be32(item, child);
    item[CHILD] = (unsigned char)at->key.len;
    pack_bytes(item + CHILD + KEY_LENGTH, at->key.ptr, at->key.len);
    pack_be16(item + CHILD + KEY_LENGTH + at->key.len, at->piece);
}

/* The first item of a branch block has no key: it stands for everything below the second. */
static const struct place no_place;

static enum status write_level(struct btree *t, unsigned level, struct error *err)
{
    block_seal(&t->levels[level]);
    return block_file_put(t->file, t->levels[level].number, t->levels[level].bytes, err);
}

static enum status too_deep(struct error *err)
{
    return error_set(err, STATUS_IO, "a table has more than %d levels", MAX_LEVELS);
}

/* The block of `level` is full: write it and start its right neighbour; when it was the root, put a new root above both. */
static enum status split(struct btree *t, unsigned level, struct error *err)
{
    uint32_t full = t->levels[level].number;
    uint32_t number = t->next_block++;
    enum status status = write_level(t, level, err);
    if (status)
        return status;
    start_level(t, level, number);
    if (level == t->top) {
        if (t->top + 1 >= MAX_LEVELS)
            return too_deep(err);
        start_level(t, ++t->top, t->next_block++);
        fill_branch_item(block_add(&t->levels[t->top], CHILD + KEY_LENGTH + PIECE_NUMBER), full, &no_place);
    }
    return STATUS_OK;
}

/* Enter a separator for the block `child` into `level`, which may split the same way, up to the root. */
static enum status add_separator(struct btree *t, unsigned level, uint32_t child, const struct place *key, struct error *err)
{
    for (; level < MAX_LEVELS; level++) {
        struct block *b = &t->levels[level];
        size_t size = CHILD + KEY_LENGTH + key->key.len + PIECE_NUMBER;
        bool full = !block_fits(b, size);
        if (full || b->max_free < size + BLOCK_SLOT) /* a full block is written without holes */
            block_compact(b, branch_item_size, t->scratch);
        enum status status = full ? split(t, level, err) : STATUS_OK;
        if (status)
            return status;
        unsigned char *item = block_add(b, size);
        fill_branch_item(item, child, key);
        if (!full)
            return STATUS_OK;
        fill_branch_item(item, child, &no_place);
        block_note_hole(b, (uint32_t)key->key.len);
        child = b->number;
    }
    return too_deep(err);
}

/* The shortest key that parts the last item from the next one. */
static struct place separator(const struct place *last, const struct place *next)
{
    size_t common = 0;
    while (common < last->key.len && common < next->key.len && last->key.ptr[common] == next->key.ptr[common])
        common++;
    return (struct place){view_sub(next->key, 0, common + 1), next->piece};
}

/* A new leaf for the item, which the last one has no room for. */
static enum status next_leaf(struct btree *t, const struct place *at, struct error *err)
{
    struct place parting = separator(&t->last, at);
    enum status status = split(t, 0, err);
    return status ? status : add_separator(t, 1, t->levels[0].number, &parting, err);
}

static enum status add_piece(struct btree *t, const struct place *at, struct view part, unsigned flags, struct error *err)
{
    size_t piece_bytes = at->piece > 1 ? PIECE_NUMBER : 0;
    size_t size = ITEM_FLAGS + KEY_LENGTH + at->key.len + piece_bytes + part.len;
    if (!block_fits(&t->levels[0], size)) {
        enum status status = next_leaf(t, at, err);
        if (status)
            return status;
    }
    unsigned char *item = block_add(&t->levels[0], size);
    pack_be16(item, (unsigned)(size - NULL_ITEM) | flags);
    item[ITEM_FLAGS] = (unsigned char)at->key.len;
    item += NULL_ITEM;
    pack_bytes(item, at->key.ptr, at->key.len);
    t->last = (struct place){{(const char *)item, at->key.len}, at->piece};
    item += at->key.len;
    if (piece_bytes)
        pack_be16(item, at->piece);
    pack_bytes(item + piece_bytes, part.ptr, part.len);
    return STATUS_OK;
}

/* How much of a tag that needs several items goes into the first: what the current leaf has left, where that saves an item or is not too small. */
static size_t first_piece_size(const struct btree *t, size_t key_len, size_t tag_len)
{
    size_t overhead = key_len + ITEM_FLAGS + KEY_LENGTH + PIECE_NUMBER;
    size_t whole = t->max_item - overhead;
    size_t left = t->levels[0].total_free % (t->max_item + BLOCK_SLOT);
    if (left > BLOCK_SLOT + overhead) {
        left -= BLOCK_SLOT + overhead;
        if (left >= (tag_len - PIECE_NUMBER) % whole || left >= key_len + WORTHWHILE_TAIL)
            return left + PIECE_NUMBER;
    }
    return whole + PIECE_NUMBER;
}

static enum status check_order(const struct btree *t, struct view key, struct error *err)
{
    if (key.len == 0 || key.len > BTREE_MAX_KEY)
        return error_set(err, STATUS_INPUT, "a table key has %zu bytes", key.len);
    if (t->entries && view_compare(t->last.key, key) >= 0)
        return error_set(err, STATUS_INPUT, "table keys are out of order");
    return STATUS_OK;
}

/* An item for a whole entry, where the leaf has room for it: where its key and its tag go. */
static inline unsigned char *whole_item(struct btree *t, size_t key_len, size_t tag_len, unsigned flags)
{
    size_t size = NULL_ITEM + key_len + tag_len;
    if (size > t->max_item || !block_fits(&t->levels[0], size))
        return NULL;
    unsigned char *item = block_add(&t->levels[0], size);
    pack_be16(item, (unsigned)(key_len + tag_len) | flags | FLAG_FIRST | FLAG_LAST);
    item[ITEM_FLAGS] = (unsigned char)key_len;
    t->last = (struct place){{(const char *)item + NULL_ITEM, key_len}, 1};
    t->entries++;
    return item + NULL_ITEM;
}

unsigned char *btree_room(struct btree *t, size_t key_len, size_t tag_len)
{
    return key_len > BTREE_MAX_KEY ? NULL : whole_item(t, key_len, tag_len, 0);
}

/* An entry in as many items as it takes. */
static enum status add_pieces(struct btree *t, struct view key, struct view tag, unsigned flags, struct error *err)
{
    struct place at = {key, 1};
    size_t whole = t->max_item - key.len - ITEM_FLAGS - KEY_LENGTH - PIECE_NUMBER;
    size_t part = tag.len <= whole + PIECE_NUMBER ? tag.len : first_piece_size(t, key.len, tag.len);
    if ((tag.len - part + whole - 1) / whole + 1 > MAX_PIECES)
        return error_set(err, STATUS_INPUT, "a table entry has %zu bytes, which is too long", tag.len);
    enum status status;
    flags |= FLAG_FIRST;
    for (;; at.piece++) {
        if (part == tag.len)
            flags |= FLAG_LAST;
        status = add_piece(t, &at, view_sub(tag, 0, part), flags, err);
        if (status || part == tag.len)
            break;
        tag = view_sub(tag, part, tag.len);
        part = tag.len < whole ? tag.len : whole;
        flags &= ~(unsigned)FLAG_FIRST;
    }
    if (!status)
        t->entries++;
    return status;
}

enum status btree_add(struct btree *t, struct view key, struct view tag, bool compressed, struct error *err)
{
    enum status status = check_order(t, key, err);
    if (status)
        return status;
    unsigned flags = compressed ? FLAG_COMPRESSED : 0;
    unsigned char *entry = whole_item(t, key.len, tag.len, flags);
    if (!entry)
        return add_pieces(t, key, tag, flags, err);
    pack_bytes(entry, key.ptr, key.len);
    pack_bytes(entry + key.len, tag.ptr, tag.len);
    return STATUS_OK;
}

enum status btree_finish(struct btree *t, struct btree_root *out, struct error *err)
{
    for (unsigned level = 0; level <= t->top; level++) {
        enum status status = write_level(t, level, err);
        if (status)
            return status;
    }
    enum status status = block_file_finish(t->file, err);
    if (!status)
        *out = (struct btree_root){t->levels[t->top].number, t->top, t->entries, t->next_block, true};
    return status;
}

uint64_t btree_entries(const struct btree *t)
{
    return t->entries;
}

void btree_free(struct btree *t)
{
    if (!t)
        return;
    block_file_free(t->file);
    for (unsigned level = 0; level < MAX_LEVELS; level++)
        free(t->levels[level].bytes);
    free(t->scratch);
    free(t);
}
