#include "common/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Of blocks that come from the heap, too; glibc takes no more. */
enum { LARGE = 1 << 25 };

void heap_keep(void)
{
#ifdef __GLIBC__
    enum { KEEP = 1 << 30, PAD = 1 << 24 };
    mallopt(M_MMAP_THRESHOLD, LARGE);
    mallopt(M_TRIM_THRESHOLD, KEEP);
    mallopt(M_TOP_PAD, PAD);
#endif
}

void heap_give_back(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void heap_prepare(size_t bytes)
{
#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)
    enum { PAGE = 4096 };
    mallopt(M_MMAP_THRESHOLD, LARGE);
    mallopt(M_TRIM_THRESHOLD, LARGE);
    char *block = malloc(bytes);
    if (!block)
        return;
    size_t to_page = (PAGE - (uintptr_t)block % PAGE) % PAGE;
    if (bytes > to_page)
        (void)madvise(block + to_page, (bytes - to_page) / PAGE * PAGE, MADV_POPULATE_WRITE);
    free(block);
#else
    (void)bytes;
#endif
}
