/* The inverted documents of one analysing thread: a dictionary of terms, their postings as byte strings, and which terms each document has.
 *
 * Documents are numbered 0, 1, 2 … within the shard, in the order in which the thread met them; which docid each will have is known later (postings.h). When
 * a shard has grown large it is spilled: everything goes to a run file in sorted order and the shard begins anew,
 * its document numbers going on. Used by build.c; one thread. */
#ifndef LEDE_INDEXER_BULK_SHARD_H
#define LEDE_INDEXER_BULK_SHARD_H

#include "indexer/bulk/arena.h"
#include "indexer/flatten.h"

/* What a posting touches of its term, four to a cache line. Postings are either of places (wdf 0, positions: the words) or of weights (wdf, no
 * positions: all others). */
struct shard_term {
    struct chain postings;
    uint32_t next_document : 31; /* 1 + the last document that has it */
    uint32_t has_positions : 1;
};

/* An entry of the look-up by name; term 0: free. */
struct shard_slot {
    uint32_t term; /* index + 1 */
    uint32_t hash;
};

/* An entry of a document in the log: the term's index above the low bits, which hold the wdf; SHARD_LOG_ESCAPE: the wdf is the next entry. */
enum { SHARD_LOG_BITS = 3, SHARD_LOG_ESCAPE = (1 << SHARD_LOG_BITS) - 1 };

/* Terms of the analyser are found by their numbers, all others by name. */
struct shard_map {
    uint32_t *terms; /* index of the term + 1; 0: not met */
    size_t cap;
};

struct shard {
    struct shard_term *terms;
    uint32_t *name_ends; /* in `names`, of each term: its name begins where that of its predecessor ends */
    size_t term_count, term_cap;
    char *names;
    size_t names_len, names_cap;
    struct shard_slot *table; /* open addressing by name */
    size_t table_size;
    struct shard_map maps[FLAT_KINDS];
    uint64_t generation; /* of the analyser's dictionary that the maps go by */
    struct arena arena;
    uint32_t *log;                          /* of each document since the last spill: how many terms, then an entry for each */
    size_t log_count, log_cap, log_touched; /* touched: the highest count that the array ever had */
    uint32_t *found;                        /* scratch: the indexes of a document's terms */
    size_t found_cap;
    uint32_t first_document; /* number of the first document since the last spill */
    uint32_t next_document;
    unsigned highest_wdf;
};

struct shard *shard_new(void);
void shard_free(struct shard *s);

/* Add the document whose terms stand in `terms`; returns its length, the sum of wdf. Its number is next_document as it stood. `generation`: changes when the analyser has forgotten its words. */
uint32_t shard_add(struct shard *s, const struct flat_terms *terms, uint64_t generation);

/* The analyser's numbers mean other words from now on; shard_add sees to that by `generation`. */
void shard_forget_words(struct shard *s);

/* shard_memory.c: bytes that a spill would free; those of the look-up tables, which stay. */
size_t shard_memory(const struct shard *s);
size_t shard_lookup_memory(const struct shard *s);
/* Empty, but the document numbers go on. Memory of about `keep` bytes is kept for what comes. */
void shard_clear(struct shard *s, size_t keep);

/* Nothing will be added any more: memory that was kept for it goes. */
void shard_trim(struct shard *s);

/* The terms in byte order of their names: indexes into s->terms; the caller frees it. */
uint32_t *shard_sorted(const struct shard *s);
struct view shard_name(const struct shard *s, uint32_t term);

#endif
