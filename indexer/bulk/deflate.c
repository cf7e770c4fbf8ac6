#include "indexer/bulk/deflate.h"

#include "indexer/bulk/letters.h"
#include "indexer/bulk/phrases.h"
#include "indexer/bulk/steps.h"

#include <stdlib.h>

enum { WORTH_COMPRESSING = 18 };

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

/* Whether what was appended to `out` at `before` may stand for `bytes`; if not they take its place. */
static bool settle(struct view bytes, struct buf *out, size_t before)
{
    size_t len = out->len - before;
    if (len > 0 && len < bytes.len && steps_readable((struct view){out->data + before, len}, bytes.len))
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
