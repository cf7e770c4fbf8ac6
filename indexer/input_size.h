/* How much there is to read: the bytes of the named files that are not as the manifest knows them. A walk that only looks. Used by the reader, for the time
 * left, and by writer_choice.c. */
#ifndef LEDE_INDEXER_INPUT_SIZE_H
#define LEDE_INDEXER_INPUT_SIZE_H

#include "indexer/manifest.h"

#include <stddef.h>

/* Whether a file is as the index knows it, as far as size and time tell. `known` may be NULL. */
bool input_is_unchanged(const struct manifest_file *known, uint64_t size, int64_t mtime_ns);

/* False when it cannot be known: standard input ("-") is among the paths, a path is not there, or a signal came. */
bool input_new_bytes(const char *const *paths, size_t count, const char *index, struct manifest *manifest, uint64_t *bytes);

#endif
