/* test_oracle INDEX QUERIES SEED: compares search_matching() and search() with the oracle. Topic files are written beside the index. Prints what was compared; exit 1 at a difference. */
#include "tests/oracle/oracle.h"

#include "query/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 3, MOST_UNITS = 100000 };

struct run {
    struct collection c;
    struct searcher *searcher;
    struct dice dice;
    unsigned long asked, skipped, empty, wrong, units;
};

static void fail(struct run *r, const struct buf *query, const char *what, const struct buf *id)
{
    printf("DIFFERENT: %s\n  %s: %s\n", query->data, what, id->data);
    r->wrong++;
}

/* The first segment of the article that the docid belongs to. */
static const struct oracle_article *article_of(const struct collection *c, uint32_t docid)
{
    for (size_t i = 0; i < c->count; i++) {
        if (docid >= c->articles[i].docid && docid < c->articles[i].docid + c->articles[i].segments)
            return &c->articles[i];
    }
    return NULL;
}

static const struct oracle_article *article_by_id(const struct collection *c, struct view id)
{
    for (size_t i = 0; i < c->count; i++) {
        if (view_equal(view_of_buf(&c->articles[i].id), id))
            return &c->articles[i];
    }
    return NULL;
}

/* yes[i] for each article; false when the oracle cannot say. */
static bool decide(const struct run *r, const struct ask *q, bool *yes, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < r->c.count; i++) {
        enum answer answer = ask_holds(q, &r->c, &r->c.articles[i], (struct place){0});
        if (answer == ANSWER_TOO_MANY)
            return false;
        yes[i] = answer == ANSWER_YES;
        *count += yes[i];
    }
    return true;
}

static void compare_articles(struct run *r, const struct buf *query, const struct search_settings *s, const bool *yes)
{
    struct matching m = {0};
    struct error err = {0};
    bool *found = mem_array(r->c.count, sizeof *found);
    if (search_matching(r->searcher, view_of_buf(query), s, &m, &err) != STATUS_OK) {
        printf("DIFFERENT: %s\n  refused: %s\n", query->data, err.text);
        r->wrong++;
        goto out;
    }
    for (size_t i = 0; i < m.count; i++) {
        const struct oracle_article *a = article_of(&r->c, m.docids[i]);
        if (a)
            found[a - r->c.articles] = true;
    }
    for (size_t i = 0; i < r->c.count; i++) {
        if (found[i] != yes[i])
            fail(r, query, found[i] ? "found, but does not match" : "not found", &r->c.articles[i].id);
    }
out:
    free(found);
    matching_release(&m);
}

/* Every article that is ranked matches, and none is missing when all are asked for. */
static void compare_ranking(struct run *r, const struct buf *query, struct search_settings s, const bool *yes, size_t count)
{
    struct results results = {0};
    struct error err = {0};
    s.unit = dice_roll(&r->dice, 2) ? UNIT_PASSAGES : UNIT_ARTICLES;
    s.limit = dice_roll(&r->dice, 4) == 0 ? 10 : r->c.count;
    if (search(r->searcher, view_of_buf(query), &s, &results, &err) != STATUS_OK) {
        printf("DIFFERENT: %s\n  search: %s\n", query->data, err.text);
        r->wrong++;
    } else if (results.count != (count < s.limit ? count : s.limit)) {
        printf("DIFFERENT: %s\n  %zu of %zu articles ranked\n", query->data, results.count, count);
        r->wrong++;
    }
    for (size_t i = 0; i < results.count; i++) {
        const struct oracle_article *a = article_by_id(&r->c, results.items[i].fields.article.id);
        if (!a || !yes[a - r->c.articles])
            fail(r, query, "ranked, but does not match", &results.items[i].id);
    }
    if (results.matches_exact && results.matches != count) {
        printf("DIFFERENT: %s\n  %llu articles counted, not %zu\n", query->data, (unsigned long long)results.matches, count);
        r->wrong++;
    }
    results_release(&results);
}

/* With --within, the query holds inside every unit; and a phrase or proximity shows in every sentence where the article has such a sentence. */
static void compare_units(struct run *r, const struct ask *q, const struct buf *query, struct search_settings s)
{
    struct results results = {0};
    struct error err = {0};
    static const enum unit units[] = {UNIT_PASSAGES, UNIT_PARAGRAPHS, UNIT_SENTENCES};
    s.unit = units[dice_roll(&r->dice, 3)];
    s.within_unit = true;
    s.limit = 300;
    if (search(r->searcher, view_of_buf(query), &s, &results, &err) != STATUS_OK) {
        printf("DIFFERENT: %s\n  within: %s\n", query->data, err.text);
        r->wrong++;
    }
    for (size_t i = 0; i < results.count && results.query.term_count > 0; i++) {
        const struct result *item = &results.items[i];
        const struct oracle_article *a = article_by_id(&r->c, item->fields.article.id);
        struct place place = {true, item->start, item->end};
        if (!a || ask_holds(q, &r->c, a, place) == ANSWER_NO)
            fail(r, query, "the unit does not hold the query", &item->id);
        r->units++;
    }
    results_release(&results);
}

/* The best passage of an article shows a phrase or proximity that is asked for, where the text does. */
static void compare_passages(struct run *r, const struct ask *q, const struct buf *query, struct search_settings s)
{
    struct results results = {0};
    struct error err = {0};
    if (q->kind != ASK_NEAR && q->kind != ASK_PHRASE)
        return;
    s.unit = UNIT_SENTENCES;
    s.per_article = 1;
    if (search(r->searcher, view_of_buf(query), &s, &results, &err) != STATUS_OK)
        r->wrong++;
    for (size_t i = 0; i < results.count; i++) {
        const struct result *item = &results.items[i];
        const struct oracle_article *a = article_by_id(&r->c, item->fields.article.id);
        bool shown = a && ask_holds(q, &r->c, a, (struct place){true, item->start, item->end}) != ANSWER_NO;
        bool could = false;
        for (size_t k = 0; a && k < a->count && !shown && !could; k++) {
            const struct oracle_token *t = &a->tokens[k];
            uint32_t end = t->end;
            for (size_t j = k; j < a->count && a->tokens[j].sentence == t->sentence; j++)
                end = a->tokens[j].end > end ? a->tokens[j].end : end;
            bool begins = t->part == PART_TEXT && (k == 0 || a->tokens[k - 1].sentence != t->sentence);
            could = begins && ask_holds(q, &r->c, a, (struct place){true, t->start, end}) == ANSWER_YES;
        }
        if (!shown && could)
            fail(r, query, "another sentence shows what was asked for", &item->id);
        r->units++;
    }
    results_release(&results);
}

/* Nothing but words: asked for with all of them, because any part of any of them is enough to be ranked. */
static bool is_plain(const struct ask *q)
{
    if (q->kind != ASK_BAG)
        return q->kind == ASK_WORD;
    for (int i = 0; i < q->count; i++) {
        if (q->children[i]->kind != ASK_WORD || q->children[i]->must)
            return false;
    }
    return true;
}

static void ask_one(struct run *r)
{
    struct ask *q = ask_make(&r->dice, &r->c, DEPTH, false);
    struct buf query = {0};
    struct search_settings s;
    bool *yes = mem_array(r->c.count, sizeof *yes);
    size_t count = 0;
    search_settings_default(&s);
    s.syntax = SYNTAX_FULL;
    s.timeout = 0;
    s.candidates = MOST_UNITS;
    ask_write(q, &query);
    bool plain = is_plain(q);
    s.all_words = plain;
    if (plain)
        ask_demand_all(q, &r->c);
    if (!decide(r, q, yes, &count)) {
        r->skipped++;
    } else {
        r->asked++;
        r->empty += count == 0;
        compare_articles(r, &query, &s, yes);
        compare_ranking(r, &query, s, yes, count);
        compare_units(r, q, &query, s);
        compare_passages(r, q, &query, s);
    }
    free(yes);
    buf_release(&query);
    ask_free(q);
}

int main(int argc, char **argv)
{
    struct run r = {0};
    struct store_reader *reader = NULL;
    struct error err = {0};
    if (argc != 4) {
        fprintf(stderr, "usage: test_oracle INDEX QUERIES SEED\n");
        return 2;
    }
    unsigned long wanted = strtoul(argv[2], NULL, 10);
    struct buf topics = {0};
    buf_printf(&topics, "%s-topic", argv[1]);
    r.c.topics = topics.data;
    r.dice.state = strtoul(argv[3], NULL, 10) * 2654435761U + 88172645463325252U;
    if (store_reader_open(argv[1], &reader, &err) != STATUS_OK || collection_read(&r.c, reader, &err) != STATUS_OK ||
        searcher_open(argv[1], &r.searcher, &err) != STATUS_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 3;
    }
    while (r.asked < wanted && r.wrong < 20)
        ask_one(&r);
    printf("%zu articles, %lu queries (%lu more were too many ways for the oracle), %lu without an answer, %lu units looked into: "
           "%lu differences\n",
           r.c.count, r.asked, r.skipped, r.empty, r.units, r.wrong);
    searcher_close(r.searcher);
    store_reader_close(reader);
    collection_release(&r.c);
    buf_release(&topics);
    return r.wrong > 0;
}
