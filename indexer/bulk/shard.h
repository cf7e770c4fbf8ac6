/* The inverted documents of one analysing thread: a dictionary of terms, their postings as byte strings, and which terms each document has.
 *
 * Documents are numbered 0, 1, 2 … within the shard, in the order in which the thread met them; which docid each will have is known later (postings.h). When
 * a shard has grown large it is spilled: everything goes to a run file in sorted order and the shard begins anew,
 * its document numbers going on. Used by build.c; one thread. */
#ifndef LEDE_INDEXER_BULK_SHARD_H
#define LEDE_INDEXER_BULK_SHARD_H

#include "indexer/bulk/arena.h"
#include "indexer/flatten.h"

/* A distinct term. Its postings are either of places (wdf 0, positions: the words) or of weights (wdf, no positions: all others). */
struct shard_term {
    uint32_t name, name_len; /* in shard.names */
    uint32_t next_document;  /* 1 + the last document that has it */
    uint32_t documents;
    uint64_t occurrences; /* sum of wdf */
    struct chain postings;
    bool has_positions;
};

/* Terms of the analyser are found by their numbers, all others by name. */
struct shard_map {
    uint32_t *terms; /* index of the term + 1; 0: not met */
    size_t cap;
};

struct shard {
    struct shard_term *terms;
    size_t term_count, term_cap;
    struct buf names;
    uint32_t *table; /* open addressing by name: index + 1 */
    size_t table_size;
    struct shard_map maps[FLAT_KINDS];
    uint64_t generation; /* of the analyser's dictionary that the maps go by */
    struct arena arena;
    struct buf log;          /* of each document since the last spill: how many terms, then each term's index and wdf */
    uint32_t first_document; /* number of the first document since the last spill */
    uint32_t next_document;
    struct buf scratch;
    unsigned highest_wdf;
};

struct shard *shard_new(void);
void shard_free(struct shard *s);

/* Add the document whose terms stand in `terms`; returns its number. `generation`: changes when the analyser has forgotten its words. */
uint32_t shard_add(struct shard *s, const struct flat_terms *terms, uint64_t generation);

/* Bytes that a spill would free (the look-up tables stay). */
size_t shard_memory(const struct shard *s);
/* Empty, but the document numbers go on. */
void shard_clear(struct shard *s);

/* The terms in byte order of their names: indexes into s->terms; the caller frees it. */
uint32_t *shard_sorted(const struct shard *s);
struct view shard_name(const struct shard *s, uint32_t term);

#endif
