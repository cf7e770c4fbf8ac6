#include "tests/oracle/oracle_parts.h"

#include <stdlib.h>
#include <string.h>

static bool is_leaf(const struct ask *q)
{
    return q->kind <= ASK_FUZZY;
}

/* ---- how often ---- */

/* The most ways that have no stretch of words in common, by trying them in the order of their ends. */
static int count_apart(const struct ways *w)
{
    int count = 0;
    uint32_t behind = 0;
    for (;;) {
        const struct way *best = NULL;
        for (size_t i = 0; i < w->count; i++) {
            const struct way *x = &w->items[i];
            bool free_of_others = count == 0 || x->words[0] > behind;
            if (free_of_others && (!best || x->words[x->count - 1] < best->words[best->count - 1]))
                best = x;
        }
        if (!best)
            return count;
        behind = best->words[best->count - 1];
        count++;
    }
}

static enum answer has_ways(struct view_of_article *v, const struct ask *q)
{
    struct ways w = {0};
    ask_ways(v, q, &w);
    int needed = q->kind == ASK_ATLEAST ? q->number : 1;
    enum answer answer = w.too_many ? ANSWER_TOO_MANY : count_apart(&w) >= needed ? ANSWER_YES : ANSWER_NO;
    free(w.items);
    return answer;
}

/* ---- fields ---- */

static bool same_folded(struct view a, const char *b)
{
    struct buf x = {0}, y = {0};
    schema_fold(a, &x);
    schema_fold(view_of(b), &y);
    bool same = view_equal(view_of_buf(&x), view_of_buf(&y));
    buf_release(&x);
    buf_release(&y);
    return same;
}

static bool has_topic(struct view topics, const char *topic)
{
    size_t start = 0;
    for (size_t i = 0; i <= topics.len; i++) {
        if (i < topics.len && topics.ptr[i] != '\n')
            continue;
        struct view one = view_sub(topics, start, i);
        if (one.len > 0 && same_folded(one, topic))
            return true;
        start = i + 1;
    }
    return false;
}

static bool has_value(const struct oracle_article *a, const struct ask *q)
{
    if (strcmp(q->field, "topic") == 0)
        return has_topic(view_of_buf(&a->topics), q->text);
    const struct buf *exact = strcmp(q->field, "id") == 0     ? &a->id
                              : strcmp(q->field, "path") == 0 ? &a->path
                              : strcmp(q->field, "url") == 0  ? &a->url
                                                              : NULL;
    if (exact)
        return view_equal(view_of_buf(exact), view_of(q->text));
    const struct buf *value = strcmp(q->field, "source") == 0  ? &a->source
                              : strcmp(q->field, "place") == 0 ? &a->place
                                                               : &a->language;
    return value->len > 0 && same_folded(view_of_buf(value), q->text);
}

/* ---- logic ---- */

static enum answer holds(struct view_of_article *v, const struct ask *q);

static enum answer all_of(struct view_of_article *v, const struct ask *const *list, int count)
{
    enum answer result = ANSWER_YES;
    for (int i = 0; i < count; i++) {
        enum answer answer = holds(v, list[i]);
        if (answer == ANSWER_TOO_MANY)
            return answer;
        result = answer == ANSWER_NO ? ANSWER_NO : result;
    }
    return result;
}

static enum answer any_of(struct view_of_article *v, const struct ask *const *list, int count)
{
    enum answer result = ANSWER_NO;
    for (int i = 0; i < count; i++) {
        enum answer answer = holds(v, list[i]);
        if (answer == ANSWER_TOO_MANY)
            return answer;
        result = answer == ANSWER_YES ? ANSWER_YES : result;
    }
    return result;
}

/* A lone stop word of the query's language. */
static bool is_stop(const struct collection *c, const struct ask *q)
{
    struct tokens t = {0};
    if (q->kind != ASK_WORD)
        return false;
    analyser_set_language(c->analyser, VIEW("en"));
    analyse(c->analyser, view_of(q->text), ANALYSE_QUERY, &t);
    bool stop = t.count == 1 && t.items[0].word->is_stop;
    tokens_release(&t);
    return stop;
}

/* "a b": ranked by any of the words. What has +, and what is more than a word, must hold; where that says nothing about words, one of the others must. */
static enum answer bag_holds(struct view_of_article *v, const struct ask *q)
{
    const struct ask *needed[ASK_CHILDREN], *others[ASK_CHILDREN], *stops[ASK_CHILDREN];
    int n = 0, o = 0, s = 0;
    bool speaks = false;
    for (int i = 0; i < q->count; i++) {
        const struct ask *child = q->children[i];
        bool loose = (is_leaf(child) && child->kind != ASK_PHRASE) || child->kind == ASK_BAG || child->kind == ASK_OR;
        if (child->must || !loose) {
            needed[n++] = child;
            speaks = speaks || (child->kind != ASK_NOT && child->kind != ASK_VALUE && child->kind != ASK_DATE);
        } else if (is_stop(v->c, child)) {
            stops[s++] = child;
        } else {
            others[o++] = child;
        }
    }
    enum answer answer = all_of(v, needed, n);
    if (answer != ANSWER_YES || speaks)
        return answer;
    if (o > 0)
        return any_of(v, others, o);
    return s > 0 ? any_of(v, stops, s) : answer;
}

static enum answer scope_holds(struct view_of_article *v, const struct ask *q)
{
    struct view_of_article inner = *v;
    inner.scope = q->field;
    return holds(&inner, q->children[0]);
}

static enum answer holds(struct view_of_article *v, const struct ask *q)
{
    enum answer answer;
    switch (q->kind) {
    case ASK_AND:
        return all_of(v, (const struct ask *const *)q->children, q->count);
    case ASK_OR:
        return any_of(v, (const struct ask *const *)q->children, q->count);
    case ASK_BAG:
        return bag_holds(v, q);
    case ASK_NOT:
        answer = holds(v, q->children[0]);
        return answer == ANSWER_YES ? ANSWER_NO : answer == ANSWER_NO ? ANSWER_YES : answer;
    case ASK_SCOPE:
        return scope_holds(v, q);
    case ASK_VALUE:
        return has_value(v->a, q) ? ANSWER_YES : ANSWER_NO;
    case ASK_DATE:
        return v->a->has_date && v->a->published >= q->from && v->a->published < q->to ? ANSWER_YES : ANSWER_NO;
    default:
        return has_ways(v, q);
    }
}

void ask_demand_all(struct ask *q, const struct collection *c)
{
    bool has_other = false;
    for (int i = 0; i < q->count; i++)
        has_other = has_other || !is_stop(c, q->children[i]);
    for (int i = 0; i < q->count; i++)
        q->children[i]->must = !has_other || !is_stop(c, q->children[i]);
}

enum answer ask_holds(const struct ask *q, const struct collection *c, const struct oracle_article *a, struct place place)
{
    struct view_of_article v = {c, a, place, NULL};
    return holds(&v, q);
}
