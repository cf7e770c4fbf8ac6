/* Private to flatten.c (collecting the terms) and flatten_pack.c (the flat copy for the Xapian writer). */
#ifndef LEDE_INDEXER_FLATTEN_PARTS_H
#define LEDE_INDEXER_FLATTEN_PARTS_H

#include "indexer/flatten.h"

struct flat_segment {
    const struct document *document;
    size_t terms_end; /* index into terms, exclusive */
};

struct flattener {
    struct flat_term *terms;
    size_t term_count, term_cap;
    uint32_t *places; /* positions */
    size_t place_count, place_cap;
    uint32_t *counted; /* scratch: of each stem of a segment, the last position that was counted */
    size_t counted_cap;
    struct flat_segment *segments;
    size_t segment_count, segment_cap;
};

#endif
