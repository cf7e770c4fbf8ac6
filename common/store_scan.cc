/* Walks over many documents for their values: the articles of a file, the earliest and latest date. */
#include "common/store_handles.hh"

/* Appends the value of SLOT_ARTICLE where it differs from the one before: the segments of an article follow one another. */
static uint32_t collect_ids(Xapian::WritableDatabase &db, const std::string &term, size_t limit, uint32_t after, struct buf *ids)
{
    std::string last;
    size_t count = 0;
    Xapian::PostingIterator it = db.postlist_begin(term), end = db.postlist_end(term);
    if (it != end && after > 0)
        it.skip_to(after + 1);
    for (; it != end; ++it) {
        std::string id = db.get_document(*it, Xapian::DOC_ASSUME_VALID).get_value(SLOT_ARTICLE);
        if (count > 0 && id == last) {
            after = *it;
            continue;
        }
        if (count == limit)
            break;
        buf_add_string(ids, view_of_string(id));
        after = *it;
        count++;
        last.swap(id);
    }
    return after;
}

enum status store_writer_ids(struct store_writer *w, struct view term, size_t limit, uint32_t *after, struct buf *ids,
                             struct error *err)
{
    struct error local;
    enum status status = STATUS_IO;
    if (w->failed)
        error_set(&local, STATUS_IO, "the index was given up after an earlier failure");
    else
        status = guard(&local, [&] {
            *after = collect_ids(w->db, to_string(term), limit, *after, ids);
            return STATUS_OK;
        });
    if (status == STATUS_OK)
        return STATUS_OK;
    w->failed = true;
    return error_set(err, status, "%s: cannot list the articles of a term: %s", w->path.c_str(), local.text);
}

/* Values of few documents, each looked for. */
static void look_up_values(struct store_reader *r, uint32_t slot, const uint32_t *docids, size_t count, struct buf *values)
{
    auto it = r->db.valuestream_begin(slot), end = r->db.valuestream_end(slot);
    for (size_t i = 0; i < count; i++) {
        if (it != end && it.get_docid() < docids[i])
            it.skip_to(docids[i]);
        bool found = it != end && it.get_docid() == docids[i];
        std::string value = found ? *it : std::string();
        buf_add_string(values, view_of_string(value));
    }
}

/* Values of many documents: one walk along the slot. */
static void walk_values(struct store_reader *r, uint32_t slot, const uint32_t *docids, size_t count, struct buf *values)
{
    size_t i = 0;
    r->memory.source.for_each_value(r->db, slot, [&](uint32_t docid, struct view value) {
        for (; i < count && docids[i] < docid; i++)
            buf_add_string(values, VIEW(""));
        for (; i < count && docids[i] == docid; i++)
            buf_add_string(values, value);
    });
    for (; i < count; i++)
        buf_add_string(values, VIEW(""));
}

enum status store_reader_values(struct store_reader *r, uint32_t slot, const uint32_t *docids, size_t count, struct buf *values,
                                struct error *err)
{
    static constexpr size_t FEW = 64; /* looking one up takes as long as walking past so many */
    size_t before = values->len;
    return read_task(r, err, [&](struct error *) {
        buf_truncate(values, before);
        r->memory.begin(r->db, r->path);
        bool few = count < r->db.get_doccount() / FEW;
        (few ? look_up_values : walk_values)(r, slot, docids, count, values);
        return STATUS_OK;
    });
}

enum status store_reader_value_bounds(struct store_reader *r, uint32_t slot, struct buf *low, struct buf *high, struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        std::string first, last;
        r->memory.begin(r->db, r->path);
        r->memory.source.for_each_value(r->db, slot, [&](uint32_t, struct view value) {
            if (first.empty() || view_compare(value, view_of_string(first)) < 0)
                first = to_string(value);
            if (last.empty() || view_compare(value, view_of_string(last)) > 0)
                last = to_string(value);
        });
        buf_clear(low);
        buf_clear(high);
        buf_add_view(low, view_of_string(first));
        buf_add_view(high, view_of_string(last));
        return STATUS_OK;
    });
}
