/* Every rule that a document must keep before it is written: an exception out of Xapian's add_document costs the whole uncommitted
 * batch, and a table of the bulk loader that refuses an entry costs the whole build. Pure functions, any thread. Used by store_write.cc
 * and by indexer/bulk/build.c. */
#ifndef LEDE_COMMON_STORE_VALIDATE_H
#define LEDE_COMMON_STORE_VALIDATE_H

#include "common/store.h"

/* Limits beyond SCHEMA_MAX_TERM. Xapian wraps wdf, lengths and positions silently and finds out about oversized items only when
 * it commits. */
enum {
    STORE_MAX_POSITION = INT32_MAX,
    STORE_MAX_LENGTH = INT32_MAX, /* of a document: the sum of its wdf */
    STORE_MAX_TERMS = 1 << 22,
    STORE_MAX_VALUE = 8192,
    STORE_MAX_SLOT = 255,
    STORE_MAX_DATA = 64 << 20,
    STORE_MAX_SEGMENTS = 1 << 20,
    STORE_MAX_METADATA_KEY = 245,
    STORE_MAX_METADATA = 64 << 20,
};

/* STATUS_INPUT with a sentence when a rule is broken. */
enum status store_validate_term(struct view term, struct error *err) WARN_UNUSED;
enum status store_validate_document(const struct store_document *doc, struct error *err) WARN_UNUSED;

/* The parts of store_validate_document, for who has the terms in another form. `length`: sum of wdf. */
enum status store_validate_sizes(size_t term_count, uint64_t length, size_t data_len, struct error *err) WARN_UNUSED;
enum status store_validate_value(uint32_t slot, struct view value, struct error *err) WARN_UNUSED;

#endif
