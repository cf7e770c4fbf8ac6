/* The entries of the termlist table: which terms a document has (in byte order, with their wdf), and which value slots. */
#ifndef LEDE_INDEXER_BULK_TERMLIST_H
#define LEDE_INDEXER_BULK_TERMLIST_H

#include "indexer/bulk/btree.h"
#include "indexer/bulk/termlist_put.h"

/* A term list being coded; begin, add every term in byte order, then take `tag`. Zero it before first use. */
struct termlist {
    struct buf tag;
    struct view last; /* the term added last, in one of `copies` */
    char copies[2][BTREE_MAX_KEY + TERMLIST_SLACK];
};

void termlist_begin(struct termlist *l, uint32_t document_length, uint32_t term_count);
/* A term of at most BTREE_MAX_KEY bytes. */
void termlist_add(struct termlist *l, struct view term, uint32_t wdf);
void termlist_release(struct termlist *l);

enum status termlist_write(struct btree *t, uint32_t docid, struct view tag, bool compressed, struct error *err) WARN_UNUSED;
/* The slots in use, ascending; none = no entry. */
enum status termlist_write_slots(struct btree *t, uint32_t docid, const uint32_t *slots, size_t count,
                                 struct error *err) WARN_UNUSED;

#endif
