#include "indexer/bulk/parallel.h"

#include "tests/support/suite.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

enum { MOST = 100 };

struct tally {
    atomic_uint calls[MOST], running, highest;
    pthread_t caller;
    atomic_bool caller_worked;
    unsigned wait_for; /* jobs that must run at once before any ends */
};

static void count(void *context, unsigned number)
{
    struct tally *t = context;
    unsigned running = atomic_fetch_add(&t->running, 1) + 1;
    for (unsigned highest = atomic_load(&t->highest); running > highest;)
        if (atomic_compare_exchange_weak(&t->highest, &highest, running))
            break;
    while (atomic_load(&t->highest) < t->wait_for)
        sched_yield();
    atomic_fetch_add(&t->calls[number], 1);
    if (pthread_equal(pthread_self(), t->caller))
        atomic_store(&t->caller_worked, true);
    atomic_fetch_sub(&t->running, 1);
}

static void run(unsigned jobs, unsigned threads, unsigned together)
{
    static struct tally t;
    memset(&t, 0, sizeof t);
    t.caller = pthread_self();
    t.wait_for = together;
    parallel_run(jobs, threads, count, &t);
    for (unsigned i = 0; i < MOST; i++)
        ck_assert_uint_eq(t.calls[i], i < jobs);
    ck_assert_uint_le(t.highest, threads < jobs ? threads : jobs);
    ck_assert_uint_ge(t.highest, together);
    ck_assert(jobs == 0 || threads != 1 || t.caller_worked);
}

START_TEST(every_job_is_done_once_by_no_more_threads_than_asked_for)
{
    run(0, 4, 0);
    run(1, 4, 1);
    run(4, 1, 1);
    run(4, 2, 2);
    run(4, 4, 4);
    run(3, 16, 3);
    run(MOST, 3, 3);
}
END_TEST

int main(void)
{
    return run_suite("parallel", (const TTest *const[]){every_job_is_done_once_by_no_more_threads_than_asked_for, NULL});
}
