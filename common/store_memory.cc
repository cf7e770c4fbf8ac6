#include "common/store_memory.hh"

#include <algorithm>
#include <cmath>

void ReaderMemory::begin(const Xapian::Database &db)
{
    if (revision == db.get_revision())
        return;
    revision = db.get_revision();
    terms.clear();
    forget_lists();
    factors.reset();
}

void ReaderMemory::forget_lists()
{
    lists.clear();
    by_term.clear();
    list_bytes = 0;
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

void ReaderMemory::keep(const std::string &term, const std::shared_ptr<const PostingList> &list)
{
    lists.push_front({term, list});
    by_term[term] = lists.begin();
    list_bytes += list->bytes();
    while (list_bytes > MOST_BYTES) {
        list_bytes -= lists.back().list->bytes();
        by_term.erase(lists.back().term);
        lists.pop_back();
    }
}

std::shared_ptr<const PostingList> ReaderMemory::kept_postings(const std::string &term)
{
    auto known = by_term.find(term);
    if (known == by_term.end())
        return nullptr;
    lists.splice(lists.begin(), lists, known->second);
    return known->second->list;
}

std::shared_ptr<const PostingList> ReaderMemory::postings(const Xapian::Database &db, const std::string &term, size_t count,
                                                          double after_effect)
{
    if (auto known = kept_postings(term))
        return known;
    auto list = std::make_shared<PostingList>(count, db.get_lastdocid());
    double most = 0;
    for (auto it = db.postlist_begin(term), end = db.postlist_end(term); it != end; ++it) {
        Xapian::termcount wdf = it.get_wdf();
        list->add(*it, wdf);
        most = std::max(most, wdf * length_factor(db, *it));
    }
    list->strongest = most * after_effect / (most + 1);
    keep(term, list);
    return list;
}

/* Strengths are of one normalisation. */
void ReaderMemory::begin_lengths(const Xapian::Database &db, double scaled)
{
    if (factors && scaled == scaled_length)
        return;
    forget_lists();
    scaled_length = scaled;
    factors.reset(static_cast<double *>(mem_array(size_t{db.get_lastdocid()} + 1, sizeof(double))));
}

double ReaderMemory::compute_factor(const Xapian::Database &db, uint32_t docid) const
{
    return std::log2(1 + scaled_length / db.get_doclength(docid));
}
