#include "indexer/writer.h"

#include "indexer/bulk/steps.h"
#include "indexer/readable.h"

#include <stdlib.h>

struct xapian_writer {
    struct writer base; /* first: a struct writer of this kind is one of these */
    struct store_writer *store;
};

struct flat {
    struct store_document *documents;
    size_t count;
    struct readable changes;
};

static struct xapian_writer *own(struct writer *w)
{
    return (struct xapian_writer *)(void *)w;
}

static void *xapian_prepare(const struct writer *w, struct document_builder *b, size_t count, size_t *bytes)
{
    (void)w;
    struct flat *flat = mem_alloc(sizeof *flat);
    flat->documents = document_flatten(b, count, bytes);
    flat->count = count;
    for (size_t i = 0; i < count; i++)
        readable_make(&flat->documents[i], document_id_term(b), steps_stored_readable, &flat->changes);
    *bytes += sizeof *flat;
    return flat;
}

static void xapian_discard(void *prepared)
{
    struct flat *flat = prepared;
    if (flat) {
        free(flat->documents);
        readable_release(&flat->changes);
    }
    free(flat);
}

static enum status xapian_replace(struct writer *w, struct view id_term, void *prepared, struct error *err)
{
    const struct flat *flat = prepared;
    enum status status = store_writer_replace(own(w)->store, id_term, flat->documents, flat->count, err);
    xapian_discard(prepared);
    return status;
}

static enum status xapian_find(struct writer *w, struct view id_term, struct buf *record, struct error *err)
{
    return store_writer_first_record(own(w)->store, id_term, record, err);
}

static enum status xapian_remove(struct writer *w, struct view term, struct error *err)
{
    return store_writer_delete(own(w)->store, term, NULL, err);
}

static enum status xapian_ids(struct writer *w, struct view term, size_t limit, uint32_t *after, struct buf *ids, struct error *err)
{
    return store_writer_ids(own(w)->store, term, limit, after, ids, err);
}

static enum status xapian_set_metadata(struct writer *w, struct view key, struct view value, struct error *err)
{
    return store_writer_set_metadata(own(w)->store, key, value, err);
}

static enum status xapian_commit(struct writer *w, struct error *err)
{
    return store_writer_commit(own(w)->store, err);
}

static void xapian_close(struct writer *w)
{
    store_writer_close(own(w)->store);
    free(own(w));
}

struct writer *writer_xapian_new(struct store_writer *store, bool was_empty)
{
    static const struct writer_ops ops = {
        .name = "xapian",
        .prepare = xapian_prepare,
        .discard = xapian_discard,
        .replace = xapian_replace,
        .find = xapian_find,
        .remove = xapian_remove,
        .ids = xapian_ids,
        .set_metadata = xapian_set_metadata,
        .commit = xapian_commit,
        .close = xapian_close,
    };
    struct xapian_writer *w = mem_alloc(sizeof *w);
    w->base = (struct writer){.ops = &ops, .was_empty = was_empty};
    w->store = store;
    return &w->base;
}
