/* Counting the terms of chosen documents by their posting lists, for facets. */
#include "common/store_handles.hh"

#include <memory>

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

/* How many of the documents stand in one posting list. `seen` gets those that do. */
static struct store_term_count count_postings(struct store_reader *r, const std::string &term, const DocidBits &documents,
                                              DocidBits &seen)
{
    struct store_term_count found = {};
    r->memory.source.for_each(r->db, term, [&](uint32_t docid, uint32_t) {
        if (!has_docid(documents, docid))
            return;
        if (found.count++ == 0)
            found.first = docid;
        put_docid(seen, docid);
    });
    return found;
}

enum status store_reader_count_terms(struct store_reader *r, struct view prefix, const uint32_t *docids, size_t count,
                                     struct store_count_list *out, uint64_t *without, struct error *err)
{
    enum status status = read_task(r, err, [&](struct error *) {
        struct store_count_list list = {};
        std::unique_ptr<struct store_count_list, count_list_releaser> owner(&list);
        r->memory.begin(r->db, r->path);
        DocidBits documents = no_docids(r->db.get_lastdocid()), seen = documents;
        for (size_t i = 0; i < count; i++) {
            if (docids[i] / 64 < documents.size()) /* else the index changed, and is asked for nothing */
                put_docid(documents, docids[i]);
        }
        std::string start = to_string(prefix);
        for (auto it = r->db.allterms_begin(start), end = r->db.allterms_end(start); count && it != end; ++it) {
            std::string name = *it;
            struct store_term_count found = count_postings(r, name, documents, seen);
            if (!found.count)
                continue;
            found.name = mem_copy_text(view_of_string(name));
            mem_grow(&list.items, &list.cap, list.count, sizeof *list.items);
            list.items[list.count++] = found;
        }
        store_count_list_release(out);
        *out = list;
        list = {};
        *without = count - count_docids(seen);
        return STATUS_OK;
    });
    if (status == STATUS_OK && r->reopened)
        return error_set(err, STATUS_CHANGED, "%s: the index changed since the search", r->path.c_str());
    return status;
}
