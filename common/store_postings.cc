#include "common/store_postings.hh"

#include <algorithm>

PostingList::PostingList(size_t count, uint32_t last_docid)
{
    wdf.reserve(count);
    if (is_dense(count, last_docid)) {
        bits = no_docids(last_docid);
        before.resize(bits.size());
    } else {
        docids.reserve(count);
    }
}

void PostingList::add(const uint32_t *documents, const uint32_t *frequencies, size_t count)
{
    size_t place = wdf.size();
    uint32_t highest = 0;
    wdf.resize(place + count);
    for (size_t i = 0; i < count; i++) {
        wdf[place + i] = static_cast<uint8_t>(std::min<uint32_t>(frequencies[i], WIDE));
        highest = std::max(highest, frequencies[i]);
    }
    for (size_t i = 0; i < count && highest >= WIDE; i++) {
        if (frequencies[i] >= WIDE)
            wide_wdf.emplace_back(place + i, frequencies[i]);
    }
    if (bits.empty())
        docids.insert(docids.end(), documents, documents + count);
    else
        add_bits(documents, count, place);
}

/* A word of bits is put together before it is stored. */
void PostingList::add_bits(const uint32_t *documents, size_t count, size_t place)
{
    size_t at = 0;
    uint64_t word = bits[0];
    for (size_t i = 0; i < count; i++) {
        size_t own = documents[i] / 64;
        if (own != at) {
            bits[at] = word;
            at = own;
            word = bits[at];
        }
        if (word == 0)
            before[at] = static_cast<uint32_t>(place + i);
        word |= uint64_t{1} << documents[i] % 64;
    }
    bits[at] = word;
}

uint32_t PostingList::wide_wdf_at(size_t i) const
{
    return std::lower_bound(wide_wdf.begin(), wide_wdf.end(), std::pair<size_t, uint32_t>(i, 0))->second;
}

size_t PostingList::bytes() const
{
    return wdf.capacity() + docids.capacity() * sizeof docids[0] + bits.size() * (sizeof bits[0] + sizeof before[0]) +
           wide_wdf.capacity() * sizeof wide_wdf[0];
}

/* By steps that double: whoever asks for many documents finds the next one near the one before. */
size_t PostingList::find_ahead(uint32_t docid, size_t &from) const
{
    size_t step = 1, end = docids.size();
    while (from + step < end && docids[from + step] < docid) {
        from += step;
        step *= 2;
    }
    auto begin = docids.begin() + static_cast<std::ptrdiff_t>(from);
    auto stop = docids.begin() + static_cast<std::ptrdiff_t>(std::min(from + step + 1, end));
    auto found = std::lower_bound(begin, stop, docid);
    from = static_cast<size_t>(found - docids.begin());
    return found != stop && *found == docid ? from : NOT_THERE;
}

void PostingList::mark(DocidBits &set) const
{
    for (uint32_t docid : docids)
        put_docid(set, docid);
    for (size_t i = 0; i < bits.size(); i++)
        set[i] |= bits[i];
}
