#include "query/rankers/rankers.h"

static void make(enum unit unit, struct ranker *out)
{
    ranker_make_plain(unit, STORE_BM25, out);
    out->weight_parameter = 0.9;
    out->weight_b = 0.4;
}

const struct ranker_name ranker_bm25 = {"bm25", "Okapi BM25 (weight.k1 0.9, weight.b 0.4 as Lucene's users have them) alone", make};
