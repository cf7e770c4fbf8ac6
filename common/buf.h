/* Bytes: `struct view` borrows them, `struct buf` owns a growing array of them; and the one place that answers "out of memory".
 *
 * Invariants of a buf: len <= cap; data[len] is always NUL once anything was written (so data can be handed to C functions);
 * len never passes max (BUF_DEFAULT_MAX unless set while it is empty), nor cap max + 1: what would is refused and `overflow` is set, nothing is half written.
 * A zeroed struct is an empty buf: `struct buf b = {0};`. Used by everything; one thread an object. */
#ifndef LEDE_COMMON_BUF_H
#define LEDE_COMMON_BUF_H

#include "common/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes that somebody else owns. Not NUL-terminated. ptr may be NULL when len is 0. */
struct view {
    const char *ptr;
    size_t len;
};

struct buf {
    char *data;
    size_t len;
    size_t cap;
    size_t max;    /* 0 means BUF_DEFAULT_MAX */
    bool overflow; /* something was refused because of max; stays set until buf_clear */
};

#define BUF_DEFAULT_MAX ((size_t)1 << 31)

/* A view of a string literal, of a C string (NULL gives an empty view), of a buf's content, of a part. */
#define VIEW(literal) ((struct view){"" literal, sizeof(literal) - 1})
struct view view_of(const char *text);
struct view view_of_buf(const struct buf *b);
struct view view_sub(struct view v, size_t start, size_t end); /* clamped to v */

bool view_equal(struct view a, struct view b);
bool view_equal_ignoring_case(struct view a, struct view b); /* ASCII case only */
bool view_starts_with(struct view v, struct view prefix);
bool view_ends_with_ignoring_case(struct view v, struct view suffix);
int view_compare(struct view a, struct view b); /* memcmp order, then length: strcmp's sign */
struct view view_trim(struct view v);           /* without ASCII white space at both ends */

void buf_release(struct buf *b);               /* frees the bytes; b is an empty buf again */
void buf_clear(struct buf *b);                 /* len = 0, keeps the memory */
bool buf_reserve(struct buf *b, size_t extra); /* room for `extra` more bytes and the NUL; false (and overflow) past max */
bool buf_add(struct buf *b, const void *bytes, size_t len);
bool buf_add_view(struct buf *b, struct view v);
bool buf_add_text(struct buf *b, const char *text);
bool buf_add_uint(struct buf *b, uint64_t n); /* in decimal */
bool buf_printf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_truncate(struct buf *b, size_t len); /* len must not be above b->len */

/* One byte. Where there is room it is put down at once. */
static inline bool buf_add_char(struct buf *b, char c)
{
    if (b->len + 1 >= b->cap)
        return buf_add(b, &c, 1);
    b->data[b->len++] = c;
    b->data[b->len] = '\0';
    return true;
}

/* LEB128 numbers (7 bits a byte, low first) and length-prefixed strings: the building blocks of stored records. */
bool buf_add_long_varint(struct buf *b, uint64_t n);
static inline bool buf_add_varint(struct buf *b, uint64_t n)
{
    return n < 0x80 ? buf_add_char(b, (char)n) : buf_add_long_varint(b, n);
}
bool buf_add_string(struct buf *b, struct view v);
/* Read from *in and move it on; false (with *in untouched) when the bytes end early or the number is over 64 bits. */
bool view_take_varint(struct view *in, uint64_t *out);
bool view_take_string(struct view *in, struct view *out);

/* Memory that never fails: on exhaustion one line goes to stderr and the program ends with EXIT_OUT_OF_MEMORY. A store is
 * then as its last commit left it. `mem_array` checks count * size for overflow. Release with free(). */
enum { EXIT_OUT_OF_MEMORY = 71 };
void mem_exhausted(size_t size) __attribute__((noreturn)); /* says so and ends the program; `size`: bytes asked for */
void *mem_alloc(size_t size);                              /* zeroed */
void *mem_array(size_t count, size_t size);                /* zeroed */
void *mem_resize(void *old, size_t count, size_t size);    /* new bytes are not zeroed */
char *mem_copy_text(struct view v);                        /* NUL-terminated copy */

void mem_double(void *items, size_t *cap, size_t size);
/* Grow *items (count used of *cap, each of `size` bytes) so that one more fits; the usual doubling. */
static inline void mem_grow(void *items, size_t *cap, size_t count, size_t size)
{
    if (count >= *cap)
        mem_double(items, cap, size);
}

void mem_widen(void *items, size_t *cap, size_t wanted, size_t size);
/* The same for an array that shall have room for `wanted` in all; at least the double of what it had. */
static inline void mem_reserve(void *items, size_t *cap, size_t wanted, size_t size)
{
    if (wanted > *cap)
        mem_widen(items, cap, wanted, size);
}

#endif
