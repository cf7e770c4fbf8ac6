/* The folder that an index is built in, beside the one that it becomes: lock, clean, check, rename. One thread.
 *
 * Its name is that of the index, symbolic links resolved, + ".building". Only files that a build makes are ever removed from it: a folder of
 * that name with anything else in it is not ours and is refused. */
#ifndef LEDE_INDEXER_BULK_PLACE_H
#define LEDE_INDEXER_BULK_PLACE_H

#include "common/buf.h"

#define PLACE_SUFFIX ".building"

struct place_folder {
    char *target; /* the index, absolute */
    char *folder; /* target + PLACE_SUFFIX; after an exchange it holds the old index; NULL once it was renamed */
    int lock;     /* of the file flintlock in it, as Xapian locks a database; -1: none */
    int standing; /* lock of the index that is read meanwhile; -1: none */
    bool replace; /* that index is the target */
    bool published;
};

/* Make the folder and lock it; what an earlier, killed build left in it stays. STATUS_LOCKED when a build is under way, STATUS_USAGE when the folder is
 * not ours. `standing` (may be NULL): an index that is read meanwhile, which is locked too (STATUS_LOCKED). When it is the target itself it will
 * be exchanged for the new one; STATUS_USAGE where that cannot be done. */
enum status place_open(const char *target, const char *standing, struct place_folder *out, struct error *err) WARN_UNUSED;
/* Remove everything from it but the lock. */
void place_empty(struct place_folder *p);
/* The finished folder is opened and compared with what was put in. */
enum status place_verify(const struct place_folder *p, uint64_t segments, struct error *err) WARN_UNUSED;
/* It becomes the index: renamed over nothing or an empty folder, or exchanged for the index that stands in one step, and the parent folder is
 * fsynced. Readers keep the old files until they open the index again. */
enum status place_publish(struct place_folder *p, struct error *err) WARN_UNUSED;
/* Remove what an earlier, killed build left beside `target`, if anything; a folder that is in use or not ours stays. */
void place_clear(const char *target);
/* Unlocks; a folder that was not published is removed. */
void place_close(struct place_folder *p);
/* Unlocks, but leaves in the folder what another build can go on with: all but the tables of an index that did not get finished. */
void place_leave(struct place_folder *p);

#endif
