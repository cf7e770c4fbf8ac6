/* What a glass database's version file, iamglass, says of its tables: which of them hold something, and where the first one's root is. Layout: indexer/bulk/version.c.
 * Used by store_table and store_open. */
#ifndef LEDE_COMMON_STORE_VERSION_HH
#define LEDE_COMMON_STORE_VERSION_HH

#include "common/store_guard.hh"

struct store_version {
    std::string uuid; /* in hexadecimal digits */
    uint32_t revision = 0;
    uint32_t root = 0, level = 0, block_size = 0; /* of the posting lists */
    unsigned filled = 0;                          /* one bit a table: it has a root */
};

/* Of the database in the open folder: false when there is none, or the file is not of the version that is known here. */
bool store_version_read(int folder, struct store_version *out);

/* The name of a table's file that the database in the folder needs and cannot be read, and why (errno), or null. libxapian takes such a table for one that never held anything (all but that
 * of the posting lists): phrases are then not found, and the next writer makes it anew. */
const char *store_version_missing(const char *path, int *cause);

#endif
