#include "query/rankers/rankers.h"

static void make(enum unit unit, struct ranker *out)
{
    ranker_make_plain(unit, STORE_DPH, out);
}

const struct ranker_name ranker_dph = {"dph", "the parameter-free DPH model (Amati 2006) alone", make};
