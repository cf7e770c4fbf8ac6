#include "indexer/takeovers.h"

#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, HEAD = 2 };

void takeovers_decode(struct view stored, struct takeovers *out)
{
    *out = (struct takeovers){0};
    if (stored.len <= HEAD || stored.ptr[0] != 'T' || stored.ptr[1] != VERSION ||
        (stored.len - HEAD) % sizeof(struct takeover) != 0)
        return;
    out->count = out->cap = out->known = (stored.len - HEAD) / sizeof(struct takeover);
    out->items = mem_array(out->count, sizeof *out->items);
    for (size_t i = 0; i < out->count * 2; i++) {
        const unsigned char *bytes = (const unsigned char *)stored.ptr + HEAD + 8 * i;
        uint64_t n = 0;
        for (unsigned k = 0; k < 8; k++)
            n = n << 8 | bytes[k];
        *(i % 2 ? &out->items[i / 2].path : &out->items[i / 2].id) = n;
    }
}

static int compare(const void *left, const void *right)
{
    const struct takeover *a = left, *b = right;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return (a->path > b->path) - (a->path < b->path);
}

void takeovers_encode(const struct takeovers *t, struct buf *out)
{
    buf_clear(out);
    if (t->count == 0)
        return;
    struct takeover *sorted = mem_array(t->count, sizeof *sorted);
    memcpy(sorted, t->items, t->count * sizeof *sorted);
    qsort(sorted, t->count, sizeof *sorted, compare);
    buf_add_char(out, 'T');
    buf_add_char(out, VERSION);
    for (size_t i = 0; i < t->count && out->len < TAKEOVERS_MOST * sizeof(struct takeover); i++) {
        if (i > 0 && compare(&sorted[i], &sorted[i - 1]) == 0)
            continue;
        for (unsigned k = 64; k > 0; k -= 8)
            buf_add_char(out, (char)(sorted[i].id >> (k - 8)));
        for (unsigned k = 64; k > 0; k -= 8)
            buf_add_char(out, (char)(sorted[i].path >> (k - 8)));
    }
    free(sorted);
}

void takeovers_add(struct takeovers *t, uint64_t id, uint64_t path)
{
    mem_grow(&t->items, &t->cap, t->count, sizeof *t->items);
    t->items[t->count++] = (struct takeover){id, path};
}

const struct takeover *takeovers_of(const struct takeovers *t, uint64_t id, size_t *count)
{
    size_t from = 0, to = t->known;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (t->items[middle].id < id)
            from = middle + 1;
        else
            to = middle;
    }
    *count = 0;
    while (from + *count < t->known && t->items[from + *count].id == id)
        ++*count;
    return *count > 0 ? &t->items[from] : NULL;
}

void takeovers_release(struct takeovers *t)
{
    free(t->items);
    *t = (struct takeovers){0};
}
