/* A weighted word of a search, its postings and what they weigh.
 *
 * Postings are those that the reader keeps; of a term too common to be kept, a walk of Xapian's. Documents are asked for by ascending docids after each rewind().
 * Used by store_score and store_contenders. */
#ifndef LEDE_COMMON_STORE_TERM_HH
#define LEDE_COMMON_STORE_TERM_HH

#include "common/store_handles.hh"
#include "common/store_sums.hh"

class SearchTerm
{
  public:
    SearchTerm(struct store_reader *reader, const struct store_query *leaf);

    size_t size() const
    {
        return documents;
    }
    /* No document gets more of it. */
    double most() const
    {
        return list ? list->strongest * weight : after_effect * weight;
    }

    void mark(DocidBits &set) const;

    /* What it weighs in each of its documents, roughly and times `scale`. */
    void add_to(Sums &sums, double scale) const;

    void rewind();
    void add_to(std::vector<struct contender> &contenders, double scale);

    /* The same exactly: weights[i] is of contenders[i]. */
    void add_exactly(const std::vector<struct contender> &contenders, std::vector<double> &weights);

  private:
    uint32_t wdf_in(uint32_t docid);
    double weigh(uint32_t wdf, uint32_t docid) const
    {
        double normalised = wdf * r->memory.length_factor(r->db, docid);
        return normalised * after_effect / (normalised + 1) * weight;
    }

    /* The same, of less digits. */
    float weigh_roughly(uint32_t wdf, uint32_t docid, float factor) const
    {
        float normalised = static_cast<float>(wdf) * static_cast<float>(r->memory.length_factor(r->db, docid));
        return normalised / (normalised + 1) * factor;
    }

    struct store_reader *r;
    std::string term;
    size_t documents = 0;
    double weight = 0, after_effect = 0;
    std::shared_ptr<const PostingList> list; /* of a term that is kept; else `live` is where the walk stands */
    size_t at = 0;
    Xapian::PostingIterator live, live_end;
};

#endif
