/* A weighted word of a search, its postings and what they weigh.
 *
 * Postings are those that the reader keeps; those of a term too common to be kept are read anew each time.
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

    void add_to(std::vector<struct contender> &contenders, double scale) const;

    /* The same exactly: weights[i] is of contenders[i]. */
    void add_exactly(const std::vector<struct contender> &contenders, std::vector<double> &weights) const;

  private:
    template <class F> void look_up(const std::vector<struct contender> &contenders, F &&f) const;
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
    std::shared_ptr<const PostingList> list; /* of a term that is kept; else none */
};

#endif
