#include "indexer/input_size.h"

#include "indexer/interrupt.h"
#include "indexer/walk.h"

#include <string.h>

struct sum {
    struct manifest *manifest;
    uint64_t bytes;
};

bool input_is_unchanged(const struct manifest_file *known, uint64_t size, int64_t mtime_ns)
{
    return known && known->entry.complete && known->entry.size == size && known->entry.mtime_ns == mtime_ns &&
           mtime_ns != MANIFEST_RACY;
}

static enum status sum_file(void *context, const struct walk_file *walked, struct error *err)
{
    struct sum *sum = context;
    if (!input_is_unchanged(manifest_find(sum->manifest, view_of(walked->path)), walked->size, walked->mtime_ns))
        sum->bytes += walked->size;
    return interrupt_signal() ? error_set(err, STATUS_INTERRUPTED, "interrupted") : STATUS_OK;
}

static void ignore_skipped(void *context, const char *shown, const char *reason)
{
    (void)context;
    (void)shown;
    (void)reason;
}

bool input_new_bytes(const char *const *paths, size_t count, const char *index, struct manifest *manifest, uint64_t *bytes)
{
    struct sum sum = {.manifest = manifest};
    const struct walk_events events = {.file = sum_file, .skipped = ignore_skipped, .context = &sum};
    for (size_t i = 0; i < count; i++)
        if (strcmp(paths[i], "-") == 0)
            return false;
    for (size_t i = 0; i < count; i++)
        if (walk(paths[i], index, &events, NULL) != STATUS_OK)
            return false;
    *bytes = sum.bytes;
    return true;
}
