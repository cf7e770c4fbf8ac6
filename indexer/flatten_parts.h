/* Private to flatten.c (collecting the terms) and flatten_pack.c (the flat copy for the Xapian writer). */
#ifndef LEDE_INDEXER_FLATTEN_PARTS_H
#define LEDE_INDEXER_FLATTEN_PARTS_H

#include "indexer/flatten.h"

/* What is known in this pass of one word or stem. */
struct side {
    uint32_t epoch; /* of the pass that the rest belongs to */
    uint32_t term;  /* index into flattener.terms */
    uint32_t more;  /* of a word: its stem's term; of a stem: the last position that was counted, or NO_PLACE */
};

struct side_table {
    struct side *items;
    size_t cap;
};

struct flat_segment {
    const struct document *document;
    size_t terms_end; /* index into terms, exclusive */
};

struct flattener {
    struct side_table words, stems;
    uint32_t epoch;
    struct flat_term *terms;
    size_t term_count, term_cap;
    struct flat_place *places;
    size_t place_count, place_cap;
    struct flat_segment *segments;
    size_t segment_count, segment_cap;
};

#endif
