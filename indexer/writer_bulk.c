#include "indexer/writer_bulk.h"

#include "indexer/bulk/build.h"
#include "indexer/bulk/old_index.h"
#include "indexer/bulk/place.h"
#include "indexer/bulk/seen.h"

#include <stdlib.h>

struct bulk_writer {
    struct writer base; /* first: a struct writer of this kind is one of these */
    struct place_folder place;
    struct build *build;
    struct old_index *old; /* NULL: a first build */
    struct seen seen;
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

static bool is_old(const struct bulk_writer *w, uint32_t docid)
{
    return docid <= w->build->old_documents;
}

/* Every old document that has the term dies. */
static enum status bury_old(struct bulk_writer *w, struct view term, struct error *err)
{
    uint32_t *docids = NULL;
    size_t count = 0;
    enum status status = w->old ? store_reader_documents(w->old->reader, term, &docids, &count, err) : STATUS_OK;
    for (size_t i = 0; i < count && !status; i++)
        if (!build_is_dead(w->build, docids[i]))
            build_bury(w->build, docids[i]);
    free(docids);
    return status;
}

/* The article's entry, if it lives. */
static const struct seen_article *find_living(const struct bulk_writer *w, struct view id_term)
{
    const struct seen_article *a = seen_find(&w->seen, id_term);
    return a && !build_is_dead(w->build, a->first_docid) ? a : NULL;
}

static enum status bury_article(struct bulk_writer *w, struct view id_term, const struct seen_article *article, struct error *err)
{
    if (is_old(w, article->first_docid))
        return bury_old(w, id_term, err);
    for (uint32_t i = 0; i < article->count; i++)
        build_bury(w->build, article->first_docid + i);
    return STATUS_OK;
}

static enum status bulk_replace(struct writer *w, struct view id_term, void *prepared, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    struct prepared *p = prepared;
    const struct seen_article *earlier = find_living(bulk, id_term);
    uint32_t first = bulk->build->documents + 1;
    enum status status = build_take(bulk->build, p, err);
    if (!status && earlier)
        status = bury_article(bulk, id_term, earlier, err);
    if (!status)
        seen_put(&bulk->seen, id_term, p->hash, first, p->count);
    prepared_free(p);
    return status;
}

/* The record of an old article; of one of this run a record that says as much as this build remembers: its hash. */
static enum status bulk_find(struct writer *w, struct view id_term, struct buf *record, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    const struct seen_article *a = find_living(bulk, id_term);
    if (!a)
        return error_set(err, STATUS_NOT_FOUND, "no such article");
    if (is_old(bulk, a->first_docid))
        return store_reader_record(bulk->old->reader, a->first_docid, record, err);
    buf_clear(record);
    record_encode(&(struct record){.hash = a->hash, .segments = a->count}, record);
    return STATUS_OK;
}

/* The term is the id of an article, or the path of a file that vanished: of that, this run has met nothing. */
static enum status bulk_remove(struct writer *w, struct view term, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    const struct seen_article *a = find_living(bulk, term);
    return a ? bury_article(bulk, term, a, err) : bury_old(bulk, term, err);
}

/* The ids of old articles only: those of this run are known to the caller, who has just met them. */
static enum status bulk_ids(struct writer *w, struct view term, size_t limit, uint32_t *after, struct buf *ids, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    uint32_t *docids = NULL;
    size_t count = 0, found = 0;
    struct buf id = {0}, last = {0};
    enum status status = bulk->old ? store_reader_documents(bulk->old->reader, term, &docids, &count, err) : STATUS_OK;
    for (size_t i = 0; i < count && !status; i++) {
        if (docids[i] <= *after || build_is_dead(bulk->build, docids[i]))
            continue;
        status = store_reader_value(bulk->old->reader, docids[i], SLOT_ARTICLE, &id, err);
        bool first = !view_equal(view_of_buf(&id), view_of_buf(&last)); /* segments of an article follow one another */
        if (!status && first && found++ == limit)
            break;
        *after = docids[i];
        if (!status && first)
            buf_add_string(ids, view_of_buf(&id));
        buf_clear(&last);
        buf_add_view(&last, view_of_buf(&id));
    }
    buf_release(&id);
    buf_release(&last);
    free(docids);
    return status;
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
    if (bulk->place.published)
        return error_set(err, STATUS_USAGE, "a bulk build is committed once");
    enum status status = build_finish(bulk->build, err);
    return status ? status : place_publish(&bulk->place, bulk->build->documents - bulk->build->dead, err);
}

static void bulk_close(struct writer *w)
{
    struct bulk_writer *bulk = own(w);
    build_free(bulk->build);
    old_index_free(bulk->old);
    place_close(&bulk->place);
    seen_release(&bulk->seen);
    free(bulk);
}

/* The old articles by their ids. Their hashes stand in their records, which are read when they are asked for. */
static void remember_old(struct bulk_writer *w)
{
    struct view rest = view_of_buf(&w->build->ids), id, last = {0};
    struct buf term = {0};
    uint32_t first = 0;
    for (uint32_t docid = 1; view_take_string(&rest, &id); docid++) {
        if (build_is_dead(w->build, docid))
            continue;
        if (!first || !view_equal(id, last))
            first = docid;
        last = id;
        buf_clear(&term);
        schema_term(FIELD_ID, id, &term);
        seen_put(&w->seen, view_of_buf(&term), (struct article_hash){0}, first, docid - first + 1);
    }
    buf_release(&term);
}

static enum status open_old(struct bulk_writer *w, const char *standing, struct error *err)
{
    enum status status = old_index_open(standing, &w->old, err);
    if (!status)
        status = old_index_load(w->old, w->build, err);
    if (!status)
        remember_old(w);
    return status;
}

enum status writer_bulk_new(const struct bulk_settings *settings, struct writer **out, struct error *err)
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
    w->base = (struct writer){.ops = &ops, .saves_once = true};
    enum status status = place_open(settings->path, settings->standing, &w->place, err);
    if (status) {
        free(w);
        return status;
    }
    status = build_open(w->place.folder, settings->memory, settings->threads, &w->build, err);
    if (!status && settings->standing)
        status = open_old(w, settings->standing, err);
    else if (!status)
        schema_metadata(settings->language, &w->build->metadata);
    if (status) {
        bulk_close(&w->base);
        return status;
    }
    w->base.was_empty = w->build->documents == 0;
    *out = &w->base;
    return STATUS_OK;
}
