#include "query/results.h"

#include "query/facet.h"

#include <stdlib.h>

void result_release(struct result *r)
{
    for (size_t i = 0; i < r->copy_count; i++)
        result_release(&r->copies[i]);
    free(r->copies);
    buf_release(&r->id);
    buf_release(&r->record);
    buf_release(&r->before);
    buf_release(&r->behind);
    free(r->highlights);
    score_parts_release(&r->parts);
}

void results_choose(struct results *r, const size_t *chosen, size_t count)
{
    struct result *items = mem_array(count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i] = r->items[chosen[i]];
        r->items[chosen[i]] = (struct result){0};
    }
    for (size_t i = 0; i < r->count; i++)
        result_release(&r->items[i]);
    free(r->items);
    r->items = items;
    r->count = count;
}

void results_release(struct results *r)
{
    for (size_t i = 0; i < r->count; i++)
        result_release(&r->items[i]);
    for (size_t i = 0; i < r->group_count; i++)
        buf_release(&r->groups[i].label);
    for (size_t i = 0; i < r->facet_count; i++)
        facet_list_release(&r->facets[i]);
    free(r->groups);
    free(r->facets);
    for (size_t i = 0; i < r->query.term_count; i++) {
        buf_release(&r->query.terms[i].text);
        buf_release(&r->query.terms[i].stem);
    }
    free(r->items);
    free(r->query.terms);
    buf_release(&r->query.text);
    buf_release(&r->query.parsed);
    *r = (struct results){0};
}

const char *unit_name(enum unit unit)
{
    static const char *const names[] = {"passages", "articles", "paragraphs", "sentences"};
    return names[unit];
}

const char *match_kind_name(enum match_kind kind)
{
    static const char *const names[] = {"stem", "exact", "phrase", "fuzzy", "wildcard", "thesaurus"};
    return names[kind];
}
