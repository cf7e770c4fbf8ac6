#include "common/store_term.hh"

#include <cmath>

/* Xapian::IneB2Weight: what a document adds is wdfn B / (wdfn + 1) times `weight`, wdfn its normalised frequency. */
SearchTerm::SearchTerm(struct store_reader *reader, const struct store_query *leaf) : r(reader), term(to_string(leaf->term))
{
    const struct store_term_stats &stats = r->memory.frequencies(r->db, term);
    documents = stats.document_frequency;
    if (documents == 0)
        return;
    double segments = r->db.get_doccount(), occurrences = static_cast<double>(stats.collection_frequency);
    double expected = segments * (1 - std::exp(-(occurrences / segments)));
    weight = std::log2((segments + 1) / (expected + 0.5)) * leaf->factor;
    after_effect = (occurrences + 1) / static_cast<double>(documents);
    if (r->memory.is_kept(documents, r->db))
        list = r->memory.postings(r->db, term, documents, after_effect);
}

void SearchTerm::mark(DocidBits &set) const
{
    if (list)
        list->mark(set);
    else if (documents > 0)
        r->memory.source.for_each(r->db, term, [&set](uint32_t docid, uint32_t) { put_docid(set, docid); });
}

void SearchTerm::add_to(Sums &sums, double scale) const
{
    float factor = static_cast<float>(after_effect * weight * scale);
    auto add = [&](uint32_t docid, uint32_t wdf) { sums.add(docid, weigh_roughly(wdf, docid, factor)); };
    if (list) {
        list->mark(sums.touched);
        list->for_each(add);
    } else if (documents > 0) {
        r->memory.source.for_each(r->db, term, [&](uint32_t docid, uint32_t wdf) {
            put_docid(sums.touched, docid);
            add(docid, wdf);
        });
    }
}

/* f(i, wdf) for the contenders that have the term. */
template <class F> void SearchTerm::look_up(const std::vector<struct contender> &contenders, F &&f) const
{
    if (list) {
        size_t at = 0;
        for (size_t i = 0; i < contenders.size(); i++) {
            size_t place = list->find(contenders[i].docid, at);
            if (place != PostingList::NOT_THERE)
                f(i, list->wdf_at(place));
        }
    } else if (documents > 0) {
        auto it = r->db.postlist_begin(term), end = r->db.postlist_end(term);
        for (size_t i = 0; i < contenders.size() && it != end; i++) {
            it.skip_to(contenders[i].docid);
            if (it != end && *it == contenders[i].docid)
                f(i, it.get_wdf());
        }
    }
}

void SearchTerm::add_to(std::vector<struct contender> &contenders, double scale) const
{
    float factor = static_cast<float>(after_effect * weight * scale);
    look_up(contenders, [&](size_t i, uint32_t wdf) { contenders[i].sum += weigh_roughly(wdf, contenders[i].docid, factor); });
}

void SearchTerm::add_exactly(const std::vector<struct contender> &contenders, std::vector<double> &weights) const
{
    look_up(contenders, [&](size_t i, uint32_t wdf) { weights[i] += weigh(wdf, contenders[i].docid); });
}
