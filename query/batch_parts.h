/* The inside of a batch: the ring and its threads. Private to batch*.c. */
#ifndef LEDE_QUERY_BATCH_PARTS_H
#define LEDE_QUERY_BATCH_PARTS_H

#include "query/batch.h"

#include <pthread.h>
#include <stdatomic.h>

/* One query on its way. Who owns it: the reader while number >= read, a worker once taken, the writer once done. */
struct batch_slot {
    struct topic topic;
    enum status status; /* of reading, then of searching */
    struct error err;
    struct buf out;
    uint64_t results;
    float milliseconds;
    bool done;
};

struct batch {
    const struct batch_settings *settings;
    atomic_bool stop;
    pthread_mutex_t lock; /* over all below but the content of owned slots */
    pthread_cond_t room, work, done;
    uint64_t read, taken, written; /* numbers of queries; slot = number % BATCH_RING */
    bool ended;                    /* nothing more is read */
    size_t pending;                /* bytes of finished output */
    int write_cause;               /* errno of the first failure to write results; of the writing thread */
    enum status failure;
    struct error failure_err;
    struct batch_slot slots[BATCH_RING];
};

struct worker {
    struct batch *batch;
    struct searcher *searcher;
    pthread_t thread;
    bool started;
};

/* What the threads run: `memory` is the batch, or the worker. Both return NULL; failures are in the batch. */
void *batch_run_reader(void *memory);
void *batch_run_worker(void *memory);

/* Everybody looks at the state again. Under the lock. */
void batch_wake_all(struct batch *b);

/* End the batch with a failure; the first one counts. */
void batch_fail(struct batch *b, enum status status, const struct error *err);

double batch_clock_ms(void);

#endif
