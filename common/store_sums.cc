#include "common/store_sums.hh"

float SizeCounts::of_rank(size_t rank) const
{
    size_t size = SIZES;
    for (size_t above = 0; above < rank && size > 0;)
        above += counts[--size];
    if (size == 0)
        return 0;
    uint32_t bits = static_cast<uint32_t>(size + LEAST) << DROPPED;
    float sum = 0;
    memcpy(&sum, &bits, sizeof sum);
    return sum;
}

size_t SizeCounts::count_from(float least) const
{
    size_t count = 0;
    for (size_t size = size_of(least); size < SIZES; size++)
        count += counts[size];
    return count;
}

void Sums::begin(uint32_t last_docid)
{
    for_each_docid(touched, [this](uint32_t docid) { sums[docid] = 0; });
    sums.resize(size_t{last_docid} + 1);
    touched = no_docids(last_docid);
}

SizeCounts Sums::sizes(const DocidBits *of) const
{
    SizeCounts sizes;
    for_each_docid(touched, of, [&](uint32_t docid) { sizes.add(sums[docid]); });
    return sizes;
}

void Sums::take(float least, const DocidBits *of, std::vector<struct contender> &out) const
{
    out.clear();
    for_each_docid(touched, of, [&](uint32_t docid) {
        if (sums[docid] >= least)
            out.push_back({docid, sums[docid]});
    });
}
