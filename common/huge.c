#include "common/huge.h"

#include "common/buf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { LEAST = 1 << 20, HUGE_PAGE = 1 << 21 };

static size_t mapped_size(size_t size)
{
    return (size + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
}

/* Addresses for `len` bytes that begin where a huge page may: one page more is asked for, and what is left over at both ends is given back. */
static char *map(size_t len, int protection)
{
    char *area = mmap(NULL, len + HUGE_PAGE, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area == MAP_FAILED)
        mem_exhausted(len);
    size_t before = (size_t)(-(uintptr_t)area % HUGE_PAGE);
    if (before)
        munmap(area, before);
    munmap(area + before + len, HUGE_PAGE - before);
    return area + before;
}

static void *new_pages(size_t len)
{
    char *pages = map(len, PROT_READ | PROT_WRITE);
#ifdef MADV_HUGEPAGE
    (void)madvise(pages, len, MADV_HUGEPAGE); /* a kernel without them: the same in small pages */
#endif
    return pages;
}

/* The pages move without being copied where the system can do that. */
static void *more_pages(void *old, size_t old_len, size_t len)
{
#ifdef MREMAP_FIXED
    char *place = map(len, PROT_NONE);
    if (mremap(old, old_len, len, MREMAP_MAYMOVE | MREMAP_FIXED, place) == place)
        return place;
    munmap(place, len);
#endif
    char *pages = new_pages(len);
    memcpy(pages, old, old_len);
    munmap(old, old_len);
    return pages;
}

static void *resize_in_heap(void *old, size_t old_size, size_t size)
{
    char *array = mem_resize(old, size, 1);
    memset(array + old_size, 0, size - old_size);
    return array;
}

void *huge_resize(void *old, size_t old_size, size_t size)
{
    if (size < LEAST)
        return resize_in_heap(old, old_size, size);
    size_t len = mapped_size(size);
    if (old_size >= LEAST)
        return mapped_size(old_size) == len ? old : more_pages(old, mapped_size(old_size), len);
    char *pages = new_pages(len);
    if (old_size)
        memcpy(pages, old, old_size);
    free(old);
    return pages;
}

void huge_free(void *array, size_t size)
{
    if (size < LEAST)
        free(array);
    else
        munmap(array, mapped_size(size));
}

void huge_trim(void *array, size_t size, size_t keep)
{
    size_t from = mapped_size(keep), end = size < LEAST ? 0 : mapped_size(size);
    if (from < end && madvise((char *)array + from, end - from, MADV_DONTNEED))
        return; /* it stays where it is */
}

/* `items` is the address of a pointer of any type; its bytes are copied, since C has no pointer to all of these. */
void huge_extend(void *items, size_t *cap, size_t index, size_t size)
{
    enum { LEAST_COUNT = 1024 };
    void *array;
    memcpy(&array, items, sizeof array);
    size_t wanted = index + index / 2 + LEAST_COUNT;
    array = huge_resize(array, *cap * size, wanted * size);
    memcpy(items, &array, sizeof array);
    *cap = wanted;
}
