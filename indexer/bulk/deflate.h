/* Compression of table entries: raw deflate, by phrases.h for records and by letters.h for term lists, kept only where it pays and where libxapian can read it back. One thread an object. */
#ifndef LEDE_INDEXER_BULK_DEFLATE_H
#define LEDE_INDEXER_BULK_DEFLATE_H

#include "common/buf.h"

struct deflater;

struct deflater *deflater_new(void);
void deflater_free(struct deflater *d);

/* Append `bytes` compressed to `out` and return true; or append them as they are and return false.
 * What libxapian could not read back (steps.h) is stored as it is, too. */
bool deflater_add(struct deflater *d, struct view bytes, struct buf *out);
/* The same for a term list. */
bool deflater_add_terms(struct deflater *d, struct view list, struct buf *out);

#endif
