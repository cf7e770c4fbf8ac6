#include "tests/oracle/oracle_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- where something stands ---- */

enum { MOST_WAYS = 1500 };

static bool is_seen(const struct view_of_article *v, const struct oracle_token *t)
{
    if (v->place.inside && t->part == PART_TEXT && (t->start < v->place.start || t->end > v->place.end))
        return false;
    if (!v->scope)
        return t->part == PART_TEXT || (t->part == PART_TITLE && !v->place.inside);
    if (strcmp(v->scope, "title") == 0)
        return t->part == PART_TITLE;
    if (strcmp(v->scope, "author") == 0)
        return t->part == PART_AUTHOR;
    return t->part == PART_TEXT && t->paragraph < 2;
}

static void add_way(struct ways *w, const struct way *way)
{
    for (size_t i = 0; i < w->count; i++) {
        if (w->items[i].count == way->count && memcmp(w->items[i].words, way->words, way->count * sizeof *way->words) == 0)
            return;
    }
    if (w->count >= MOST_WAYS) {
        w->too_many = true;
        return;
    }
    mem_grow(&w->items, &w->cap, w->count, sizeof *w->items);
    w->items[w->count++] = *way;
}

/* The words `first` to `last` in a row. */
static void add_row(struct ways *w, uint32_t first, uint32_t last)
{
    struct way way = {.count = 0};
    for (uint32_t i = first; i <= last && way.count < 64; i++)
        way.words[way.count++] = i;
    add_way(w, &way);
}

static uint32_t sentence_of(const struct view_of_article *v, uint32_t word)
{
    for (size_t i = 0; i < v->a->count; i++) {
        if (v->a->tokens[i].first == word)
            return v->a->tokens[i].sentence;
    }
    return 0;
}

static uint32_t paragraph_of(const struct view_of_article *v, uint32_t word)
{
    for (size_t i = 0; i < v->a->count; i++) {
        if (v->a->tokens[i].first == word)
            return v->a->tokens[i].paragraph + 1000000U * (unsigned)v->a->tokens[i].part;
    }
    return 0;
}

/* ---- typed words ---- */

static bool same(const struct view_of_article *v, const struct oracle_token *t, const struct word *w, bool exact)
{
    bool by_text = exact || (v->scope && strcmp(v->scope, "author") == 0);
    return by_text ? strcmp(t->text, w->text) == 0 : strcmp(t->stem, w->stem) == 0;
}

/* Which of the typed token's forms count: of IT the dotted one alone, of $3.5bn the longest one. */
static bool is_form_of(const struct tokens *typed, size_t main, size_t i)
{
    const struct token *m = &typed->items[main], *t = &typed->items[i];
    return t->position == m->position && t->start == m->start && t->end == m->end && (i == main || (t->flags & TOKEN_VARIANT));
}

static bool matches_main(const struct view_of_article *v, const struct tokens *typed, size_t main, const struct oracle_token *t,
                         bool exact)
{
    const struct word *dotted = NULL;
    for (size_t i = 0; i < typed->count; i++) {
        const struct word *w = typed->items[i].word;
        if (i != main && is_form_of(typed, main, i) && !w->is_number && strchr(w->text, '.') &&
            !strchr(typed->items[main].word->text, '.'))
            dotted = w;
    }
    if (dotted)
        return same(v, t, dotted, exact);
    for (size_t i = 0; i < typed->count; i++) {
        if (is_form_of(typed, main, i) && same(v, t, typed->items[i].word, exact))
            return true;
    }
    return false;
}

/* The typed words from token `from` on, read at word `at` of the text: every word that they may end with goes to `ends`. */
static void read_on(const struct view_of_article *v, const struct tokens *typed, size_t from, uint32_t at, uint32_t sentence,
                    bool exact, uint32_t begin, struct ways *out)
{
    if (from >= typed->count) {
        add_row(out, begin, at - 1);
        return;
    }
    /* The source word at `from`: tokens up to `to`. */
    size_t to = from + 1;
    uint32_t end = typed->items[from].end;
    for (; to < typed->count && typed->items[to].start < end; to++)
        end = typed->items[to].end > end ? typed->items[to].end : end;
    const struct word *number = NULL;
    for (size_t i = from + 1; i < to; i++) {
        if (typed->items[from].word->is_number && typed->items[i].word->is_number && (typed->items[i].flags & TOKEN_VARIANT) &&
            typed->items[i].position == typed->items[from].position)
            number = typed->items[i].word;
    }
    for (size_t k = 0; k < v->a->count; k++) {
        const struct oracle_token *t = &v->a->tokens[k];
        if (t->first != at || t->sentence != sentence || !is_seen(v, t))
            continue;
        if (number) {
            if (same(v, t, number, exact))
                read_on(v, typed, to, t->last + 1, sentence, exact, begin, out);
            continue;
        }
        /* One form of the whole. */
        for (size_t i = from + 1; i < to; i++) {
            const struct token *w = &typed->items[i];
            if ((w->flags & TOKEN_VARIANT) && w->position == typed->items[from].position && w->end == end &&
                w->end > typed->items[from].end && same(v, t, w->word, exact))
                read_on(v, typed, to, t->last + 1, sentence, exact, begin, out);
        }
        /* Its parts, the first of which stands here. */
        if (!matches_main(v, typed, from, t, exact))
            continue;
        size_t next = from + 1;
        while (next < to && (typed->items[next].flags & TOKEN_VARIANT))
            next++;
        read_on(v, typed, next < to ? next : to, t->last + 1, sentence, exact, begin, out);
    }
}

static bool begins_here(const struct view_of_article *v, const struct tokens *typed, const struct oracle_token *t, bool exact)
{
    for (size_t i = 0; i < typed->count; i++) {
        if (typed->items[i].position == typed->items[0].position && same(v, t, typed->items[i].word, exact))
            return true;
    }
    return false;
}

static void find_typed(struct view_of_article *v, const char *text, bool exact, struct ways *out)
{
    struct tokens typed = {0};
    uint32_t last = 0;
    analyser_set_language(v->c->analyser, VIEW("en"));
    analyse(v->c->analyser, view_of(text), ANALYSE_QUERY, &typed);
    for (size_t i = 0; i < v->a->count && typed.count > 0; i++) {
        const struct oracle_token *t = &v->a->tokens[i];
        if (t->first == last || !is_seen(v, t) || !begins_here(v, &typed, t, exact))
            continue;
        last = t->first;
        read_on(v, &typed, 0, t->first, t->sentence, exact, t->first, out);
    }
    tokens_release(&typed);
}

/* ---- proximity ---- */

static bool share(const struct way *x, const struct way *y)
{
    for (unsigned i = 0; i < x->count; i++) {
        for (unsigned j = 0; j < y->count; j++) {
            if (x->words[i] == y->words[j])
                return true;
        }
    }
    return false;
}

static bool are_near(const struct view_of_article *v, const struct ask *q, const struct way *l, const struct way *r)
{
    uint32_t l0 = l->words[0], l1 = l->words[l->count - 1], r0 = r->words[0], r1 = r->words[r->count - 1];
    if (share(l, r) || paragraph_of(v, l0) != paragraph_of(v, r0) || (q->ordered && l1 >= r0))
        return false;
    if (q->unit == 'p')
        return true;
    if (q->unit == 's')
        return sentence_of(v, l0) == sentence_of(v, l1) && sentence_of(v, r0) == sentence_of(v, r1) &&
               sentence_of(v, l0) == sentence_of(v, r0);
    uint32_t apart = l1 < r0 ? r0 - l1 : r1 < l0 ? l0 - r1 : 0;
    return apart <= (uint32_t)q->number;
}

static int by_word(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void join(const struct way *l, const struct way *r, struct ways *out)
{
    struct way both = *l;
    if (l->count + r->count > 64) {
        out->too_many = true;
        return;
    }
    memcpy(both.words + both.count, r->words, r->count * sizeof *r->words);
    both.count += r->count;
    qsort(both.words, both.count, sizeof *both.words, by_word);
    add_way(out, &both);
}

static void find_near(struct view_of_article *v, const struct ask *q, struct ways *out)
{
    struct ways left = {0}, right = {0};
    ask_ways(v, q->children[0], &left);
    if (left.count > 0)
        ask_ways(v, q->children[1], &right);
    for (size_t i = 0; i < left.count; i++) {
        for (size_t j = 0; j < right.count; j++) {
            if (are_near(v, q, &left.items[i], &right.items[j]))
                join(&left.items[i], &right.items[j], out);
        }
    }
    out->too_many = out->too_many || left.too_many || right.too_many;
    free(left.items);
    free(right.items);
}

void ask_ways(struct view_of_article *v, const struct ask *q, struct ways *out)
{
    switch (q->kind) {
    case ASK_WORD:
        find_typed(v, q->text, false, out);
        break;
    case ASK_EXACT:
    case ASK_PHRASE:
        find_typed(v, q->text, true, out);
        break;
    case ASK_PATTERN:
    case ASK_FUZZY:
        out->too_many = out->too_many || ask_stands_for_too_many(q, v->c);
        for (size_t i = 0; i < v->a->count && !out->too_many; i++) {
            const struct oracle_token *t = &v->a->tokens[i];
            if (is_seen(v, t) && ask_fits(q, t->text))
                add_row(out, t->first, t->last);
        }
        break;
    case ASK_NEAR:
        find_near(v, q, out);
        break;
    default:
        for (int i = 0; i < q->count; i++)
            ask_ways(v, q->children[i], out);
    }
}
