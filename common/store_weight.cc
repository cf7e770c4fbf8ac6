#include "common/store_weight.hh"

#include "common/store_weight_lm.hh"

/* What stands in parameters[]:
 *   STORE_INEB2    {c}      I(ne)B2 of Amati & van Rijsbergen 2002; c > 0 scales the normalisation by length (1.0)
 *   STORE_BM25     {k1, b}  Robertson; k3 = 1, and documents shorter than half the average count as half of it
 *   STORE_DPH      none     Amati 2006, free of parameters
 *   STORE_LM       {lambda} language model with Jelinek-Mercer smoothing, see store_weight_lm.hh
 *   STORE_BOOLEAN  none     every match has weight 0 */
std::unique_ptr<Xapian::Weight> store_make_weight(enum store_weight scheme, const double parameters[4])
{
    switch (scheme) {
    case STORE_INEB2:
        return std::make_unique<Xapian::IneB2Weight>(parameters[0]);
    case STORE_BM25:
        return std::make_unique<Xapian::BM25Weight>(parameters[0], 0.0, 1.0, parameters[1], 0.5);
    case STORE_DPH:
        return std::make_unique<Xapian::DPHWeight>();
    case STORE_LM:
        return std::make_unique<JelinekMercerWeight>(parameters[0]);
    case STORE_BOOLEAN:
        return std::make_unique<Xapian::BoolWeight>();
    }
    return nullptr;
}
