/* What a place allows: whether a new index can be renamed to it, whether the index that stands there can be exchanged for a new one, which files are those of a build.
 * Only looks. Used by place.c and writer_choice.c. */
#ifndef LEDE_INDEXER_BULK_PLACE_CHECK_H
#define LEDE_INDEXER_BULK_PLACE_CHECK_H

#include <stdbool.h>

/* The file by which the writers of a database, libxapian's and ours, know of one another. */
#define PLACE_LOCK "flintlock"

/* Whether a new index can be renamed to `target`: nothing is there, or an empty folder that is neither a mount point nor the folder that this process works
 * in; and its parent can be written to. */
bool place_is_free(const char *target);

/* Whether the folder `target` holds a database and nothing else, is ours, and can be renamed. */
bool place_can_be_replaced(const char *target);

/* Whether a build makes files of this name, or a database has them. */
bool place_is_ours(const char *name);

#endif
