/* Records and term lists on their way into an index: whatever bytes they hold, an inflater gives them back. */
#include "indexer/bulk/deflate.h"
#include "indexer/bulk/letters.h"
#include "indexer/bulk/phrases.h"

#include <stdlib.h>
#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
    if (!condition)
        abort();
}

static void must_be(struct buf *stream, const uint8_t *data, size_t size)
{
    unsigned char *back = malloc(size + 1);
    must(back != NULL);
    z_stream z = {
        .next_in = (unsigned char *)stream->data, .avail_in = (uInt)stream->len, .next_out = back, .avail_out = (uInt)size + 1};
    must(inflateInit2(&z, -15) == Z_OK);
    must(inflate(&z, Z_FINISH) == Z_STREAM_END);
    must(z.avail_in == 0 && z.total_out == size && memcmp(back, data, size) == 0);
    inflateEnd(&z);
    free(back);
    buf_clear(stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct phrases phrases;
    static struct letters letters;
    static struct deflater *deflater;
    if (!deflater) {
        deflater = deflater_new();
        phrases_init(&phrases);
        letters_init(&letters);
    }
    struct view bytes = {(const char *)data, size};
    struct buf out = {0};
    phrases_add(&phrases, bytes, &out);
    must_be(&out, data, size);
    letters_add(&letters, bytes, &out);
    must_be(&out, data, size);
    if (deflater_add(deflater, bytes, &out))
        must_be(&out, data, size);
    else
        must(view_equal(view_of_buf(&out), bytes));
    buf_release(&out);
    return 0;
}
