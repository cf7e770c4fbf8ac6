/* A result list made by hand with everything that the list for people adds, for tests of printers. */
#ifndef LEDE_TESTS_SUPPORT_MADE_ANSWERS_H
#define LEDE_TESTS_SUPPORT_MADE_ANSWERS_H

#include "query/facet.h"
#include "tests/support/made_results.h"

#include <stdio.h>

static inline void make_copy(struct result *item)
{
    item->copies = mem_array(1, sizeof *item->copies);
    item->copy_count = 1;
    buf_add_text(&item->copies[0].id, "<ap>@0-9");
    item->copies[0].score = 14;
    item->copies[0].fields.article =
        (struct article){.id = VIEW("<ap>"), .source = VIEW("A*P"), .published = {.seconds = 1720742400, .precision = DATE_DAY}};
}

static inline void make_parts(struct score_parts *parts)
{
    score_part(parts, (struct score_part){.kind = PART_PASSAGE_TERM, .first = 0, .count = 1, .value = 4.00004});
    score_part(parts, (struct score_part){.kind = PART_PASSAGE_TERM, .first = 1, .count = 2, .value = 3.00004});
    score_part(parts, (struct score_part){.kind = PART_PASSAGE_PAIR, .first = 0, .second = 1, .count = 1, .value = 1.5});
    score_part(parts, (struct score_part){.kind = PART_ARTICLE_TERM, .first = 0, .value = 6});
    struct score_part feedback = {.kind = PART_FEEDBACK, .first = 0xFF, .value = 0.75};
    buf_add_text(&feedback.name, "treati");
    score_part(parts, feedback);
    score_part(parts, (struct score_part){.kind = PART_RECENCY, .value = -1.04658});
}

static inline void make_facet(struct facet_list *list)
{
    static const char *const names[] = {"XSRCreuters", "XSRCa <b> | \x1b[1m"};
    list->field = FIELD_SOURCE;
    list->items = mem_array(2, sizeof *list->items);
    list->count = 2;
    list->without = 1;
    list->items[0] = (struct facet_value){.value = view_of(names[0] + 4), .count = 1200};
    list->items[1] = (struct facet_value){.value = view_of(names[1] + 4), .count = 3};
}

/* After make_results: groups, a copy, surroundings, a checksum, parts, facets. Hostile characters wherever text from outside may stand. */
static inline void make_answers(struct results *r)
{
    struct result *first = &r->items[0];
    r->groups = mem_array(2, sizeof *r->groups);
    r->group_count = 2;
    buf_add_text(&r->groups[0].label, "Reuters <i>");
    buf_add_text(&r->groups[1].label, "no source");
    r->groups[0].count = r->groups[1].count = 1;
    r->items[1].group = 1;
    make_copy(first);
    buf_add_text(&first->before, "\"Why\" & <b>when</b>?\n\n");
    buf_add_text(&first->behind, " =1+1 \x1b[31m.");
    snprintf(first->sha256, sizeof first->sha256, "%064d", 42);
    make_parts(&first->parts);
    r->facets = mem_array(1, sizeof *r->facets);
    r->facet_count = 1;
    make_facet(&r->facets[0]);
}

#endif
