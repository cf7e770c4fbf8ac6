/* Documents for libxapian's own writer that it could not read back (bulk/steps.h) are changed by what means nothing: a record is padded, a list of terms gets a term
 * more. It compresses by itself, so that there is no other way. Almost never needed: for texts that say the same over and over. Used by writer_xapian.c. */
#ifndef LEDE_INDEXER_READABLE_H
#define LEDE_INDEXER_READABLE_H

#include "common/store.h"

/* What was changed; owns its memory. Zeroed = nothing. */
struct readable {
    void **items;
    size_t count, cap;
};

/* Change what must be changed of `document`, which will be stored with the term `id` in addition. `reads` says of an entry whether it can be read back:
 * steps_stored_readable, but for tests. Where no change helps the document stays as it is. */
void readable_make(struct store_document *document, struct view id, bool (*reads)(struct view entry), struct readable *changes);
void readable_release(struct readable *changes);

#endif
