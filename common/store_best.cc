#include "common/store_best.hh"

#include <algorithm>

/* How many hits that tie with the last one are given at most (store_hits.ties_cut). */
static constexpr size_t TIES_FACTOR = 4, TIES_LEAST = 10000;

static bool stands_before(const struct store_hit &a, const struct store_hit &b)
{
    return a.weight != b.weight ? a.weight > b.weight : a.docid < b.docid;
}

/* Leave out what is worse than the last of the wanted. */
void BestHits::shrink()
{
    if (hits.size() > wanted) {
        auto last = hits.begin() + static_cast<std::ptrdiff_t>(wanted - 1);
        std::nth_element(hits.begin(), last, hits.end(), stands_before);
        least = last->weight;
        double limit = least;
        auto behind = std::remove_if(last + 1, hits.end(), [limit](const struct store_hit &h) { return h.weight < limit; });
        cut = cut || behind != hits.end();
        hits.erase(behind, hits.end());
    }
    room = std::max(room, 2 * hits.size()); /* many may tie */
}

/* Keep the best segment of each article, the first of equals. Segments whose docids have no first segment of an article between them are of one article. */
void BestHits::collapse_articles(const Xapian::Database &db)
{
    auto first = db.postlist_begin(SCHEMA_FIRST_TERM), end = db.postlist_end(SCHEMA_FIRST_TERM);
    std::sort(hits.begin(), hits.end(), [](const struct store_hit &a, const struct store_hit &b) { return a.docid < b.docid; });
    size_t kept = 0;
    for (size_t i = 0; i < hits.size(); i++) {
        bool same = false;
        if (i > 0) {
            if (first != end)
                first.skip_to(hits[i - 1].docid + 1);
            same = first == end || *first > hits[i].docid;
        }
        if (!same)
            hits[kept++] = hits[i];
        else if (hits[i].weight > hits[kept - 1].weight)
            hits[kept - 1] = hits[i];
    }
    hits.resize(kept);
}

bool BestHits::give(const Xapian::Database &db, size_t limit, bool collapse, struct store_hits *out)
{
    shrink();
    if (collapse) {
        collapse_articles(db);
        if (cut && hits.size() < limit)
            return false;
    }
    std::sort(hits.begin(), hits.end(), stands_before);
    size_t count = std::min(limit, hits.size()), most = std::max(limit * TIES_FACTOR, TIES_LEAST);
    while (count > 0 && count < hits.size() && count < most && hits[count].weight == hits[count - 1].weight)
        count++;
    out->ties_cut = count > 0 && count < hits.size() && hits[count].weight == hits[count - 1].weight;
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
        out->items[out->count++] = hits[i];
    }
    return true;
}
