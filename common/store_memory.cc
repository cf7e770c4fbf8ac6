#include "common/store_memory.hh"

#include <algorithm>
#include <array>
#include <cmath>

void ReaderMemory::begin(const Xapian::Database &db, const std::string &path)
{
    if (revision == db.get_revision())
        return;
    forget();
    revision = db.get_revision();
    source.open(db, path);
}

void ReaderMemory::forget()
{
    revision = 0;
    terms.clear();
    ranges.clear();
    forget_lists();
    lengths.reset();
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
    while (list_bytes > most_bytes) {
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

/* The most a document of a list weighs, from the shortest document of each frequency. */
class StrongestPosting
{
  public:
    StrongestPosting()
    {
        shortest.fill(UINT32_MAX);
    }

    void add(uint32_t wdf, uint32_t length)
    {
        uint32_t &known = shortest[std::min<uint32_t>(wdf, MANY)];
        if (length < known) /* seldom: most of the time nothing is stored */
            known = length;
        if (wdf > most_wdf)
            most_wdf = wdf;
    }

    /* The highest normalised frequency; `factor`: of a length. */
    template <class F> double normalised(F &&factor) const
    {
        double most = 0;
        for (uint32_t wdf = 1; wdf <= MANY; wdf++) {
            if (shortest[wdf] != UINT32_MAX)
                most = std::max(most, (wdf < MANY ? wdf : most_wdf) * factor(shortest[wdf]));
        }
        return most;
    }

  private:
    static constexpr uint32_t MANY = 32; /* from here on a frequency is taken for the highest of all */
    std::array<uint32_t, MANY + 1> shortest;
    uint32_t most_wdf = 0;
};

std::shared_ptr<PostingList> ReaderMemory::read_list(const Xapian::Database &db, const std::string &term, size_t count,
                                                     double after_effect)
{
    auto list = std::make_shared<PostingList>(count, db.get_lastdocid());
    StrongestPosting strongest;
    expect_lengths(db, count);
    source.for_each_run(db, term, [&](const struct ListReader::postings &run) {
        list->add(run.docids, run.wdf, run.count);
        for (size_t i = 0; i < run.count; i++)
            strongest.add(run.wdf[i], length(db, run.docids[i]));
    });
    double most = strongest.normalised([this](uint32_t length) { return factor_of(length); });
    list->strongest = most * after_effect / (most + 1);
    return list;
}

std::shared_ptr<const PostingList> ReaderMemory::postings(const Xapian::Database &db, const std::string &term, size_t count,
                                                          double after_effect)
{
    std::shared_ptr<const PostingList> list = kept_postings(term);
    if (!list) {
        list = read_list(db, term, count, after_effect);
        keep(term, list);
    }
    return list;
}

/* Eight bytes, which dates are, as a number of the same order. */
static uint64_t number_of(struct view value)
{
    uint64_t number = 0;
    for (size_t i = 0; i < sizeof number; i++)
        number = number << 8 | static_cast<unsigned char>(value.ptr[i]);
    return number;
}

static DocidBits read_range(ListReader &source, const Xapian::Database &db, uint32_t slot, struct view low, struct view high)
{
    DocidBits set = no_docids(db.get_lastdocid());
    bool numbers = low.len == sizeof(uint64_t) && (high.len == 0 || high.len == sizeof(uint64_t));
    uint64_t least = numbers ? number_of(low) : 0, most = numbers && high.len ? number_of(high) : UINT64_MAX;
    source.for_each_value(db, slot, [&](uint32_t docid, struct view value) {
        bool inside;
        if (numbers && value.len == sizeof(uint64_t))
            inside = number_of(value) >= least && number_of(value) <= most;
        else
            inside = view_compare(value, low) >= 0 && (high.len == 0 || view_compare(value, high) <= 0);
        if (inside)
            put_docid(set, docid);
    });
    return set;
}

const DocidBits &ReaderMemory::range(const Xapian::Database &db, uint32_t slot, struct view low, struct view high)
{
    auto same = [&](const struct kept_range &of) {
        return of.slot == slot && view_equal(view_of_string(of.low), low) && view_equal(view_of_string(of.high), high);
    };
    auto known = std::find_if(ranges.begin(), ranges.end(), same);
    if (known != ranges.end()) {
        ranges.splice(ranges.begin(), ranges, known);
    } else {
        ranges.push_front({slot, to_string(low), to_string(high), read_range(source, db, slot, low, high)});
        if (ranges.size() > MOST_RANGES)
            ranges.pop_back();
    }
    return ranges.front().docids;
}

/* How strong a posting is depends on the normalisation. */
void ReaderMemory::begin_lengths(const Xapian::Database &db, double scaled)
{
    size_t documents = size_t{db.get_lastdocid()} + 1;
    most_bytes = std::clamp(documents * BYTES_PER_DOCUMENT, LEAST_BYTES, MOST_BYTES);
    if (!lengths) {
        lengths.reset(static_cast<uint32_t *>(mem_array(documents, sizeof(uint32_t))));
        lengths_expected = 0;
    }
    if (factors && scaled == scaled_length)
        return;
    forget_lists();
    scaled_length = scaled;
    factors.reset(static_cast<double *>(mem_array(documents, sizeof(double))));
}

/* One length costs about as much as many that are read one after the other. */
void ReaderMemory::expect_lengths(const Xapian::Database &db, size_t count)
{
    size_t enough = db.get_lastdocid() / (source.is_open() ? 256 : 16);
    if (lengths_expected > enough)
        return;
    lengths_expected += count;
    if (lengths_expected <= enough)
        return;
    source.for_each(db, std::string(), [this](uint32_t docid, uint32_t length) { lengths[docid] = length; });
}

double ReaderMemory::factor_of(uint32_t length) const
{
    return std::log2(1 + scaled_length / length);
}
