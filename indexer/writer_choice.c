#include "indexer/writer_choice.h"

#include "common/folder.h"
#include "indexer/bulk/place.h"
#include "indexer/bulk/place_check.h"
#include "indexer/bulk/version.h"
#include "indexer/input_size.h"
#include "indexer/lane.h"
#include "indexer/resume.h"
#include "indexer/writer_bulk.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static enum status check_language(const char *language, struct error *err)
{
    struct analyser *analyser = NULL;
    enum status status = analyser_new(language, &analyser, err);
    analyser_free(status == STATUS_OK ? analyser : NULL);
    return status;
}

/* Without --language a new index is English, and an existing one stays what it is. */
static enum status open_store(const char *path, const char *language, struct store_writer **out, struct error *err)
{
    if (language) {
        enum status status = check_language(language, err);
        return status == STATUS_OK ? store_writer_open(path, true, language, out, err) : status;
    }
    enum status status = store_writer_open(path, true, "en", out, err);
    return status == STATUS_USAGE ? store_writer_open(path, false, NULL, out, err) : status;
}

/* What the index held before the run. */
static enum status load_state(const char *path, struct manifest **manifest, bool *was_empty, struct error *err)
{
    struct store_reader *reader = NULL;
    struct store_stats stats;
    enum status status = store_reader_open(path, &reader, err);
    if (status == STATUS_OK)
        status = store_reader_stats(reader, &stats, err);
    if (status == STATUS_OK)
        status = manifest_load(reader, manifest, err);
    if (status == STATUS_OK)
        *was_empty = stats.segments == 0;
    store_reader_close(reader);
    return status;
}

/* A bulk build has what is left of the memory beside the queues of the pipeline. */
static size_t build_memory(size_t memory)
{
    const size_t others = LANE_INPUT_BYTES + LANE_OUTPUT_BYTES;
    return memory > 2 * others ? memory - others : memory / 2;
}

/* STATUS_OK when the library reads what the bulk writer writes. */
static enum status check_version(const struct writer_wish *wish, struct error *err)
{
    unsigned char magic[STORE_MAGIC_SIZE];
    enum status status = STATUS_OK;
    if (wish->magic)
        memcpy(magic, wish->magic, sizeof magic);
    else
        status = store_library_magic(magic, err);
    if (status)
        return error_prefix(err, "cannot find out which databases this libxapian makes");
    if (memcmp(magic, version_magic(), sizeof magic) != 0)
        return error_set(err, STATUS_USAGE, "this libxapian makes databases of another version than the bulk writer");
    return STATUS_OK;
}

static enum status open_first(const struct writer_wish *wish, struct writer_target *out, struct error *err)
{
    out->language = wish->language ? wish->language : "en";
    const struct resume_input input = {wish->paths, wish->path_count, wish->index};
    struct buf journal = {0};
    if (wish->checkpoints)
        resume_settings(&input, out->language, &journal);
    const struct bulk_settings settings = {.path = wish->index,
                                           .language = out->language,
                                           .memory = build_memory(wish->memory),
                                           .threads = wish->jobs,
                                           .journal = view_of_buf(&journal),
                                           .is_usable = resume_is_usable,
                                           .context = &input};
    enum status status = check_language(out->language, err);
    if (status == STATUS_OK)
        status = manifest_load(NULL, &out->manifest, err);
    if (status == STATUS_OK)
        status = writer_bulk_new(&settings, &out->writer, &out->note, err);
    buf_release(&journal);
    return status;
}

/* The manifest and the language of the index that stands. */
static enum status load_standing(const struct writer_wish *wish, struct writer_target *out, struct error *err)
{
    struct store_reader *reader = NULL;
    enum status status = store_reader_open(wish->index, &reader, err);
    if (status)
        return status;
    if (wish->language && strcmp(wish->language, store_reader_language(reader)) != 0)
        status = error_set(err, STATUS_USAGE, "%s was made for the language \"%s\", not \"%s\"", wish->index,
                           store_reader_language(reader), wish->language);
    buf_clear(&out->language_copy);
    buf_add_text(&out->language_copy, store_reader_language(reader));
    out->language = out->language_copy.data;
    manifest_free(out->manifest);
    out->manifest = NULL;
    if (!status)
        status = manifest_load(reader, &out->manifest, err);
    store_reader_close(reader);
    return status;
}

static enum status open_merge(const struct writer_wish *wish, struct writer_target *out, struct error *err)
{
    const struct bulk_settings settings = {
        .path = wish->index, .standing = wish->index, .memory = build_memory(wish->memory), .threads = wish->jobs};
    enum status status =
        place_can_be_replaced(wish->index)
            ? writer_bulk_new(&settings, &out->writer, NULL, err)
            : error_set(err, STATUS_USAGE, "%s: a bulk build needs an empty place, or an index that it can replace", wish->index);
    return status ? status : load_standing(wish, out, err); /* again: now that it is locked */
}

static bool is_large(const struct writer_wish *wish, struct writer_target *out)
{
    uint64_t bytes = 0;
    return place_can_be_replaced(wish->index) && load_standing(wish, out, NULL) == STATUS_OK &&
           input_new_bytes(wish->paths, wish->path_count, wish->index, out->manifest, &bytes) && bytes >= WRITER_LARGE_UPDATE &&
           bytes >= folder_bytes(wish->index) / WRITER_LARGE_PART;
}

static enum status open_xapian(const struct writer_wish *wish, struct writer_target *out, struct error *err)
{
    struct store_writer *store = NULL;
    bool was_empty = false;
    enum status status = open_store(wish->index, wish->language, &store, err);
    if (status != STATUS_OK)
        return status;
    place_clear(wish->index);
    out->language = store_writer_language(store);
    manifest_free(out->manifest);
    out->manifest = NULL;
    status = load_state(wish->index, &out->manifest, &was_empty, err);
    out->writer = writer_xapian_new(store, was_empty);
    return status;
}

static bool is_missing(const char *index)
{
    struct stat st;
    return lstat(index, &st) != 0 && errno == ENOENT;
}

enum status writer_choose(const struct writer_wish *wish, struct writer_target *out, struct error *err)
{
    struct error why;
    if (wish->index[0] == '\0')
        return error_set(err, STATUS_USAGE, "the name of the index is empty");
    bool first = wish->how != WRITER_XAPIAN && place_is_free(wish->index);
    first = first || (wish->how == WRITER_BULK && is_missing(wish->index)); /* where it cannot be made, which is then said */
    bool bulk = first || wish->how == WRITER_BULK || (wish->how == WRITER_AUTO && is_large(wish, out));
    if (!bulk)
        return open_xapian(wish, out, err);
    enum status status = check_version(wish, &why);
    if (!status && first)
        return open_first(wish, out, err);
    if (!status)
        status = open_merge(wish, out, &why);
    if (!status)
        return status;
    if (wish->how == WRITER_BULK || (status != STATUS_USAGE && status != STATUS_INDEX))
        return error_set(err, status, "%s", why.text);
    error_set(&out->note, status, "%s: the index is written through Xapian", why.text);
    return open_xapian(wish, out, err);
}

void writer_target_release(struct writer_target *t)
{
    if (t->writer)
        t->writer->ops->close(t->writer);
    manifest_free(t->manifest);
    buf_release(&t->language_copy);
    *t = (struct writer_target){0};
}
