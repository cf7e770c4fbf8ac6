#include "common/store_sums.hh"

#include <algorithm>
#include <cstring>

/* How many sums there are of each size: the first bits of a float, so that sizes are 1/512 of a power of 2 apart. */
class SizeCounts
{
  public:
    void add(float sum)
    {
        counts[size_of(sum)]++;
    }

    /* The lower end of the size that the sum of this rank has. */
    float of_rank(size_t rank) const
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

  private:
    static constexpr unsigned DROPPED = 23 - 9;        /* bits of a float's fraction that do not count */
    static constexpr uint32_t LEAST = (127 - 16) << 9; /* of 2^-16: all below it is one size */
    static constexpr size_t SIZES = 16 << 9;           /* up to 1 */

    static size_t size_of(float sum)
    {
        uint32_t bits = 0;
        memcpy(&bits, &sum, sizeof bits);
        bits >>= DROPPED;
        return bits > LEAST ? std::min<size_t>(bits - LEAST, SIZES - 1) : 0;
    }

    uint32_t counts[SIZES] = {};
};

void Sums::begin(uint32_t last_docid)
{
    for_each_docid(touched, [this](uint32_t docid) { sums[docid] = 0; });
    sums.resize(size_t{last_docid} + 1);
    touched = no_docids(last_docid);
}

float Sums::reached_by(size_t rank, const DocidBits *of) const
{
    SizeCounts counts;
    for_each_docid(touched, of, [&](uint32_t docid) { counts.add(sums[docid]); });
    return counts.of_rank(rank);
}

void Sums::take(float least, const DocidBits *of, std::vector<struct contender> &out) const
{
    out.clear();
    for_each_docid(touched, of, [&](uint32_t docid) {
        if (sums[docid] >= least)
            out.push_back({docid, sums[docid]});
    });
}

float sum_reached_by(const std::vector<struct contender> &contenders, size_t rank)
{
    SizeCounts counts;
    for (const struct contender &c : contenders)
        counts.add(c.sum);
    return counts.of_rank(rank);
}
