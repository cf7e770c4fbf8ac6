/* From tokens to the distinct terms of a segment, as the Xapian writer takes them.
 *
 * What stands in the index for a segment (schema.h):
 *   word      its positions in title and text, variants included, wdf 0
 *   Zstem     wdf: 1 for a word of the text, SCHEMA_TITLE_WDF for one of the title. A variant (café beside cafe, ceasefire beside
 *             cease + fire) counts like a word, once a place, and only where its stem is another than the word's own: so every form can
 *             be found by its stem, and no place is counted twice under the same stem
 *   Sword     its positions in the title, wdf 0;  ZSstem: wdf 0
 *   the terms of fields.h, wdf 0
 * One pass over the tokens, by the numbers of the segment's vocabulary: no hashing, no sorting, no copying of names.
 * Used by document.c only; one thread an object. */
#ifndef LEDE_INDEXER_FLATTEN_H
#define LEDE_INDEXER_FLATTEN_H

#include "indexer/document.h"

struct flattener;

/* Where a term's name comes from: a word or stem of the analyser has a number there, everything else goes by its name. */
enum flat_kind { FLAT_WORD, FLAT_STEM, FLAT_TITLE_WORD, FLAT_TITLE_STEM, FLAT_KINDS, FLAT_EXACT = FLAT_KINDS };

/* A distinct term of a segment. */
struct flat_term {
    struct view name; /* without the prefix of its kind (flat_prefix); borrowed from the document or the analyser */
    enum flat_kind kind;
    uint32_t id; /* word->id or word->stem_id; 0 for FLAT_EXACT */
    uint32_t wdf;
    uint32_t place_count;
    uint32_t first_place; /* index into flat_terms.places */
};

/* One segment's terms, before packing: borrowed from the flattener until its next clear or add. */
struct flat_terms {
    const struct flat_term *items;
    size_t count;
    const uint32_t *places; /* positions, ascending in each term */
};

/* How the names of a kind begin. */
struct view flat_prefix(enum flat_kind kind);

struct flattener *flattener_new(void);
void flattener_free(struct flattener *f);

/* Collect segments: clear, add each, then pack them all. The documents are borrowed until the next clear. */
void flattener_clear(struct flattener *f);
void flattener_add(struct flattener *f, const struct document *document);

/* The terms of segment i of those added. */
struct flat_terms flattener_terms(const struct flattener *f, size_t i);

/* Everything that was added, in one allocation (free() releases it); `*bytes` (may be NULL) gets its size. */
struct store_document *flattener_pack(const struct flattener *f, size_t *bytes);

#endif
