/* Jobs that are done side by side. */
#ifndef LEDE_INDEXER_BULK_PARALLEL_H
#define LEDE_INDEXER_BULK_PARALLEL_H

/* Call job(context, 0) up to job(context, count - 1) in at most `threads` threads, the caller's among them; whoever is free takes the next one, so long jobs come
 * first. Returns when all are done; where no thread can be had, the others do its part. */
void parallel_run(unsigned count, unsigned threads, void (*job)(void *context, unsigned number), void *context);

#endif
