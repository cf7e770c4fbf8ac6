/* What the files of terms share. Private to terms*.c. */
#ifndef LEDE_QUERY_TERMS_PARTS_H
#define LEDE_QUERY_TERMS_PARTS_H

#include "query/terms.h"

/* See terms.h: term.idf. */
double terms_idf(uint64_t segments, uint64_t document_frequency);

/* Make room in t->by_stem. */
void terms_reserve_stems(struct terms *t, uint32_t stem_id);

#endif
