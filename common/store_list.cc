/* Names out of the index: its terms and the keys of its metadata. */
#include "common/store_handles.hh"

#include <memory>

void store_term_list_release(struct store_term_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        free(l->items[i].name);
    free(l->items);
    *l = {};
}

/* A list that is released when an exception leaves before it was handed over. */
struct list_releaser {
    void operator()(struct store_term_list *l) const
    {
        store_term_list_release(l);
    }
};
using list_owner = std::unique_ptr<struct store_term_list, list_releaser>;

static void add_name(struct store_term_list *list, const std::string &name, struct store_term_stats stats)
{
    mem_grow(&list->items, &list->cap, list->count, sizeof *list->items);
    list->items[list->count++] = {mem_copy_text(view_of_string(name)), stats};
}

static void hand_over(struct store_term_list *list, struct store_term_list *out)
{
    store_term_list_release(out);
    *out = *list;
    *list = {};
}

enum status store_reader_terms(struct store_reader *r, struct view prefix, size_t limit, struct store_term_list *out,
                               struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        struct store_term_list list = {};
        list_owner owner(&list);
        std::string start = to_string(prefix);
        for (auto it = r->db.allterms_begin(start), end = r->db.allterms_end(start); it != end; ++it) {
            if (limit && list.count == limit)
                break;
            std::string name = *it;
            add_name(&list, name, {it.get_termfreq(), r->db.get_collection_freq(name)});
        }
        hand_over(&list, out);
        return STATUS_OK;
    });
}

enum status store_reader_metadata_keys(struct store_reader *r, struct view prefix, struct store_term_list *out, struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        struct store_term_list list = {};
        list_owner owner(&list);
        std::string start = to_string(prefix);
        for (auto it = r->db.metadata_keys_begin(start), end = r->db.metadata_keys_end(start); it != end; ++it)
            add_name(&list, *it, {});
        hand_over(&list, out);
        return STATUS_OK;
    });
}
