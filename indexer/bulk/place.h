/* The folder that a build is made in, beside the index that it becomes: lock, clean, check, rename. One thread. */
#ifndef LEDE_INDEXER_BULK_PLACE_H
#define LEDE_INDEXER_BULK_PLACE_H

#include "common/buf.h"

struct place_folder {
    char *target; /* the index */
    char *folder; /* TARGET.building */
    int lock;     /* of the file flintlock in it, as Xapian locks a database; -1: none */
};

/* Make the folder and lock it; what an earlier, killed build left in it is removed. STATUS_LOCKED when a build is under way. */
enum status place_open(const char *target, struct place_folder *out, struct error *err) WARN_UNUSED;
/* The finished folder becomes the index: opened and compared with what was put in, renamed over nothing or an empty folder, and the parent folder is fsynced. */
enum status place_publish(struct place_folder *p, uint64_t segments, struct error *err) WARN_UNUSED;
/* Unlocks; a folder that was not published is removed. */
void place_close(struct place_folder *p);

#endif
