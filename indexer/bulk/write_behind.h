/* Long writes of a file that is made once and not read soon: a thread of their own does them, while the caller fills the next window, and where the file system
 * can, they go past the page cache (O_DIRECT).
 *
 * A gigabyte of tables that goes through the page cache is copied, and needs as much fresh memory, which in a virtual machine the host must find page by page.
 * Measured (ext4, virtio, two processors): 1.1 to 2.2 s of processor time for a GiB through the page cache, .1 s past it in calls of a megabyte. The bytes must be
 * on the disk before the index counts as made, so the disk has not more to do. One caller's thread an object. */
#ifndef LEDE_INDEXER_BULK_WRITE_BEHIND_H
#define LEDE_INDEXER_BULK_WRITE_BEHIND_H

#include "common/buf.h"

enum { WINDOW_BYTES = 1 << 20 };

struct write_behind;

/* Create the file `path`, which must not be there. */
enum status write_behind_create(const char *path, struct write_behind **out, struct error *err) WARN_UNUSED;
/* The window to fill: WINDOW_BYTES that are the caller's until the next write_behind_window(). What it holds is undefined. */
unsigned char *write_behind_window(const struct write_behind *w);
/* The first `len` bytes of the window go to `offset`, a multiple of WINDOW_BYTES. There is a new window then. A failure may be told by a later call. */
enum status write_behind_flush(struct write_behind *w, uint64_t offset, size_t len, struct error *err) WARN_UNUSED;
/* `len` bytes go into what was flushed, over what stood there. */
enum status write_behind_patch(struct write_behind *w, const void *bytes, size_t len, uint64_t offset,
                               struct error *err) WARN_UNUSED;
/* Wait until all of it is on the disk, and close. The object is only good for write_behind_free() then. */
enum status write_behind_finish(struct write_behind *w, struct error *err) WARN_UNUSED;
/* May come early. NULL is nothing. */
void write_behind_free(struct write_behind *w);

#endif
