#include "common/store_handles.hh"
#include "common/store_query.hh"
#include "common/store_score.hh"
#include "common/store_weight.hh"

#include <cstdlib>
#include <vector>

/* How many hits beyond the limit may be fetched to find all that tie with the last one. */
static constexpr size_t TIES_FACTOR = 4, TIES_LEAST = 10000, TIES_FIRST = 8;

void store_hits_release(struct store_hits *h)
{
    free(h->items);
    *h = {};
}

/* How many of the set's hits belong to the answer: the best `limit`, and those behind that weigh exactly as much as the last of
 * them. */
static Xapian::doccount answer_size(const std::vector<struct store_hit> &hits, size_t limit)
{
    size_t size = hits.size();
    if (limit == 0)
        return 0;
    if (size > limit) {
        size = limit;
        while (size < hits.size() && !(hits[size].weight < hits[limit - 1].weight))
            size++;
    }
    return static_cast<Xapian::doccount>(size);
}

static void read_hits(const Xapian::MSet &set, std::vector<struct store_hit> &hits)
{
    hits.clear();
    hits.reserve(set.size());
    for (auto it = set.begin(), end = set.end(); it != end; ++it)
        hits.push_back({*it, it.get_weight()});
}

/* Xapian orders ties by docid and so would cut them by the order of indexing. A few more than asked for usually show that the
 * last place is not shared; where it is, more are fetched until the tie ends. */
static Xapian::MSet match_with_ties(Xapian::Enquire &enquire, size_t limit, Xapian::doccount documents,
                                    std::vector<struct store_hit> &hits, bool *ties_cut)
{
    size_t most = limit * TIES_FACTOR > TIES_LEAST ? limit * TIES_FACTOR : TIES_LEAST;
    size_t wanted = limit ? limit + TIES_FIRST : 0;
    for (;;) {
        Xapian::doccount ask = static_cast<Xapian::doccount>(wanted < documents ? wanted : documents);
        Xapian::MSet set = enquire.get_mset(0, ask);
        read_hits(set, hits);
        Xapian::doccount size = answer_size(hits, limit);
        bool resolved = size < hits.size() || hits.size() < ask || ask == documents || limit == 0;
        if (resolved || wanted >= most) {
            hits.resize(size);
            *ties_cut = !resolved;
            return set;
        }
        wanted = most; /* one long second match costs less than several that grow */
    }
}

static void copy_hits(const std::vector<struct store_hit> &hits, const Xapian::MSet &set, bool ties_cut, struct store_hits *out)
{
    out->count = 0;
    for (const struct store_hit &hit : hits) {
        mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
        out->items[out->count++] = hit;
    }
    out->matches_estimated = set.get_matches_estimated();
    out->matches_low = set.get_matches_lower_bound();
    out->matches_high = set.get_matches_upper_bound();
    out->ties_cut = ties_cut;
}

static enum status run_search(struct store_reader *r, const struct store_search *search, const struct timespec *deadline,
                              struct store_hits *out, struct error *err)
{
    if (store_can_score(search)) {
        store_score(r, search, deadline, out);
        return STATUS_OK;
    }
    if (deadline && !store_needs_clock(r->db, search->query, search->timeout))
        deadline = nullptr;
    Xapian::Query query;
    enum status status = store_compile_query(search->query, deadline, query, err);
    if (status != STATUS_OK)
        return status;
    auto weight = store_make_weight(search->weight, search->parameters);
    if (!weight)
        return error_set(err, STATUS_USAGE, "unknown weighting scheme");
    Xapian::Enquire enquire(r->db);
    enquire.set_query(query);
    enquire.set_weighting_scheme(*weight);
    enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
    if (search->collapse_articles)
        enquire.set_collapse_key(SLOT_ARTICLE);
    std::vector<struct store_hit> hits;
    bool ties_cut = false;
    Xapian::MSet set = match_with_ties(enquire, search->limit, r->db.get_doccount(), hits, &ties_cut);
    copy_hits(hits, set, ties_cut, out);
    return STATUS_OK;
}

enum status store_reader_search(struct store_reader *r, const struct store_search *search, struct store_hits *out,
                                struct error *err)
{
    r->reopened = false;
    struct timespec end = {};
    bool timed = search->timeout > 0;
    if (timed)
        end = store_deadline(search->timeout);
    return read_task(r, err, [&](struct error *why) { return run_search(r, search, timed ? &end : nullptr, out, why); });
}
