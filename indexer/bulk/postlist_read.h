/* Reading the entries of the postlist table, the reverse of postlist.h: what kind an entry is, and the numbers in its chunk. Pure functions. */
#ifndef LEDE_INDEXER_BULK_POSTLIST_READ_H
#define LEDE_INDEXER_BULK_POSTLIST_READ_H

#include "common/buf.h"

enum postlist_kind { POSTLIST_METADATA, POSTLIST_VALUE_STATS, POSTLIST_VALUES, POSTLIST_LENGTHS, POSTLIST_TERM };

/* An entry's kind, and what its key says. */
struct postlist_key {
    enum postlist_kind kind;
    struct view name; /* metadata: the key. A term: its escaped form, as in the key */
    uint32_t slot;    /* values */
    uint32_t docid;   /* of the chunk's first document; 0: the first chunk of a list says it itself */
};

/* False when it is none. */
bool postlist_read_key(struct view key, struct postlist_key *out);

/* The postings of a chunk one after the other: begin, then take until it is false. `bad` is set when the chunk ends early. */
struct chunk_reader {
    struct view rest;
    uint32_t docid, wdf; /* of the posting at hand */
    bool started, bad;
};
void chunk_begin(struct chunk_reader *c, const struct postlist_key *key, struct view tag);
bool chunk_take(struct chunk_reader *c);

/* The same of a chunk of values. */
struct values_reader {
    struct view rest, value;
    uint32_t docid;
    bool started, bad;
};
void values_begin(struct values_reader *v, const struct postlist_key *key, struct view tag);
bool values_take(struct values_reader *v);

/* A document number as it stands at the end of a key or in one: false when it does not end there. */
bool postlist_take_docid(struct view *key, uint32_t *docid);

#endif
