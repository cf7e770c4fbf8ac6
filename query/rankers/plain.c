#include "query/rankers/rankers.h"

void ranker_make_plain(enum unit unit, enum store_weight weight, struct ranker *out)
{
    *out = *ranker_default(unit);
    out->weight = weight;
    out->framing = 0;
    out->whole_share = 0;
    out->feedback_documents = 0;
    out->ordered = out->unordered = 0;
    if (unit == UNIT_ARTICLES)
        out->unit_share = 0;
}
