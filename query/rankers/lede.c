#include "query/rankers/rankers.h"

static void make(enum unit unit, struct ranker *out)
{
    *out = *ranker_default(unit);
}

const struct ranker_name ranker_lede = {"lede", "I(ne)B2, careful feedback (articles), proximity and the best passage; the default",
                                        make};
