/* Lines of a file or pipe, each as soon as it is there, in bounded memory. Used by the readers of topics. */
#ifndef LEDE_QUERY_LINES_H
#define LEDE_QUERY_LINES_H

#include "common/buf.h"

#include <stdatomic.h>

struct lines {
    int fd;
    size_t max; /* a longer line is refused */
    const atomic_bool *stop;
    struct buf data;
    size_t at; /* where the next line begins in data */
    bool ended;
    bool dropping;   /* inside a line that is too long */
    uint64_t number; /* of the line that lines_next gave last, from 1 */
};

enum status lines_open(const char *path, size_t max, const atomic_bool *stop, struct lines *out, struct error *err) WARN_UNUSED;
void lines_close(struct lines *l);

/* What has been read but not given out yet; reads once when there is nothing. For recognising a form. */
enum status lines_peek(struct lines *l, struct view *out, struct error *err) WARN_UNUSED;

/* The next line without its end (\n or \r\n), good until the next call. STATUS_NOT_FOUND at the end of the file, STATUS_INPUT for a line that is too long (it is
 * passed over), STATUS_IO. */
enum status lines_next(struct lines *l, struct view *out, struct error *err) WARN_UNUSED;

#endif
