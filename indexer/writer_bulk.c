#include "indexer/writer_bulk.h"

#include "indexer/writer_bulk_parts.h"

#include <stdlib.h>

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

const struct seen_article *bulk_find_living(const struct bulk_writer *w, struct view id_term)
{
    const struct seen_article *a = seen_find(&w->seen, id_term);
    return a && !build_is_dead(w->build, a->first_docid) ? a : NULL;
}

enum status bulk_bury(struct bulk_writer *w, struct view id_term, const struct seen_article *article, struct error *err)
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
    const struct seen_article *earlier = bulk_find_living(bulk, id_term);
    uint32_t first = bulk->build->documents + 1;
    enum status status = build_take(bulk->build, p, err);
    if (!status && earlier)
        status = bulk_bury(bulk, id_term, earlier, err);
    if (!status)
        seen_put(&bulk->seen, id_term, p->hash, first, p->count);
    else if (status == STATUS_INPUT && bulk->build->journal && journal_add(bulk->build->journal, JOURNAL_REFUSED, id_term, err))
        status = STATUS_IO;
    prepared_free(p);
    return status;
}

/* The record of an old article; of one of this run a record that says as much as this build remembers: its hash. */
static enum status bulk_find(struct writer *w, struct view id_term, struct buf *record, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    const struct seen_article *a = bulk_find_living(bulk, id_term);
    if (!a)
        return error_set(err, STATUS_NOT_FOUND, "no such article");
    if (is_old(bulk, a->first_docid))
        return store_reader_record(bulk->old->reader, a->first_docid, record, err);
    buf_clear(record);
    record_encode(&(struct record){.hash = a->hash, .segments = a->count}, record);
    return STATUS_OK;
}

/* The term is the id of an article, or the path of a file that vanished: of that, this run has met nothing. A first build removes nothing, so the journal, which
 * only a first build keeps, says nothing of it. */
static enum status bulk_remove(struct writer *w, struct view term, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    const struct seen_article *a = bulk_find_living(bulk, term);
    return a ? bulk_bury(bulk, term, a, err) : bury_old(bulk, term, err);
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
    return build_set_metadata(own(w)->build, key, value, err);
}

static enum status bulk_note(struct writer *w, struct view note, struct error *err)
{
    return journal_add(own(w)->build->journal, JOURNAL_NOTE, note, err);
}

static enum status bulk_checkpoint(struct writer *w, struct view state, struct error *err)
{
    enum status status = checkpoint(own(w)->build, state, err);
    w->can_go_on |= status == STATUS_OK;
    return status;
}

static enum status bulk_commit(struct writer *w, struct error *err)
{
    struct bulk_writer *bulk = own(w);
    if (bulk->place.published)
        return error_set(err, STATUS_USAGE, "a bulk build is committed once");
    seen_release(&bulk->seen); /* nothing comes any more; the tables need memory, too */
    enum status status = build_finish(bulk->build, err);
    if (!status)
        status = place_verify(&bulk->place, bulk->build->documents - bulk->build->dead, err);
    if (status) {
        w->can_go_on &= status == STATUS_IO; /* what was gathered makes no sound index: it would make none again */
        return status;
    }
    /* As late as can be: up to here a kill or a failure costs the work since the last checkpoint, after the renaming nothing. */
    build_clear(bulk->build);
    w->can_go_on = false;
    return place_publish(&bulk->place, err);
}

static void bulk_close(struct writer *w)
{
    struct bulk_writer *bulk = own(w);
    build_free(bulk->build);
    old_index_free(bulk->old);
    if (w->can_go_on)
        place_leave(&bulk->place);
    else
        place_close(&bulk->place);
    seen_release(&bulk->seen);
    givers_release(&bulk->resumed.givers);
    buf_release(&bulk->resumed.notes);
    buf_release(&bulk->resumed.state);
    free(bulk);
}

enum status writer_bulk_new(const struct bulk_settings *settings, struct writer **out, struct error *note, struct error *err)
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
        .note = bulk_note,
        .checkpoint = bulk_checkpoint,
        .commit = bulk_commit,
        .close = bulk_close,
    };
    struct bulk_writer *w = mem_alloc(sizeof *w);
    w->base = (struct writer){.ops = &ops, .saves_once = true, .keeps_journal = settings->journal.len > 0};
    enum status status = place_open(settings->path, settings->standing, &w->place, err);
    if (status) {
        free(w);
        return status;
    }
    status = bulk_begin(w, settings, note, err);
    if (status) {
        bulk_close(&w->base);
        return status;
    }
    w->base.was_empty = w->build->old_documents == 0;
    *out = &w->base;
    return STATUS_OK;
}
