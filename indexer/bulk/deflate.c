#include "indexer/bulk/deflate.h"

#include "indexer/bulk/letters.h"
#include "indexer/bulk/phrases.h"

#include <stdlib.h>
#include <zlib.h>

enum { WORTH_COMPRESSING = 18, READER_STEP = 8192, RAW_WINDOW_BITS = -15 };

struct deflater {
    struct phrases phrases;
    struct letters letters;
};

struct deflater *deflater_new(void)
{
    struct deflater *d = mem_alloc(sizeof *d);
    phrases_init(&d->phrases);
    letters_init(&d->letters);
    return d;
}

void deflater_free(struct deflater *d)
{
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

/* Whether what was appended to `out` at `before` may stand for `bytes`; if not they take its place. */
static bool settle(struct view bytes, struct buf *out, size_t before)
{
    size_t len = out->len - before;
    if (len > 0 && len < bytes.len && (bytes.len <= READER_STEP || readable((unsigned char *)out->data + before, len)))
        return true;
    buf_truncate(out, before);
    buf_add_view(out, bytes);
    return false;
}

bool deflater_add(struct deflater *d, struct view bytes, struct buf *out)
{
    size_t before = out->len;
    if (bytes.len > WORTH_COMPRESSING)
        phrases_add(&d->phrases, bytes, out);
    return settle(bytes, out, before);
}

bool deflater_add_terms(struct deflater *d, struct view list, struct buf *out)
{
    size_t before = out->len;
    if (list.len > WORTH_COMPRESSING)
        letters_add(&d->letters, list, out);
    return settle(list, out, before);
}
