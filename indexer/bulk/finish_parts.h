/* What the parts of the end of a build share: see finish.h. Private to finish*.c. */
#ifndef LEDE_INDEXER_BULK_FINISH_PARTS_H
#define LEDE_INDEXER_BULK_FINISH_PARTS_H

#include "indexer/bulk/build.h"
#include "indexer/bulk/version.h"

/* Read-only for the threads. */
struct finish {
    const struct build *build;
    const struct bulk_worker **workers; /* by number */
};

/* The making of one table. */
struct finish_task {
    const struct finish *finish;
    enum version_table table;
    const char *name; /* of the file */
    enum status (*fill)(const struct finish *f, struct btree *t, struct error *err);
    struct btree_root root;
    enum status status;
    struct error error;
};

/* The sources of a merge over all runs and shards; release with finish_close_postings. */
enum status finish_open_postings(const struct finish *f, bool want_positions, struct postings *out, struct error *err) WARN_UNUSED;
void finish_close_postings(struct postings *p);

/* finish_outlines.c: statistics and chunks of SLOT_OUTLINE. */
enum status finish_outline_stats(const struct build *b, struct btree *t, struct error *err) WARN_UNUSED;
enum status finish_outline_chunks(const struct build *b, struct btree *t, struct error *err) WARN_UNUSED;

enum status finish_postlist(const struct finish *f, struct btree *t, struct error *err) WARN_UNUSED;
enum status finish_position(const struct finish *f, struct btree *t, struct error *err) WARN_UNUSED;
enum status finish_docdata(const struct finish *f, struct btree *t, struct error *err) WARN_UNUSED;
enum status finish_termlist(const struct finish *f, struct btree *t, struct error *err) WARN_UNUSED;

#endif
