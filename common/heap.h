/* How a program takes memory from the system: in large pieces, and keeps it.
 *
 * Else each page of the heap is taken when it is first touched, which costs 15 us a page on a virtual machine, and 1 us in one piece. Used by main(),
 * before anything else. */
#ifndef LEDE_COMMON_HEAP_H
#define LEDE_COMMON_HEAP_H

#include <stddef.h>

/* For a program that works for long with many buffers that come and go: what is freed is kept for the next one. */
void heap_keep(void);
/* What is free now goes back to the system after all: the program begins another kind of work. */
void heap_give_back(void);

/* For one that lives for some hundredths of a second. See to it that the next `bytes` of the heap need no page faults, and that freed memory is kept. Where the system or the C library can't
 * do that, nothing happens. */
void heap_prepare(size_t bytes);

#endif
