/* Memory for a program that lives for some hundredths of a second: it is taken from the system in one piece.
 *
 * Else each page of the heap is taken when it is first touched, which costs 15 us a page on a virtual machine, and 1 us in one piece. Used by main() of
 * lede-query, before anything else. */
#ifndef LEDE_COMMON_HEAP_H
#define LEDE_COMMON_HEAP_H

#include <stddef.h>

/* See to it that the next `bytes` of the heap need no page faults, and that freed memory is kept. Where the system or the C library can't
 * do that, nothing happens. */
void heap_prepare(size_t bytes);

#endif
