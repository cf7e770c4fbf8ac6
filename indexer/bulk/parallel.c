#include "indexer/bulk/parallel.h"

#include "common/buf.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct jobs {
    unsigned count;
    atomic_uint next;
    void (*job)(void *context, unsigned number);
    void *context;
};

static void *take_jobs(void *argument)
{
    struct jobs *jobs = argument;
    for (unsigned number; (number = atomic_fetch_add(&jobs->next, 1)) < jobs->count;)
        jobs->job(jobs->context, number);
    return NULL;
}

void parallel_run(unsigned count, unsigned threads, void (*job)(void *context, unsigned number), void *context)
{
    struct jobs jobs = {.count = count, .job = job, .context = context};
    unsigned wanted = threads < count ? threads : count, started = 0;
    pthread_t *others = mem_array((size_t)wanted + 1, sizeof *others);
    while (started + 1 < wanted && pthread_create(&others[started], NULL, take_jobs, &jobs) == 0)
        started++;
    take_jobs(&jobs);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    free(others);
}
