/* The entries of the postlist table: metadata, value statistics, value chunks, document lengths, terms; in this order of keys.
 * Each sort adds its entries to a table as its postings arrive. One thread a table. */
#ifndef LEDE_INDEXER_BULK_POSTLIST_H
#define LEDE_INDEXER_BULK_POSTLIST_H

#include "indexer/bulk/btree.h"

/* The longest term whose escaped form still leaves room for a document number in a key. */
enum { POSTLIST_MAX_TERM = 245 };

/* A document of a term. */
struct posting {
    uint32_t docid;
    union {
        uint32_t wdf;
        uint32_t places; /* where positions are gathered: see postings.h */
    };
};

enum { POSTLIST_CHUNK = 2000, POSTLIST_HEAD = 4 * 5 + 1, POSTLIST_PAIR = 2 * 5 };

/* A list of postings on its way into chunks of about POSTLIST_CHUNK bytes. Zero it before first use. */
struct postlist {
    struct btree *table;
    unsigned char key[2 * POSTLIST_MAX_TERM + 1 + 5];
    size_t prefix_len; /* bytes of the key that all chunks share */
    size_t first_key_len;
    uint32_t documents, occurrences; /* in front of the first chunk */
    bool first_chunk;
    uint32_t first, last;                                                /* docids of the open chunk; 0: it is empty */
    size_t len;                                                          /* bytes of the open chunk */
    unsigned char bytes[POSTLIST_HEAD + POSTLIST_CHUNK + POSTLIST_PAIR]; /* room for the head, then the chunk */
};

/* Begin the list of a term. `documents` and `occurrences` (sum of wdf) are of the whole list. STATUS_INPUT for a term that is too long. */
enum status postlist_begin_term(struct postlist *p, struct btree *t, struct view term, uint32_t documents, uint32_t occurrences,
                                struct error *err) WARN_UNUSED;
/* Begin the list of document lengths: every document has an entry. */
void postlist_begin_lengths(struct postlist *p, struct btree *t);
/* Docids ascend. */
enum status postlist_add(struct postlist *p, const struct posting *items, size_t count, struct error *err) WARN_UNUSED;
enum status postlist_end(struct postlist *p, struct error *err) WARN_UNUSED;

enum status postlist_add_metadata(struct btree *t, struct view key, struct view value, struct error *err) WARN_UNUSED;

/* Statistics and values of the slots. Slots must be added in the order of their keys: all statistics first, then all chunks, each by ascending slot (slots below 128). */
enum status postlist_add_value_stats(struct btree *t, uint32_t slot, uint32_t count, struct view low, struct view high,
                                     struct error *err) WARN_UNUSED;

struct value_chunks {
    struct btree *table;
    uint32_t slot;
    uint32_t first, last;
    struct buf body;
};
enum status value_chunks_add(struct value_chunks *v, uint32_t docid, struct view value, struct error *err) WARN_UNUSED;
enum status value_chunks_end(struct value_chunks *v, struct error *err) WARN_UNUSED;

#endif
