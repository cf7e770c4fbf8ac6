#include "indexer/writer_bulk.h"

#include "indexer/bulk/build.h"
#include "indexer/bulk/place.h"
#include "indexer/bulk/seen.h"

#include <stdlib.h>

struct bulk_writer {
    struct writer base; /* first: a struct writer of this kind is one of these */
    struct place_folder place;
    struct build *build;
    struct seen seen;
    bool published;
};

static struct bulk_writer *own(const struct writer *w)
{
    return (struct bulk_writer *)(uintptr_t)w;
}

static void *bulk_prepare(const struct writer *w, struct document_builder *b, size_t count, size_t *bytes)
{
    struct prepared *p = build_prepare(own(w)->build, b, count);
    *bytes = p->size;
    return p;
}

static void bulk_discard(void *prepared)
{
    prepared_free(prepared);
}

static enum status bulk_replace(struct writer *w, struct view id_term, void *prepared, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    struct prepared *p = prepared;
    const struct seen_article *earlier = seen_find(&bulk->seen, id_term);
    uint32_t first = bulk->build->documents + 1;
    enum status status = build_take(bulk->build, p, err);
    for (uint32_t i = 0; earlier && i < earlier->count && !status; i++)
        build_bury(bulk->build, earlier->first_docid + i);
    if (!status)
        seen_put(&bulk->seen, id_term, p->hash, first, p->count);
    prepared_free(p);
    return status;
}

/* A record that says as much of an article as this build remembers: its hash. */
static enum status bulk_find(struct writer *w, struct view id_term, struct buf *record, struct error *err)
{
    const struct seen_article *a = seen_find(&own(w)->seen, id_term);
    if (!a)
        return error_set(err, STATUS_NOT_FOUND, "no such article");
    buf_clear(record);
    record_encode(&(struct record){.hash = a->hash, .segments = a->count}, record);
    return STATUS_OK;
}

/* A first build has nothing to remove: files that vanish are those that an index already knows. */
static enum status bulk_remove(struct writer *w, struct view term, struct error *err)
{
    (void)w;
    return error_set(err, STATUS_USAGE, "a first build cannot remove %.*s", (int)term.len, term.ptr);
}

static enum status bulk_ids(struct writer *w, struct view term, size_t limit, uint32_t *after, struct buf *ids, struct error *err)
{
    (void)limit, (void)after, (void)ids;
    return bulk_remove(w, term, err);
}

static enum status bulk_set_metadata(struct writer *w, struct view key, struct view value, struct error *err)
{
    (void)err;
    build_set_metadata(own(w)->build, key, value);
    return STATUS_OK;
}

static enum status bulk_commit(struct writer *w, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    if (bulk->published)
        return error_set(err, STATUS_USAGE, "a first build is committed once");
    enum status status = build_finish(bulk->build, err);
    if (!status)
        status = place_publish(&bulk->place, bulk->build->documents - bulk->build->dead, err);
    bulk->published = !status;
    return status;
}

static void bulk_close(struct writer *w)
{
    struct bulk_writer *bulk = own(w);
    build_free(bulk->build);
    place_close(&bulk->place);
    seen_release(&bulk->seen);
    free(bulk);
}

enum status writer_bulk_new(const char *path, const char *language, size_t memory, unsigned threads, struct writer **out,
                            struct error *err)
{
    static const struct writer_ops ops = {
        .name = "bulk",
        .prepare = bulk_prepare,
        .discard = bulk_discard,
        .replace = bulk_replace,
        .find = bulk_find,
        .remove = bulk_remove,
        .ids = bulk_ids,
        .set_metadata = bulk_set_metadata,
        .commit = bulk_commit,
        .close = bulk_close,
    };
    struct bulk_writer *w = mem_alloc(sizeof *w);
    w->base = (struct writer){.ops = &ops, .saves_once = true, .was_empty = true};
    enum status status = place_open(path, &w->place, err);
    if (status) {
        free(w);
        return status;
    }
    status = build_open(w->place.folder, memory, threads, &w->build, err);
    if (status) {
        place_close(&w->place);
        free(w);
        return status;
    }
    schema_metadata(language, &w->build->metadata);
    *out = &w->base;
    return STATUS_OK;
}

bool writer_bulk_possible(const char *path)
{
    return place_is_free(path);
}
