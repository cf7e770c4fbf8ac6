/* A result list made by hand, for tests of printers: no index is needed. */
#ifndef LEDE_TESTS_SUPPORT_MADE_RESULTS_H
#define LEDE_TESTS_SUPPORT_MADE_RESULTS_H

#include "query/results.h"

#define MADE_PASSAGE "The security pacts of July bind both sides for ten years.\n\n\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c"

/* Two passages at ranks 9 and 10: one with everything, hostile characters too, one with nothing but an id. */
static inline void make_results(struct results *r)
{
    static const struct highlight marks[] = {{14, 22, 0, MATCH_STEM}, {23, 28, 1, MATCH_PHRASE}};
    *r = (struct results){.unit = UNIT_PASSAGES, .matches = 1204, .offset = 8, .count = 2};
    buf_add_text(&r->query.text, "security \"pact\"");
    buf_add_text(&r->query.parsed, "secur pact");
    r->query.terms = mem_array(2, sizeof *r->query.terms);
    r->query.term_count = 2;
    buf_add_text(&r->query.terms[0].stem, "secur");
    buf_add_text(&r->query.terms[1].stem, "pact");
    r->items = mem_array(2, sizeof *r->items);
    struct result *first = &r->items[0], *second = &r->items[1];
    buf_add_text(&first->id, "uk-1@10-95");
    first->score = 14.2035;
    first->article_score = 9.25;
    first->passage_score = 12.5;
    buf_add_text(&first->record, MADE_PASSAGE);
    first->text = view_of_buf(&first->record);
    first->start = 10;
    first->end = 10 + (uint32_t)first->text.len;
    first->highlights = mem_array(2, sizeof *first->highlights);
    first->highlights[0] = marks[0];
    first->highlights[1] = marks[1];
    first->highlight_count = 2;
    first->terms_matched = 3;
    first->fields.article = (struct article){.id = VIEW("uk-1"),
                                             .title = VIEW("A pact for \x1b[2J \xe5\xae\x89\xe5\x85\xa8"),
                                             .source = VIEW("Reuters"),
                                             .place = VIEW("Kyiv"),
                                             .language = VIEW("en"),
                                             .topics = VIEW("defence\nUkraine"),
                                             .path = VIEW("/news/uk.txt"),
                                             .published = {.seconds = 1720656000, .precision = DATE_DAY}};
    buf_add_text(&second->id, "b 2");
    second->score = -0.5;
}

#endif
