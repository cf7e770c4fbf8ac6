/* The version file of a glass database, "iamglass": which tables there are, where their roots are, and the statistics of the whole. Written last: its presence makes the
 * directory a database. */
#ifndef LEDE_INDEXER_BULK_VERSION_H
#define LEDE_INDEXER_BULK_VERSION_H

#include "indexer/bulk/btree.h"

enum { VERSION_MAGIC_SIZE = 16, VERSION_UUID_SIZE = 16 };

enum version_table { TABLE_POSTLIST, TABLE_DOCDATA, TABLE_TERMLIST, TABLE_POSITION, TABLE_SPELLING, TABLE_SYNONYM, TABLE_COUNT };

struct version {
    unsigned char uuid[VERSION_UUID_SIZE];
    struct btree_root tables[TABLE_COUNT];
    uint32_t block_size;
    uint32_t
        revision; /* from 1; higher than that of an index whose place this one takes, or its readers would not see the change */
    uint32_t documents;
    uint32_t last_docid;
    uint32_t shortest; /* of the document lengths above 0 */
    uint32_t longest;
    uint32_t highest_wdf;
    uint64_t total_length;
};

/* The 16 bytes that every glass database of the version this loader writes begins with: compared with what the library at hand makes. */
const unsigned char *version_magic(void);

/* What DIRECTORY/iamglass says. STATUS_INDEX when it is damaged, of another version, or its tables have blocks of different sizes. */
enum status version_read(const char *directory, struct version *out, struct error *err) WARN_UNUSED;

/* Write DIRECTORY/iamglass through a temporary name, with fsync of file and directory. */
enum status version_write(const char *directory, const struct version *v, struct error *err) WARN_UNUSED;

#endif
