#include "indexer/bulk/steps.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    RAW_WINDOW_BITS = -15,
    MEMORY_LEVEL = 9,
    LONGEST_PIECE = 2100, /* in a block of 8 KB no piece is longer; a shorter stream may be one */
    MOST_PENDING =
        4096, /* bytes of output that one byte of input can stand for: eight codes of at most 258 bytes, and one begun before */
};

/* A stream being inflated a byte of input at a time; `ends` get what had come out before each byte of the last piece that there can be. */
struct slow {
    z_stream z;
    uint64_t ends[LONGEST_PIECE + 1];
    size_t count;
    unsigned char out[STEPS_SIZE];
};

/* Everything that the next `len` bytes hold. */
static int feed(struct slow *s, size_t len)
{
    int result = Z_OK;
    s->z.avail_in = (uInt)len;
    do {
        s->z.next_out = s->out;
        s->z.avail_out = sizeof s->out;
        result = inflate(&s->z, Z_SYNC_FLUSH);
    } while (result == Z_OK && (s->z.avail_in > 0 || s->z.avail_out == 0));
    return result == Z_BUF_ERROR ? Z_OK : result;
}

/* A step of the reader that ends with `end` bytes of all output begins in the piece that began behind `start` of them. */
static bool is_hit(const struct slow *s, uint64_t end)
{
    for (size_t i = 0; i < s->count; i++)
        if (end > s->ends[i] && (end - s->ends[i]) % STEPS_SIZE == 0)
            return true;
    return false;
}

/* The last byte of the input is there; give it room for output byte by byte, and see where it is used up with output pending. */
static bool ends_well(struct slow *s)
{
    uint64_t end = s->z.total_out;
    s->z.avail_in = 1;
    for (unsigned i = 0; i < MOST_PENDING; i++, end++) {
        s->z.next_out = s->out;
        s->z.avail_out = i > 0;
        int result = inflate(&s->z, Z_SYNC_FLUSH);
        if (result == Z_STREAM_END)
            return true;
        if (result != Z_OK && result != Z_BUF_ERROR)
            return false;
        if (s->z.avail_in == 0 && is_hit(s, end))
            return false;
    }
    return false;
}

/* The rest of the stream, of which `tail` bytes may be in the last piece. */
static bool tail_readable(struct slow *s, size_t tail)
{
    bool good = true;
    for (size_t i = 0; good && i + 1 < tail; i++) {
        s->ends[s->count++] = s->z.total_out;
        good = feed(s, 1) == Z_OK;
    }
    return good && ends_well(s);
}

bool steps_readable(struct view stream, size_t size)
{
    if (size <= STEPS_SIZE)
        return true;
    struct slow *s = mem_alloc(sizeof *s);
    const size_t tail = stream.len < LONGEST_PIECE ? stream.len : LONGEST_PIECE;
    s->z.next_in = (unsigned char *)(uintptr_t)stream.ptr;
    bool good = stream.len > 0 && inflateInit2(&s->z, RAW_WINDOW_BITS) == Z_OK;
    if (good) {
        good = stream.len == tail || feed(s, stream.len - tail) == Z_OK;
        good = good && (size - s->z.total_out < STEPS_SIZE || tail_readable(s, tail));
        inflateEnd(&s->z);
    }
    free(s);
    return good;
}

bool steps_stored_readable(struct view entry)
{
    if (entry.len <= STEPS_SIZE)
        return true;
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)entry.ptr, .avail_in = (uInt)entry.len, .avail_out = (uInt)entry.len - 1};
    if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW_WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    char *packed = mem_resize(NULL, entry.len, 1);
    z.next_out = (unsigned char *)packed;
    bool good = deflate(&z, Z_FINISH) != Z_STREAM_END ||
                steps_readable((struct view){packed, z.total_out}, entry.len); /* else it is stored raw */
    deflateEnd(&z);
    free(packed);
    return good;
}
