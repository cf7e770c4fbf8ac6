/* Making the names in a folder durable: a rename or a new file lasts only when the folder that holds its name is flushed too. Used by the
 * store and by the bulk loader. Any thread. */
#ifndef LEDE_COMMON_FOLDER_H
#define LEDE_COMMON_FOLDER_H

#include "common/status.h"

#include <stdint.h>

/* fsync the folder `path`. */
enum status folder_sync(const char *path, struct error *err) WARN_UNUSED;
/* fsync the folder that holds the folder `path`, which must be there. */
enum status folder_sync_parent(const char *path, struct error *err) WARN_UNUSED;

/* Bytes of the files that stand in the folder itself; 0 when it cannot be read. */
uint64_t folder_bytes(const char *path);

#endif
