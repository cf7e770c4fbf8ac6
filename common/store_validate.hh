/* Every rule that a document must keep, checked before Xapian sees any of it: an exception out of add_document costs the
 * whole uncommitted batch. Used by store_write.cc. */
#ifndef LEDE_COMMON_STORE_VALIDATE_HH
#define LEDE_COMMON_STORE_VALIDATE_HH

#include "common/store_guard.hh"

/* Limits beyond SCHEMA_MAX_TERM. Xapian wraps wdf, lengths and positions silently and finds out about oversized items only when
 * it commits. */
enum : uint64_t {
    STORE_MAX_POSITION = INT32_MAX,
    STORE_MAX_LENGTH = INT32_MAX, /* of a document: the sum of its wdf */
    STORE_MAX_TERMS = 1 << 22,
    STORE_MAX_VALUE = 1024,
    STORE_MAX_SLOT = 255,
    STORE_MAX_DATA = 64 << 20,
    STORE_MAX_SEGMENTS = 1 << 20,
    STORE_MAX_METADATA_KEY = 245,
    STORE_MAX_METADATA = 64 << 20,
};

/* STATUS_INPUT with a sentence when a rule is broken. */
enum status store_validate_term(struct view term, struct error *err);
enum status store_validate_document(const struct store_document *doc, struct error *err);

#endif
