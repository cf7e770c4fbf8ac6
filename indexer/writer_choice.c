#include "indexer/writer_choice.h"

#include "indexer/bulk/version.h"
#include "indexer/writer_bulk.h"

#include <assert.h>
#include <string.h>

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

/* A bulk build keeps its postings in what is left of the memory beside the queues and dictionaries of the pipeline. */
static size_t postings_memory(size_t memory)
{
    const size_t others = (size_t)192 << 20;
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

static enum status open_bulk(const struct writer_wish *wish, struct writer_target *out, struct error *err)
{
    out->language = wish->language ? wish->language : "en";
    enum status status = check_language(out->language, err);
    if (status == STATUS_OK)
        status = manifest_load(NULL, &out->manifest, err);
    return status ? status
                  : writer_bulk_new(wish->index, out->language, postings_memory(wish->memory), wish->jobs, &out->writer, err);
}

static enum status open_xapian(const struct writer_wish *wish, struct writer_target *out, struct error *err)
{
    struct store_writer *store = NULL;
    bool was_empty = false;
    enum status status = open_store(wish->index, wish->language, &store, err);
    if (status != STATUS_OK)
        return status;
    out->language = store_writer_language(store);
    status = load_state(wish->index, &out->manifest, &was_empty, err);
    out->writer = writer_xapian_new(store, was_empty);
    return status;
}

enum status writer_choose(const struct writer_wish *wish, struct writer_target *out, struct error *err)
{
    struct error why;
    if (wish->how == WRITER_XAPIAN)
        return open_xapian(wish, out, err);
    bool possible = writer_bulk_possible(wish->index);
    if (!possible && wish->how == WRITER_BULK)
        return error_set(err, STATUS_USAGE, "%s: a bulk build needs a place where nothing is yet", wish->index);
    if (!possible)
        return open_xapian(wish, out, err);
    enum status status = check_version(wish, &why);
    if (!status)
        return open_bulk(wish, out, err);
    if (wish->how == WRITER_BULK)
        return error_set(err, status, "%s", why.text);
    error_set(&out->note, status, "%s: the index is written through Xapian", why.text);
    return open_xapian(wish, out, err);
}

void writer_target_release(struct writer_target *t)
{
    if (t->writer)
        t->writer->ops->close(t->writer);
    manifest_free(t->manifest);
    *t = (struct writer_target){0};
}
