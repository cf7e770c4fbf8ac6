#include "common/store_memory.hh"

#include <cmath>

void ReaderMemory::begin(const Xapian::Database &db)
{
    if (revision == db.get_revision())
        return;
    revision = db.get_revision();
    terms.clear();
    lists.clear();
    by_term.clear();
    posting_count = 0;
    factors.reset();
}

const struct store_term_stats &ReaderMemory::frequencies(const Xapian::Database &db, const std::string &term)
{
    auto known = terms.find(term);
    if (known != terms.end())
        return known->second;
    struct store_term_stats stats = {};
    stats.document_frequency = db.get_termfreq(term);
    if (stats.document_frequency > 0)
        stats.collection_frequency = db.get_collection_freq(term);
    if (terms.size() >= MOST_TERMS)
        terms.clear();
    return terms.emplace(term, stats).first->second;
}

void ReaderMemory::keep(const std::string &term, const std::shared_ptr<const posting_list> &list)
{
    lists.push_front({term, list});
    by_term[term] = lists.begin();
    posting_count += list->size();
    while (posting_count > MOST_POSTINGS) {
        posting_count -= lists.back().list->size();
        by_term.erase(lists.back().term);
        lists.pop_back();
    }
}

std::shared_ptr<const posting_list> ReaderMemory::postings(const Xapian::Database &db, const std::string &term, size_t count)
{
    auto known = by_term.find(term);
    if (known != by_term.end()) {
        lists.splice(lists.begin(), lists, known->second);
        return known->second->list;
    }
    auto list = std::make_shared<posting_list>();
    list->reserve(count);
    for (auto it = db.postlist_begin(term), end = db.postlist_end(term); it != end; ++it)
        list->push_back({*it, it.get_wdf()});
    keep(term, list);
    return list;
}

void ReaderMemory::begin_factors(const Xapian::Database &db, double scaled)
{
    if (factors && scaled == scaled_length)
        return;
    scaled_length = scaled;
    factors.reset(static_cast<double *>(mem_array(size_t{db.get_lastdocid()} + 1, sizeof(double))));
}

double ReaderMemory::compute_factor(const Xapian::Database &db, uint32_t docid) const
{
    return std::log2(1 + scaled_length / db.get_doclength(docid));
}
