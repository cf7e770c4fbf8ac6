#include "query/rankers/rankers.h"

static void make(enum unit unit, struct ranker *out)
{
    ranker_make_plain(unit, STORE_LM, out);
    out->weight_parameter = 0.5; /* MAP on time and cisi: 0.3 .596 .213, 0.5 .600 .220, 0.7 .585 .225 */
}

const struct ranker_name ranker_lm = {
    "lm", "a language model with Jelinek-Mercer smoothing (Zhai & Lafferty 2004; weight.lambda) alone", make};
