#include "query/results.h"

#include <stdlib.h>

void results_release(struct results *r)
{
    for (size_t i = 0; i < r->count; i++) {
        buf_release(&r->items[i].id);
        buf_release(&r->items[i].record);
        free(r->items[i].highlights);
    }
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
