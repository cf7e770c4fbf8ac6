/* Checkpoints of a build, and going on from the last one: what was gathered so far goes to disk, and the journal (journal.h) says so by a seal.
 *
 * Documents that a worker has inverted and that were not yet taken are spilled with the others; a build that goes on meets their articles again, and
 * passes over what is left of them, as over the postings of any document that has no docid. Used by writer_bulk.c. */
#ifndef LEDE_INDEXER_BULK_CHECKPOINT_H
#define LEDE_INDEXER_BULK_CHECKPOINT_H

#include "indexer/bulk/build.h"

/* By the thread that takes, while others prepare (a worker waits while its own shard is spilled). `state` is the caller's. */
enum status checkpoint(struct build *b, struct view state, struct error *err) WARN_UNUSED;

/* What was given as `state` to the checkpoint of the image's seal; points into it. False when the seal cannot be read. */
bool checkpoint_state(const struct journal_image *image, struct view *state);

/* The build as it stood at the seal, still without documents, which build_replay() brings; everything in the folder that is not of it is removed. */
enum status checkpoint_restore(const char *folder, const struct journal_image *image, size_t memory, unsigned threads,
                               struct build **out, struct error *err) WARN_UNUSED;

#endif
