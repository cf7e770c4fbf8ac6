#include "query/ranker_spec.h"

#include "query/rankers/rankers.h"

#include <stdlib.h>
#include <string.h>

const struct ranker_name *const ranker_names[] = {&ranker_lede, &ranker_ineb2, &ranker_bm25, &ranker_dph, &ranker_lm, NULL};

#define NUMBER(field) PARAMETER_NUMBER, offsetof(struct ranker, field)
#define COUNT(field) PARAMETER_COUNT, offsetof(struct ranker, field)

const struct ranker_parameter ranker_parameters[] = {
    {"weight.c", NUMBER(weight_parameter), 0.01, 100, "c of I(ne)B2 (k1 of bm25)"},
    {"weight.k1", NUMBER(weight_parameter), 0, 100, "k1 of bm25 (c of I(ne)B2)"},
    {"weight.lambda", NUMBER(weight_parameter), 0.001, 0.999, "lambda of lm: the share of the collection"},
    {"weight.b", NUMBER(weight_b), 0, 1, "b of bm25"},
    {"framing", COUNT(framing), 0, 1, "1: words that only frame a query (find articles about) are left out; 0: they count"},
    {"feedback.documents", COUNT(feedback_documents), 0, 40, "best articles that feedback reads; 0 switches it off"},
    {"feedback.terms", COUNT(feedback_terms), 0, 64, "terms that feedback adds"},
    {"feedback.share", NUMBER(feedback_share), 0, 1, "their share of the new query"},
    {"feedback.spread", NUMBER(feedback_spread), 0.001, 100, "how fast the weight of feedback articles falls with their score"},
    {"whole", NUMBER(whole_share), 0, 1, "share of the whole text in the index weight of an article in several segments"},
    {"k1", NUMBER(k1), 0, 100, "k1 of a unit's BM25"},
    {"b", NUMBER(b), 0, 1, "b of a unit's BM25"},
    {"ordered", NUMBER(ordered), 0, 100, "weight of neighbouring query words in their order"},
    {"unordered", NUMBER(unordered), 0, 100, "weight of neighbouring query words near each other"},
    {"window", COUNT(window), 1, 50, "how far apart these may be"},
    {"unit", NUMBER(unit_share), 0, 100, "share of the unit's own score"},
    {"segment", NUMBER(segment_share), 0, 100, "share of its article's index weight"},
    {"rerank", PARAMETER_COUNT64, offsetof(struct ranker, rerank), 0, 100000, "articles that are read for their best passage"},
    {0},
};

const struct ranker_parameter *ranker_parameter_find(struct view name)
{
    for (const struct ranker_parameter *p = ranker_parameters; p->name; p++)
        if (view_equal(view_of(p->name), name))
            return p;
    return NULL;
}

double ranker_get(const struct ranker *r, const struct ranker_parameter *p)
{
    const char *at = (const char *)r + p->offset;
    if (p->kind == PARAMETER_NUMBER)
        return *(const double *)(const void *)at;
    return p->kind == PARAMETER_COUNT ? *(const uint32_t *)(const void *)at : (double)*(const uint64_t *)(const void *)at;
}

void ranker_set(struct ranker *r, const struct ranker_parameter *p, double value)
{
    char *at = (char *)r + p->offset;
    if (p->kind == PARAMETER_NUMBER)
        *(double *)(void *)at = value;
    else if (p->kind == PARAMETER_COUNT)
        *(uint32_t *)(void *)at = (uint32_t)value;
    else
        *(uint64_t *)(void *)at = (uint64_t)value;
}

static enum status no_such(const char *what, struct view name, bool parameters, struct error *err)
{
    struct buf known = {0};
    for (size_t i = 0; !parameters && ranker_names[i]; i++)
        buf_printf(&known, "%s%s", i ? ", " : "", ranker_names[i]->name);
    for (size_t i = 0; parameters && ranker_parameters[i].name; i++)
        buf_printf(&known, "%s%s", i ? ", " : "", ranker_parameters[i].name);
    error_set(err, STATUS_USAGE, "there is no %s '%.*s'; there are: %s", what, (int)(name.len < 60 ? name.len : 60), name.ptr,
              known.data);
    buf_release(&known);
    return STATUS_USAGE;
}

const struct ranker_parameter *ranker_parameter_choose(struct view name, struct error *err)
{
    const struct ranker_parameter *found = ranker_parameter_find(name);
    if (!found)
        (void)no_such("parameter of rankers", name, true, err);
    return found;
}

/* One "parameter=value". */
static enum status set_one(struct ranker *out, struct view part, struct error *err)
{
    char number[40];
    size_t equals = 0;
    while (equals < part.len && part.ptr[equals] != '=')
        equals++;
    struct view name = view_sub(part, 0, equals), text = view_sub(part, equals + 1, part.len);
    const struct ranker_parameter *p = ranker_parameter_choose(name, err);
    if (!p)
        return STATUS_USAGE;
    char *end = number;
    double value = 0;
    if (text.len > 0 && text.len < sizeof number) {
        memcpy(number, text.ptr, text.len);
        number[text.len] = '\0';
        value = strtod(number, &end);
    }
    if (end == number || *end || !(value >= p->min && value <= p->max))
        return error_set(err, STATUS_USAGE, "%s wants a number from %g to %g, not '%.*s'", p->name, p->min, p->max,
                         (int)(text.len < 40 ? text.len : 40), text.len ? text.ptr : "");
    ranker_set(out, p, value);
    return STATUS_OK;
}

enum status ranker_parse(const char *spec, enum unit unit, struct ranker *out, struct error *err)
{
    const char *colon = strchr(spec, ':');
    struct view name = {spec, colon ? (size_t)(colon - spec) : strlen(spec)};
    const struct ranker_name *const *named = ranker_names;
    while (*named && !view_equal(view_of((*named)->name), name))
        named++;
    if (!*named)
        return no_such("ranker", name, false, err);
    struct ranker ranker;
    (*named)->make(unit, &ranker);
    struct view rest = view_of(colon ? colon + 1 : "");
    while (rest.len) {
        size_t comma = 0;
        while (comma < rest.len && rest.ptr[comma] != ',')
            comma++;
        enum status status = set_one(&ranker, view_sub(rest, 0, comma), err);
        if (status)
            return status;
        rest = view_sub(rest, comma + 1, rest.len);
    }
    *out = ranker;
    return STATUS_OK;
}
