/* Ids that several files hold: which file's article was passed over for that of another one, kept in the index's metadata (METADATA_TAKEOVERS).
 *
 * An id has one article in the index, that of the file that comes last. When that file lets the id go, the article of one of the others is due, and they
 * are read again. So each loss is noted: the hash of the id term and of the path of the file that lost it. A note may outlive its reason (the file
 * was given up, or has won the id back): the file is then read once for nothing. At most TAKEOVERS_MOST are kept. Part of the manifest; one thread. */
#ifndef LEDE_INDEXER_TAKEOVERS_H
#define LEDE_INDEXER_TAKEOVERS_H

#include "common/buf.h"

/* A file that must be read again whatever its size and time are has a note with this id. */
enum { TAKEOVER_DUE = 0, TAKEOVERS_MOST = 4000000 };

struct takeover {
    uint64_t id, path;
};

struct takeovers {
    struct takeover *items;
    size_t count, cap;
    size_t known; /* as many were loaded, in the order of their ids; the others came in this run */
};

/* Empty on anything that is no stored form. */
void takeovers_decode(struct view stored, struct takeovers *out);
/* Replace out's content by the stored form: sorted, each once; nothing when there are none. */
void takeovers_encode(const struct takeovers *t, struct buf *out);

void takeovers_add(struct takeovers *t, uint64_t id, uint64_t path);
/* The known ones of an id, in a row. */
const struct takeover *takeovers_of(const struct takeovers *t, uint64_t id, size_t *count);
void takeovers_release(struct takeovers *t);

#endif
