/* The documents of one analysing thread: a dictionary of terms, and a log of which terms each document has. In the end the log is inverted: then each term
 * has its postings as byte strings.
 *
 * Documents are numbered 0, 1, 2 … within the shard, in the order in which the thread met them; which docid each will have is known later (postings.h). When
 * a shard has grown large it is spilled: everything goes to a run file in sorted order and the shard begins anew,
 * its document numbers going on. Used by build.c; one thread. */
#ifndef LEDE_INDEXER_BULK_SHARD_H
#define LEDE_INDEXER_BULK_SHARD_H

#include "indexer/flatten.h"

/* An entry of the look-up by name; term 0: free. */
struct shard_slot {
    uint32_t term; /* index + 1 */
    uint32_t hash;
};

/* An entry of a document in the log: the term's index above the low bits. Postings are either of places (wdf 0, positions: the words) or of weights (wdf, no
 * positions: all others): SHARD_LOG_PLACES is set, and the number below says how many bytes of the shard's places are its own; or it is the wdf. SHARD_LOG_ESCAPE:
 * the number is the next entry. */
enum { SHARD_LOG_BITS = 5, SHARD_LOG_PLACES = 1 << (SHARD_LOG_BITS - 1), SHARD_LOG_ESCAPE = SHARD_LOG_PLACES - 1 };
/* In front of a document's entries stand how many they are, and its length. */
enum { SHARD_LOG_HEAD = 2 };
/* So many entries behind the end of the log can be read, and bytes behind that of the places. */
enum { SHARD_LOG_AHEAD = 32, SHARD_PLACES_AHEAD = 16 };

/* Where a term's postings end in the inverted bytes; while they are made, where they go on. */
struct shard_ends {
    uint32_t document; /* 1 + the last one that has the term */
    uint32_t documents;
    uint32_t places; /* 0: it has none */
};

/* A term of a document, by its place among them. */
struct shard_unknown {
    uint32_t item;
    uint32_t hash;
};

/* Terms of the analyser are found by their numbers, all others by name. */
struct shard_map {
    uint32_t *terms; /* index of the term + 1; 0: not met */
    size_t cap;
};

struct shard {
    uint32_t *name_ends; /* in `names`, of each term: its name begins where that of its predecessor ends */
    size_t term_count, term_cap;
    char *names;
    size_t names_len, names_cap;
    struct shard_slot *table; /* open addressing by name */
    size_t table_size;
    struct shard_map maps[FLAT_KINDS];
    uint64_t generation;                    /* of the analyser's dictionary that the maps go by */
    uint32_t *log;                          /* of each document since the last spill: its head, then an entry for each term */
    size_t log_count, log_cap, log_touched; /* touched: so many bytes were used at some time, and have memory */
    uint32_t *starts;                       /* of each document since the last spill: where its head stands in the log */
    size_t starts_cap;
    unsigned char *places; /* of the log's entries, in their order: see shard_invert.c */
    size_t places_len, places_cap, places_touched;
    uint32_t *found;               /* scratch: the indexes of a document's terms */
    struct shard_unknown *unknown; /* scratch: those of them that are looked for by name */
    size_t found_cap, unknown_count;
    /* What shard_invert has made: the terms in the order of names, where their postings end, and the postings, in that order. */
    uint32_t *order;
    struct shard_ends *ends;
    unsigned char *inverted;
    size_t inverted_len, inverted_cap, inverted_touched;
    /* What shard_lists has made beside the log: the names in their order, each a byte of length and its bytes, at multiples of SHARD_NAME_UNIT. */
    unsigned char *lined_names;
    size_t lined_size;
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

/* shard_memory.c: bytes that a spill would free, those that it takes included; those of the look-up tables, which stay. */
size_t shard_memory(const struct shard *s);
size_t shard_lookup_memory(const struct shard *s);
/* Empty, but the document numbers go on. Memory of about `keep` bytes is kept for what comes. */
void shard_clear(struct shard *s, size_t keep);

/* The shard was inverted and nothing will be added any more: memory that is not needed for reading it goes. */
void shard_trim(struct shard *s);

struct view shard_name(const struct shard *s, uint32_t term);

/* shard_order.c: the terms in byte order of their names: their indexes; the caller frees it. `room`: as many bytes as shard_sort_room() says. */
uint32_t *shard_sorted(const struct shard *s, void *room);
size_t shard_sort_room(const struct shard *s);

/* shard_invert.c: sort the terms and give each its postings, and each document its terms in order. They are read from the first to the last; nothing may be added
 * meanwhile. */
void shard_invert(struct shard *s);
/* Where one stands: the next term is order[next], its postings begin at inverted[at]. */
struct shard_place {
    size_t next;
    uint32_t at;
};
struct run_term;
/* The next term; false at the end. */
bool shard_next(const struct shard *s, struct shard_place *place, struct run_term *out);

/* shard_lists.c, after the postings: the entries of each document in the log become those of its terms in the order of names. Above the low bits stands where the
 * name begins among the lined names, in units; below them the wdf, as before (0 for words). So many bytes behind the names can be read. */
enum { SHARD_NAME_UNIT = 8, SHARD_NAMES_AHEAD = 16 };
void shard_lists(struct shard *s);

#endif
