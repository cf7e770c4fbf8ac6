#include "common/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void mem_exhausted(size_t size)
{
    fprintf(stderr, "lede: out of memory (%zu bytes asked for); the index stands as last committed\n", size);
    _Exit(EXIT_OUT_OF_MEMORY);
}

void *mem_alloc(size_t size)
{
    void *p = calloc(1, size ? size : 1);
    if (!p)
        mem_exhausted(size);
    return p;
}

void *mem_array(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        mem_exhausted(size);
    return p;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        mem_exhausted(SIZE_MAX);
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p)
        mem_exhausted(bytes);
    return p;
}

char *mem_copy_text(struct view v)
{
    char *copy = mem_alloc(v.len + 1);
    if (v.len)
        memcpy(copy, v.ptr, v.len);
    return copy;
}

void mem_widen(void *items, size_t *cap, size_t wanted, size_t size)
{
    size_t count = wanted > 2 * *cap ? wanted : 2 * *cap;
    void *old;
    memcpy(&old, items, sizeof old);
    void *grown = mem_resize(old, count, size);
    memcpy(items, &grown, sizeof grown);
    *cap = count;
}

void mem_double(void *items, size_t *cap, size_t size)
{
    mem_widen(items, cap, *cap ? *cap : 16, size);
}

struct view view_of(const char *text)
{
    return (struct view){text, text ? strlen(text) : 0};
}

struct view view_of_buf(const struct buf *b)
{
    return (struct view){b->data, b->len};
}

struct view view_sub(struct view v, size_t start, size_t end)
{
    if (end > v.len)
        end = v.len;
    if (start >= end)
        return (struct view){0};
    return (struct view){v.ptr + start, end - start};
}

bool view_equal(struct view a, struct view b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool view_equal_ignoring_case(struct view a, struct view b)
{
    return a.len == b.len && (a.len == 0 || strncasecmp(a.ptr, b.ptr, a.len) == 0);
}

bool view_starts_with(struct view v, struct view prefix)
{
    return v.len >= prefix.len && view_equal(view_sub(v, 0, prefix.len), prefix);
}

bool view_ends_with_ignoring_case(struct view v, struct view suffix)
{
    return v.len >= suffix.len && view_equal_ignoring_case(view_sub(v, v.len - suffix.len, v.len), suffix);
}

int view_compare(struct view a, struct view b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct view view_trim(struct view v)
{
    while (v.len && is_space(v.ptr[0]))
        v = (struct view){v.ptr + 1, v.len - 1};
    while (v.len && is_space(v.ptr[v.len - 1]))
        v.len--;
    return v;
}

void buf_release(struct buf *b)
{
    free(b->data);
    *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    b->overflow = false;
    if (b->data)
        b->data[0] = '\0';
}

bool buf_reserve(struct buf *b, size_t extra)
{
    size_t max = b->max ? b->max : BUF_DEFAULT_MAX;
    if (extra > max - b->len) {
        b->overflow = true;
        return false;
    }
    size_t needed = b->len + extra + 1;
    if (needed > b->cap) {
        size_t cap = b->cap ? b->cap : 64;
        while (cap < needed)
            cap *= 2;
        if (cap - 1 > max)
            cap = max + 1;
        b->data = mem_resize(b->data, cap, 1);
        b->cap = cap;
    }
    return true;
}

bool buf_add(struct buf *b, const void *bytes, size_t len)
{
    if (!buf_reserve(b, len))
        return false;
    if (len)
        memcpy(b->data + b->len, bytes, len);
    b->len += len;
    b->data[b->len] = '\0';
    return true;
}

bool buf_add_view(struct buf *b, struct view v)
{
    return buf_add(b, v.ptr, v.len);
}

bool buf_add_text(struct buf *b, const char *text)
{
    return buf_add(b, text, strlen(text));
}

bool buf_add_uint(struct buf *b, uint64_t n)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    return buf_add(b, digits + at, sizeof digits - at);
}

bool buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    bool ok = len >= 0 && buf_reserve(b, (size_t)len);
    if (ok) {
        vsnprintf(b->data + b->len, (size_t)len + 1, format, again);
        b->len += (size_t)len;
    }
    va_end(again);
    return ok;
}

void buf_truncate(struct buf *b, size_t len)
{
    b->len = len;
    if (b->data)
        b->data[len] = '\0';
}

bool buf_add_long_varint(struct buf *b, uint64_t n)
{
    unsigned char bytes[10];
    size_t len = 0;
    while (n >= 0x80) {
        bytes[len++] = (unsigned char)(n | 0x80);
        n >>= 7;
    }
    bytes[len++] = (unsigned char)n;
    return buf_add(b, bytes, len);
}

bool buf_add_string(struct buf *b, struct view v)
{
    size_t before = b->len;
    if (buf_add_varint(b, v.len) && buf_add_view(b, v))
        return true;
    buf_truncate(b, before);
    return false;
}

bool view_take_varint(struct view *in, uint64_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < in->len && i < 10; i++) {
        unsigned char byte = (unsigned char)in->ptr[i];
        if (i == 9 && byte > 1)
            return false;
        n |= (uint64_t)(byte & 0x7F) << (7 * i);
        if (byte < 0x80) {
            *in = (struct view){in->ptr + i + 1, in->len - i - 1};
            *out = n;
            return true;
        }
    }
    return false;
}

bool view_take_string(struct view *in, struct view *out)
{
    struct view rest = *in;
    uint64_t len;
    if (!view_take_varint(&rest, &len) || len > rest.len)
        return false;
    *out = (struct view){rest.ptr, (size_t)len};
    *in = (struct view){rest.ptr + len, rest.len - (size_t)len};
    return true;
}
