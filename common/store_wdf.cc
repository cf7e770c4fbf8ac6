#include "common/store_handles.hh"

#include <cstring>
#include <vector>

/* The walk along one posting list: from document to document by skipping, which stays inside a block most of the time. */
static void walk_postings(const Xapian::Database &db, const std::string &term, const uint32_t *docids, size_t count, size_t stride,
                          uint32_t *out)
{
    auto it = db.postlist_begin(term), end = db.postlist_end(term);
    for (size_t i = 0; i < count && it != end; i++) {
        it.skip_to(docids[i]);
        if (it != end && *it == docids[i])
            out[i * stride] = it.get_wdf();
    }
}

static void look_up(const PostingList &list, const uint32_t *docids, size_t count, size_t stride, uint32_t *out)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t place = list.find(docids[i], at);
        if (place != PostingList::NOT_THERE)
            out[i * stride] = list.wdf_at(place);
    }
}

enum status store_reader_wdf(struct store_reader *r, const struct view *terms, size_t term_count, const uint32_t *docids,
                             size_t count, uint32_t *out, struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        std::vector<uint32_t> wdf(term_count * count);
        r->memory.begin(r->db, r->path);
        for (size_t t = 0; t < term_count; t++) {
            std::string term = to_string(terms[t]);
            if (term.empty()) /* it would mean all documents */
                continue;
            if (auto list = r->memory.kept_postings(term))
                look_up(*list, docids, count, term_count, wdf.data() + t);
            else
                walk_postings(r->db, term, docids, count, term_count, wdf.data() + t);
        }
        if (!wdf.empty())
            memcpy(out, wdf.data(), wdf.size() * sizeof *out);
        return STATUS_OK;
    });
}

enum status store_reader_lengths(struct store_reader *r, const uint32_t *docids, size_t count, uint32_t *out, struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        std::vector<uint32_t> lengths(count);
        auto it = r->db.postlist_begin(""), end = r->db.postlist_end("");
        for (size_t i = 0; i < count && it != end; i++) {
            it.skip_to(docids[i]);
            if (it != end && *it == docids[i])
                lengths[i] = it.get_doclength();
        }
        if (count > 0)
            memcpy(out, lengths.data(), count * sizeof *out);
        return STATUS_OK;
    });
}
