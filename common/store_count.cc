/* Counting the terms of chosen documents by their posting lists, for facets. */
#include "common/store_handles.hh"

#include <algorithm>
#include <memory>
#include <vector>

void store_count_list_release(struct store_count_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        free(l->items[i].name);
    free(l->items);
    *l = {};
}

/* A list that is released when an exception leaves before it was handed over. */
struct count_list_releaser {
    void operator()(struct store_count_list *l) const
    {
        store_count_list_release(l);
    }
};

/* How many of the docids stand in one posting list: both are walked by turns, each leaping to where the other stands. `seen` marks those that do. */
static struct store_term_count count_postings(const Xapian::Database &db, const std::string &term, const uint32_t *docids,
                                              size_t count, std::vector<bool> &seen)
{
    struct store_term_count found = {};
    size_t i = 0;
    Xapian::PostingIterator it = db.postlist_begin(term), end = db.postlist_end(term);
    while (i < count && it != end) {
        uint32_t docid = *it;
        if (docid < docids[i]) {
            it.skip_to(docids[i]);
            continue;
        }
        if (docid > docids[i]) {
            i = static_cast<size_t>(std::lower_bound(docids + i, docids + count, docid) - docids);
            continue;
        }
        if (found.count++ == 0)
            found.first = docid;
        seen[i++] = true;
        ++it;
    }
    return found;
}

enum status store_reader_count_terms(struct store_reader *r, struct view prefix, const uint32_t *docids, size_t count,
                                     struct store_count_list *out, uint64_t *without, struct error *err)
{
    enum status status = read_task(r, err, [&](struct error *) {
        struct store_count_list list = {};
        std::unique_ptr<struct store_count_list, count_list_releaser> owner(&list);
        std::vector<bool> seen(count);
        std::string start = to_string(prefix);
        for (auto it = r->db.allterms_begin(start), end = r->db.allterms_end(start); count && it != end; ++it) {
            std::string name = *it;
            struct store_term_count found = count_postings(r->db, name, docids, count, seen);
            if (!found.count)
                continue;
            found.name = mem_copy_text(view_of_string(name));
            mem_grow(&list.items, &list.cap, list.count, sizeof *list.items);
            list.items[list.count++] = found;
        }
        store_count_list_release(out);
        *out = list;
        list = {};
        *without = count - static_cast<uint64_t>(std::count(seen.begin(), seen.end(), true));
        return STATUS_OK;
    });
    if (status == STATUS_OK && r->reopened)
        return error_set(err, STATUS_CHANGED, "%s: the index changed since the search", r->path.c_str());
    return status;
}
