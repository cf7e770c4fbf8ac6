#include "indexer/commands.h"

#include "indexer/interrupt.h"
#include "indexer/walk_path.h"
#include "indexer/writer_bulk.h"

#include "common/folder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static enum status check_index(const char *path, struct error *err)
{
    struct store_reader *reader = NULL;
    enum status status = store_reader_open(path, &reader, err);
    if (!status)
        store_reader_close(reader);
    return status;
}

static enum status check_free(const char *path, struct error *err)
{
    struct stat st;
    if (path[0] == '\0')
        return error_set(err, STATUS_USAGE, "the name of the new index is empty");
    if (lstat(path, &st) == 0)
        return error_set(err, STATUS_USAGE, "%s is there already: compact writes to a new place", path);
    return errno == ENOENT ? STATUS_OK : error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
}

/* An index in the folder of another one would keep that from ever being replaced. */
static enum status check_outside(const char *from, const char *to, struct error *err)
{
    char *inner = walk_resolve(to), *outer = walk_resolve(from);
    enum status status = STATUS_OK;
    if (inner && outer && strcmp(inner, outer) != 0 && walk_is_inside(inner, outer))
        status = error_set(err, STATUS_USAGE, "%s lies inside the index %s", to, from);
    free(inner);
    free(outer);
    return status;
}

static bool is_interrupted(void)
{
    return interrupt_signal() != 0;
}

static enum status run(const void *options, const char *const *arguments, size_t count, struct error *err)
{
    (void)options;
    const char *from = arguments[0], *to = count > 1 ? arguments[1] : NULL;
    const struct bulk_settings settings = {
        .path = to ? to : from, .standing = from, .memory = 16 << 20, .threads = 1, .stop = is_interrupted};
    struct writer *writer = NULL;
    interrupt_install();
    uint64_t before = folder_bytes(from);
    enum status status = check_index(from, err);
    if (!status && to)
        status = check_free(to, err);
    if (!status && to)
        status = check_outside(from, to, err);
    if (!status)
        status = writer_bulk_new(&settings, &writer, NULL, err);
    if (!status) {
        status = writer->ops->commit(writer, err);
        writer->ops->close(writer);
    }
    if (status == STATUS_INTERRUPTED)
        return error_set(err, status, "interrupted: %s is as it was", from);
    if (!status)
        printf("%s: %.1f MB before, %.1f MB after\n", to ? to : from, (double)before / 1e6,
               (double)folder_bytes(to ? to : from) / 1e6);
    return status;
}

const struct command cmd_compact = {
    .name = "compact",
    .arguments = "DB [OUT]",
    .min_arguments = 1,
    .max_arguments = 2,
    .summary = "write the index DB anew, as densely as it can be",
    .details = "What deletions and small updates left empty is given back to the disk. The new index is made in a folder beside "
               "DB, checked, and put in "
               "the place of DB in one step: readers go on with the old one until they open it again, and a crash leaves the old "
               "one or the new "
               "one. With OUT, DB stays as it is and OUT, which must not be there, becomes the new index. DB is locked meanwhile; "
               "the disk "
               "needs room for both. Articles keep their numbers. SIGINT, SIGTERM or SIGHUP gives up: DB stays as it was, and "
               "nothing is left.",
    .examples = "lede-index compact news.db\tmakes the index as small as it can be\n"
                "lede-index compact news.db backup.db\tthe same into a copy\n",
    .run = run,
};
