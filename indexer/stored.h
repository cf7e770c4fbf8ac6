/* A stored article put together again from the records of its segments. Used by show and check. */
#ifndef LEDE_INDEXER_STORED_H
#define LEDE_INDEXER_STORED_H

#include "common/article.h"

struct stored {
    struct buf first, text;
    struct record record; /* of the first segment; article.text is the whole text so far. Points into the buffers */
    uint32_t segments;    /* how many were added */
    bool exact;           /* every gap between segments is the end of a paragraph, so the text is known to the last byte */
};

/* Begin with, or go on to, the next segment of an article in order; copies what it needs. STATUS_INDEX when the record cannot be read
 * or does not follow the one before: another article, number, or offset. */
enum status stored_add(struct stored *s, struct view record, struct error *err) WARN_UNUSED;

/* STATUS_INDEX unless all segments are there, the lengths agree, and (where `exact`) the hash is that of the article. */
enum status stored_finish(struct stored *s, struct error *err) WARN_UNUSED;

bool stored_is_complete(const struct stored *s);
void stored_clear(struct stored *s); /* for another article; keeps the memory */
void stored_release(struct stored *s);

#endif
