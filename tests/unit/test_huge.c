/* Arrays that grow from the heap into mapped pages and on: what they hold stays, and what is new is zero. */
#include "common/huge.h"

#include "tests/support/suite.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Heap; the first size that is mapped; within the same pages; one byte more than they have; many pages. */
static const size_t sizes[] = {4, 1000, (1 << 20) - 4, 1 << 20, (1 << 20) + 4, 1 << 21, (1 << 21) + 4, 5 << 21, 33 << 20};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void fill(uint32_t *array, size_t from, size_t to)
{
    size_t wrong = 0; /* an assertion for each would take minutes */
    for (size_t i = from / 4; i < to / 4; i++) {
        wrong += array[i] != 0;
        array[i] = (uint32_t)i * 2654435761U + 1;
    }
    ck_assert_uint_eq(wrong, 0);
}

static void check(const uint32_t *array, size_t size)
{
    size_t wrong = 0;
    for (size_t i = 0; i < size / 4; i++)
        wrong += array[i] != (uint32_t)i * 2654435761U + 1;
    ck_assert_uint_eq(wrong, 0);
}

START_TEST(keeps_what_it_holds_while_it_grows)
{
    uint32_t *array = NULL;
    size_t size = 0;
    for (int i = 0; i < SIZES; i++) {
        array = huge_resize(array, size, sizes[i]);
        check(array, size);
        fill(array, size, sizes[i]);
        size = sizes[i];
    }
    check(array, size);
    huge_free(array, size);
}
END_TEST

START_TEST(jumps_from_every_size_to_every_larger_one)
{
    for (int from = 0; from < SIZES; from++)
        for (int to = from; to < SIZES; to++) {
            uint32_t *array = huge_resize(NULL, 0, sizes[from]);
            fill(array, 0, sizes[from]);
            array = huge_resize(array, sizes[from], sizes[to]);
            check(array, sizes[from]);
            fill(array, sizes[from], sizes[to]);
            huge_free(array, sizes[to]);
        }
}
END_TEST

START_TEST(begins_large_arrays_where_a_huge_page_can_begin)
{
    char *array = huge_resize(NULL, 0, 3 << 20);
    ck_assert_uint_eq((uintptr_t)array % (1 << 21), 0);
    array = huge_resize(array, 3 << 20, 9 << 20);
    ck_assert_uint_eq((uintptr_t)array % (1 << 21), 0);
    huge_free(array, 9 << 20);
}
END_TEST

START_TEST(reaches_an_index_and_zeroes_what_is_new)
{
    uint32_t *array = NULL;
    size_t cap = 0, before;
    static const size_t indexes[] = {0, 3, 1023, 1024, 5000, 4999, 300000, 2000000};
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
        before = cap;
        huge_reach(&array, &cap, indexes[i], sizeof *array);
        ck_assert_uint_gt(cap, indexes[i]);
        ck_assert(indexes[i] >= before || cap == before);
        check(array, before * sizeof *array);
        fill(array, before * sizeof *array, cap * sizeof *array);
    }
    huge_free(array, cap * sizeof *array);
}
END_TEST

/* How many of the array's pages have memory. */
static size_t count_pages(void *array, size_t size)
{
    static unsigned char resident[(33 << 20) / 4096];
    size_t count = 0, pages = size / (size_t)sysconf(_SC_PAGESIZE);
    ck_assert_uint_le(pages, sizeof resident);
    ck_assert_int_eq(mincore(array, size, resident), 0);
    for (size_t i = 0; i < pages; i++)
        count += resident[i] & 1;
    return count;
}

START_TEST(gives_back_what_is_of_no_use)
{
    size_t size = 33 << 20, page = (size_t)sysconf(_SC_PAGESIZE);
    uint32_t *array = huge_resize(NULL, 0, size);
    fill(array, 0, size);
    huge_trim(array, size, size);
    check(array, size);
    huge_trim(array, size, 3 << 20);
    ck_assert_uint_eq(count_pages(array, size), (4 << 20) / page);
    check(array, 3 << 20);
    fill(array, 4 << 20, size);
    huge_trim(array, size, 0);
    ck_assert_uint_eq(count_pages(array, size), 0);
    huge_free(array, size);
    array = huge_resize(NULL, 0, 1000);
    fill(array, 0, 1000);
    huge_trim(array, 1000, 100); /* of the heap: nothing happens */
    check(array, 100);
    huge_free(array, 1000);
}
END_TEST

START_TEST(frees_nothing)
{
    huge_trim(NULL, 0, 0);
    huge_free(NULL, 0);
}
END_TEST

int main(void)
{
    return run_suite("huge", (const TTest *const[]){keeps_what_it_holds_while_it_grows, jumps_from_every_size_to_every_larger_one,
                                                    begins_large_arrays_where_a_huge_page_can_begin,
                                                    reaches_an_index_and_zeroes_what_is_new, gives_back_what_is_of_no_use,
                                                    frees_nothing, NULL});
}
