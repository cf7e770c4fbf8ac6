/* The look at a finished folder before it becomes the index. */
#include "indexer/bulk/place.h"

#include "common/article.h"
#include "common/store.h"

#include <stdlib.h>

/* Records that are read back before the build is published. */
enum { SAMPLES = 64 };

enum status place_verify(const struct place_folder *p, uint64_t segments, struct error *err)
{
    struct store_reader *reader = NULL;
    struct store_stats stats;
    uint32_t *docids = NULL;
    size_t count = 0;
    struct buf stored = {0};
    enum status status = store_reader_open(p->folder, &reader, err);
    if (!status)
        status = store_reader_stats(reader, &stats, err);
    if (!status && stats.segments != segments)
        status = error_set(err, STATUS_INDEX, "the new index has %llu segments and should have %llu",
                           (unsigned long long)stats.segments, (unsigned long long)segments);
    if (!status)
        status = store_reader_documents(reader, (struct view){0}, &docids, &count, err);
    for (size_t i = 0; i < SAMPLES && count && !status; i++) {
        struct record record;
        status = store_reader_record(reader, docids[(count - 1) * i / (SAMPLES - 1)], &stored, err);
        if (!status)
            status = record_decode(view_of_buf(&stored), &record, err);
    }
    store_reader_close(reader);
    buf_release(&stored);
    free(docids);
    return status;
}
