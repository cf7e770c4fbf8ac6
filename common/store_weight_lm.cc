#include "common/store_weight_lm.hh"

#include <cmath>

JelinekMercerWeight::JelinekMercerWeight(double lambda_) : lambda(lambda_)
{
    if (!(lambda > 0 && lambda < 1))
        throw Xapian::InvalidArgumentError("lambda must lie between 0 and 1");
    need_stat(COLLECTION_FREQ);
    need_stat(COLLECTION_SIZE);
    need_stat(AVERAGE_LENGTH);
    need_stat(WQF);
    need_stat(WDF);
    need_stat(WDF_MAX);
    need_stat(DOC_LENGTH);
    need_stat(DOC_LENGTH_MIN);
}

std::string JelinekMercerWeight::name() const
{
    return "lede-lm-jm";
}

JelinekMercerWeight *JelinekMercerWeight::clone() const
{
    return new JelinekMercerWeight(lambda);
}

void JelinekMercerWeight::init(double factor_)
{
    double occurrences = get_collection_freq();
    double words = get_average_length() * get_collection_size();
    factor = factor_ * get_wqf();
    odds = occurrences > 0 ? (1 - lambda) / lambda * words / occurrences : 0;
}

double JelinekMercerWeight::part(double wdf, double length) const
{
    return length > 0 ? factor * std::log1p(odds * wdf / length) : 0;
}

/* A document has at least as many words as it has of the term. */
double JelinekMercerWeight::get_maxpart() const
{
    double wdf = get_wdf_upper_bound(), length = get_doclength_lower_bound();
    return part(wdf, length > wdf ? length : wdf);
}

#if XAPIAN_MAJOR_VERSION >= 2
double JelinekMercerWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount, Xapian::termcount) const
{
    return part(wdf, length);
}
#else
double JelinekMercerWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const
{
    return part(wdf, length);
}

double JelinekMercerWeight::get_sumextra(Xapian::termcount, Xapian::termcount) const
{
    return 0;
}

double JelinekMercerWeight::get_maxextra() const
{
    return 0;
}
#endif
