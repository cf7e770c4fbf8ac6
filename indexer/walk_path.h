/* Paths and reasons for walk.c and walk_read.c. Any thread. */
#ifndef LEDE_INDEXER_WALK_PATH_H
#define LEDE_INDEXER_WALK_PATH_H

#include "common/buf.h"

#include <sys/types.h>

/* Append `path` without "./", doubled and trailing slashes; "." stays when nothing else is left. ".." stays as it is. */
void walk_normalise(const char *path, struct buf *out);

/* The absolute path without symlinks of something that may not exist yet: its last name may be missing. NULL when its folder is not there either, or it is empty. The caller frees it. */
char *walk_resolve(const char *path);

/* Whether a path is a folder or lies inside of it; both absolute. */
bool walk_is_inside(const char *path, const char *folder);

/* A few plain words for an errno: "permission denied". */
const char *walk_reason(int error);

/* What something is that is neither a file nor a folder, likewise: "is a FIFO". */
const char *walk_kind(mode_t mode);

#endif
