/* A stored article put together again from the records of its segments. Used by `show` of both programs, by check, and by whoever needs a whole text.
 * A zeroed struct is empty; one thread an object. */
#ifndef LEDE_COMMON_STORED_H
#define LEDE_COMMON_STORED_H

#include "common/article.h"
#include "common/store.h"

struct stored {
    struct buf first, text;
    struct record record; /* of the first segment; article.text is the whole text so far. Points into the buffers */
    uint32_t segments;    /* how many were added */
    uint32_t docid;       /* of the first segment, when stored_load did it */
    bool exact;           /* every gap between segments is the end of a paragraph, so the text is known to the last byte */
};

/* Begin with, or go on to, the next segment of an article in order; copies what it needs. STATUS_INDEX when the record cannot be read
 * or does not follow the one before: another article, number, or offset. */
enum status stored_add(struct stored *s, struct view record, struct error *err) WARN_UNUSED;

/* STATUS_INDEX unless all segments are there, the lengths agree, and (where `exact`) the hash is that of the article. */
enum status stored_finish(struct stored *s, struct error *err) WARN_UNUSED;

/* The article `id`, all of its segments. Replaces s's content. STATUS_NOT_FOUND when the index has none; STATUS_INDEX as stored_finish; a database that
 * changes meanwhile is read again. */
enum status stored_load(struct stored *s, struct store_reader *r, struct view id, struct error *err) WARN_UNUSED;

bool stored_is_complete(const struct stored *s);
void stored_clear(struct stored *s); /* for another article; keeps the memory */
void stored_release(struct stored *s);

#endif
