/* The middle stage of the pipeline: parses chunks and analyses their articles into items. N threads, one struct each. */
#ifndef LEDE_INDEXER_WORKER_H
#define LEDE_INDEXER_WORKER_H

#include "indexer/lane.h"

struct worker {
    struct lane *lane;
    const struct writer *writer;
    struct document_builder *builder;
    struct chunk *chunk;    /* in hand */
    struct item_list items; /* of the chunk, not yet handed on */
    struct buf utf8;
    bool stopped; /* the lane was aborted: whatever comes is dropped */
};

enum status worker_init(struct worker *w, struct lane *lane, const struct writer *writer, const char *language,
                        struct error *err) WARN_UNUSED;
/* Thread function; `worker` is a struct worker. */
void *worker_run(void *worker);
void worker_release(struct worker *w);

#endif
