#include "common/store_handles.hh"

#include <cstring>
#include <vector>

enum status store_reader_open(const char *path, struct store_reader **out, struct error *err)
{
    enum status status = store_expect_index(path, err);
    if (status != STATUS_OK)
        return status;
    struct store_reader *r = nullptr;
    struct error local;
    status = guard(&local, [&] {
        r = new store_reader;
        r->path = path;
        r->db = store_open_whole(r->path);
        r->uuid = r->db.get_uuid();
        return store_identify(r->db, path, r->language, &local);
    });
    if (status == STATUS_OK) {
        *out = r;
        return STATUS_OK;
    }
    store_reader_close(r);
    return store_name_index(path, status, local.text, err);
}

void store_reader_close(struct store_reader *r)
{
    if (!r)
        return;
    (void)guard(nullptr, [&] {
        r->db.close();
        return STATUS_OK;
    });
    delete r;
}

const char *store_reader_language(const struct store_reader *r)
{
    return r->language.c_str();
}

enum status store_reader_stats(struct store_reader *r, struct store_stats *out, struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        struct store_stats stats = {};
        stats.segments = r->db.get_doccount();
        stats.articles = r->db.get_termfreq(SCHEMA_FIRST_TERM);
        stats.total_length = r->db.get_total_length();
        stats.average_length = r->db.get_average_length();
        stats.last_docid = r->db.get_lastdocid();
        stats.revision = r->db.get_revision();
        stats.has_positions = r->db.has_positions();
        *out = stats;
        return STATUS_OK;
    });
}

enum status store_reader_term_stats(struct store_reader *r, const struct view *terms, size_t count, struct store_term_stats *out,
                                    struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        std::vector<struct store_term_stats> stats(count);
        std::string name;
        r->memory.begin(r->db, r->path);
        for (size_t i = 0; i < count; i++) {
            if (terms[i].len == 0) /* the empty term would mean all documents */
                continue;
            name.assign(terms[i].ptr, terms[i].len);
            stats[i] = r->memory.frequencies(r->db, name);
        }
        if (count)
            memcpy(out, stats.data(), count * sizeof *out);
        return STATUS_OK;
    });
}

/* Docids of an index are never used twice (an article that changes gets new ones), so one from before a reopen is right or gone. */
template <class F> static enum status document_task(struct store_reader *r, struct error *err, F &&f)
{
    enum status status = read_task(r, err, f);
    if (status == STATUS_NOT_FOUND && r->reopened)
        return error_set(err, STATUS_CHANGED, "%s: the index changed since the search", r->path.c_str());
    return status;
}

static void set_bytes(struct buf *out, const std::string &bytes)
{
    buf_clear(out);
    buf_add(out, bytes.data(), bytes.size());
}

/* Asking whether there is such a document costs as much as reading it: it is asked only where nothing was found. */
enum status store_reader_record(struct store_reader *r, uint32_t docid, struct buf *out, struct error *err)
{
    if (docid == 0)
        return error_set(err, STATUS_NOT_FOUND, "%s: no document has the number 0", r->path.c_str());
    return document_task(r, err, [&](struct error *) {
        std::string data = r->db.get_document(docid, Xapian::DOC_ASSUME_VALID).get_data();
        if (data.empty())
            data = r->db.get_document(docid).get_data();
        set_bytes(out, data);
        return STATUS_OK;
    });
}

enum status store_reader_value(struct store_reader *r, uint32_t docid, uint32_t slot, struct buf *out, struct error *err)
{
    if (docid == 0)
        return error_set(err, STATUS_NOT_FOUND, "%s: no document has the number 0", r->path.c_str());
    return document_task(r, err, [&](struct error *) {
        std::string value = r->db.get_document(docid, Xapian::DOC_ASSUME_VALID).get_value(slot);
        if (value.empty())
            value = r->db.get_document(docid).get_value(slot);
        set_bytes(out, value);
        return STATUS_OK;
    });
}

enum status store_reader_documents(struct store_reader *r, struct view term, uint32_t **docids, size_t *count, struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        std::string name = to_string(term);
        std::vector<uint32_t> found;
        found.reserve(name.empty() ? r->db.get_doccount() : r->db.get_termfreq(name));
        r->memory.begin(r->db, r->path);
        r->memory.source.for_each_run(r->db, name, [&found](const struct ListReader::postings &run) {
            found.insert(found.end(), run.docids, run.docids + run.count);
        });
        store_give_docids(found, docids, count);
        return STATUS_OK;
    });
}

enum status store_reader_positions(struct store_reader *r, uint32_t docid, struct view term, struct store_positions *out,
                                   struct error *err)
{
    size_t before = out->count;
    return document_task(r, err, [&](struct error *) {
        std::string name = to_string(term);
        out->count = before;
        for (auto it = r->db.positionlist_begin(docid, name), end = r->db.positionlist_end(docid, name); it != end; ++it) {
            mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
            out->items[out->count++] = *it;
        }
        bool gone = out->count == before && r->reopened;
        return gone ? STATUS_NOT_FOUND : STATUS_OK;
    });
}

enum status store_reader_metadata(struct store_reader *r, struct view key, struct buf *out, struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        set_bytes(out, key.len ? r->db.get_metadata(to_string(key)) : std::string());
        return STATUS_OK;
    });
}
