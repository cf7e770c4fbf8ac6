/* A file put in the place of another at once: readers see the old content or the new one, whatever happens in between, a power cut included.
 * Used for state and pictures that lede-query writes. */
#ifndef LEDE_COMMON_FILE_REPLACE_H
#define LEDE_COMMON_FILE_REPLACE_H

#include "common/buf.h"

/* Write `content` to a new file beside `path`, fsync it, rename it to `path`, fsync the folder. A symbolic link is followed, so that it stays one; an old file's
 * permissions are kept. What is no regular file (/dev/stdout, a pipe) is written to as it is. STATUS_IO, with the old content untouched. */
enum status file_replace(const char *path, struct view content, struct error *err) WARN_UNUSED;

#endif
