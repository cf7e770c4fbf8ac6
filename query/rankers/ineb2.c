#include "query/rankers/rankers.h"

static void make(enum unit unit, struct ranker *out)
{
    ranker_make_plain(unit, STORE_INEB2, out);
}

const struct ranker_name ranker_ineb2 = {
    "ineb2", "I(ne)B2 of the divergence-from-randomness models (Amati & van Rijsbergen 2002) alone", make};
