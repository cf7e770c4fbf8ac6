/* Stored records out of a damaged index: whatever is taken must be in bounds and come back the same when written again. */
#include "common/article.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
    if (!condition)
        abort();
}

static bool same_hash(const struct article *a, const struct article *b)
{
    struct article_hash one = article_hash(a), two = article_hash(b); /* reads every byte of every field */
    return one.low == two.low && one.high == two.high;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view stored = {(const char *)data, size};
    struct record first, second;
    struct error err;
    if (record_decode(stored, &first, &err) != STATUS_OK) {
        must(err.status == STATUS_INDEX && err.text[0] != '\0');
        return 0;
    }
    must(first.segment < first.segments && first.offset <= first.length);
    struct buf again = {0};
    record_encode(&first, &again);
    must(again.len <= size); /* ours are the shortest numbers */
    must(record_decode(view_of_buf(&again), &second, &err) == STATUS_OK);
    must(same_hash(&first.article, &second.article));
    must(first.hash.low == second.hash.low && first.hash.high == second.hash.high && first.offset == second.offset);
    buf_release(&again);
    return 0;
}
