#include "indexer/bulk/deflate.h"

#include "indexer/bulk/letters.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

enum { WORTH_COMPRESSING = 18, READER_STEP = 8192, LEVEL = 1, RAW_WINDOW_BITS = -15 };

struct deflater {
    struct libdeflate_compressor *compressor;
    struct letters letters;
};

struct deflater *deflater_new(void)
{
    struct deflater *d = mem_alloc(sizeof *d);
    d->compressor = libdeflate_alloc_compressor(LEVEL);
    letters_init(&d->letters);
    return d;
}

void deflater_free(struct deflater *d)
{
    if (!d)
        return;
    libdeflate_free_compressor(d->compressor);
    free(d);
}

/* Whether the library's way of inflating comes to the end of this stream. */
static bool readable(unsigned char *bytes, size_t len)
{
    unsigned char step[READER_STEP];
    z_stream stream = {.next_in = bytes, .avail_in = (uInt)len};
    if (inflateInit2(&stream, RAW_WINDOW_BITS) != Z_OK)
        return false;
    int result = Z_OK;
    while (result == Z_OK && stream.avail_in > 0) {
        stream.next_out = step;
        stream.avail_out = sizeof step;
        result = inflate(&stream, Z_SYNC_FLUSH);
    }
    inflateEnd(&stream);
    return result == Z_STREAM_END;
}

bool deflater_add(struct deflater *d, struct view bytes, struct buf *out)
{
    if (d->compressor && bytes.len > WORTH_COMPRESSING && buf_reserve(out, bytes.len)) {
        char *to = out->data + out->len;
        size_t len = libdeflate_deflate_compress(d->compressor, bytes.ptr, bytes.len, to, bytes.len - 1);
        if (len > 0 && (bytes.len <= READER_STEP || readable((unsigned char *)to, len))) {
            buf_truncate(out, out->len + len);
            return true;
        }
    }
    buf_add_view(out, bytes);
    return false;
}

bool deflater_add_terms(struct deflater *d, struct view list, struct buf *out)
{
    size_t before = out->len;
    if (list.len > WORTH_COMPRESSING) {
        letters_add(&d->letters, list, out);
        size_t len = out->len - before;
        if (len > 0 && len < list.len && (list.len <= READER_STEP || readable((unsigned char *)out->data + before, len)))
            return true;
        buf_truncate(out, before);
    }
    buf_add_view(out, list);
    return false;
}
