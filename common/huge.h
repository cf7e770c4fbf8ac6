/* Large arrays that are read at random (dictionaries, tables of terms): from a megabyte on they lie in huge pages.
 *
 * With pages of 4 KB nearly every look-up in a large table first waits for the page table, and every page costs a fault when it is first touched; a huge page
 * (2 MB) saves nearly all of both. Smaller arrays come from the heap. Where the system has no huge pages, the memory is the same in small ones.
 * Memory that never fails, like mem_resize (buf.h). The caller remembers the size. Any thread. */
#ifndef LEDE_COMMON_HUGE_H
#define LEDE_COMMON_HUGE_H

#include <stddef.h>

/* Make an array of `old_size` bytes (0: none yet, `old` is NULL) one of `size` bytes, not fewer; what is new is zero. Returns its new place. */
void *huge_resize(void *old, size_t old_size, size_t size);
/* NULL is nothing. */
void huge_free(void *array, size_t size);
/* The array stays as large, but what it has from `keep` on is of no use: the system gets the memory back until it is used again. */
void huge_trim(void *array, size_t size, size_t keep);

void huge_extend(void *items, size_t *cap, size_t index, size_t size);
/* An array by number: *items (*cap of them, each of `size` bytes; NULL and 0 at first) is made longer so that it has one with this index; new ones are zero. */
static inline void huge_reach(void *items, size_t *cap, size_t index, size_t size)
{
    if (index >= *cap)
        huge_extend(items, cap, index, size);
}

#endif
