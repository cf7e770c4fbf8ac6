/* The query-likelihood language model with Jelinek-Mercer smoothing, as a weighting scheme of Xapian. Used by store_weight.cc.
 *
 * log P(query | document), without the part that is the same for all documents (Zhai & Lafferty 2004, "A study of smoothing methods for
 * language models applied to information retrieval", table I and equation 4):
 *   sum over the terms of both of  qtf * ln(1 + (1 - lambda) / lambda * (tf / length) / P(t | collection))
 * Every part is positive, belongs to one term and scales with its factor, as Xapian's matcher wants it; with Dirichlet's smoothing a part that is negative
 * and depends on the length alone would be left over. Xapian has such a class in 1.4 (LMWeight, which ranks badly) and others in 2.0: this one is ours in both. */
#ifndef LEDE_COMMON_STORE_WEIGHT_LM_HH
#define LEDE_COMMON_STORE_WEIGHT_LM_HH

#include "common/store_guard.hh"

class JelinekMercerWeight : public Xapian::Weight
{
  public:
    /* lambda: the share of the collection in the smoothed model, in ]0, 1[. */
    explicit JelinekMercerWeight(double lambda);

    std::string name() const override;
    double get_maxpart() const override;
    JelinekMercerWeight *clone() const override;
#if XAPIAN_MAJOR_VERSION >= 2
    double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount, Xapian::termcount) const override;
#else
    double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override;
    double get_sumextra(Xapian::termcount, Xapian::termcount) const override;
    double get_maxextra() const override;
#endif

  private:
    void init(double factor_) override;
    double part(double wdf, double length) const;

    double lambda;
    double factor = 0;
    double odds = 0; /* (1 - lambda) / lambda / P(t | collection) */
};

#endif
