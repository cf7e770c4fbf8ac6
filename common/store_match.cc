/* Everything that matches a query, without an order: for counting and for sets. */
#include "common/store_handles.hh"
#include "common/store_mark.hh"
#include "common/store_query.hh"

#include <vector>

/* Sees each match as it is found, in the order of docids, so that no ranked list of all of them is ever built. */
class DocidSpy : public Xapian::MatchSpy
{
  public:
    void operator()(const Xapian::Document &document, double) override
    {
        found.push_back(document.get_docid());
    }
    std::vector<uint32_t> found;
};

/* By libxapian: what has phrases. */
static enum status match_phrases(struct store_reader *r, const struct store_query *tree, const struct timespec *deadline,
                                 double seconds, std::vector<uint32_t> &found, struct error *err)
{
    if (deadline && !store_needs_clock(r->db, tree, seconds))
        deadline = nullptr;
    Xapian::Query query;
    enum status status = store_compile_query(tree, deadline, query, err);
    if (status != STATUS_OK)
        return status;
    DocidSpy spy;
    Xapian::Enquire enquire(r->db);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.add_matchspy(&spy);
    if (!query.empty())
        (void)enquire.get_mset(0, 0, r->db.get_doccount());
    found.swap(spy.found);
    return STATUS_OK;
}

static enum status run_match(struct store_reader *r, const struct store_query *tree, const struct timespec *deadline,
                             double seconds, uint32_t **docids, size_t *count, struct error *err)
{
    std::vector<uint32_t> found;
    if (store_can_mark(tree)) {
        r->memory.begin(r->db, r->path);
        DocidBits set = store_mark(r, tree, deadline);
        found.reserve(count_docids(set));
        for_each_docid(set, [&found](uint32_t docid) { found.push_back(docid); });
    } else {
        enum status status = match_phrases(r, tree, deadline, seconds, found, err);
        if (status != STATUS_OK)
            return status;
    }
    store_give_docids(found, docids, count);
    return STATUS_OK;
}

enum status store_reader_match(struct store_reader *r, const struct store_query *query, double timeout, uint32_t **docids,
                               size_t *count, struct error *err)
{
    struct timespec end = {};
    bool timed = timeout > 0;
    if (timed)
        end = store_deadline(timeout);
    return read_task(r, err,
                     [&](struct error *why) { return run_match(r, query, timed ? &end : nullptr, timeout, docids, count, why); });
}
