#include "tests/oracle/oracle_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned dice_roll(struct dice *d, unsigned sides)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (unsigned)((d->state >> 11) % sides);
}

struct ask *ask_new(enum ask_kind kind)
{
    struct ask *q = mem_alloc(sizeof *q);
    q->kind = kind;
    return q;
}

void ask_free(struct ask *q)
{
    if (!q)
        return;
    for (int i = 0; i < q->count; i++)
        ask_free(q->children[i]);
    free(q);
}

void ask_add(struct ask *q, struct ask *child)
{
    q->children[q->count++] = child;
}

const struct oracle_article *ask_article(struct dice *d, const struct collection *c)
{
    return &c->articles[dice_roll(d, (unsigned)c->count)];
}

/* ---- words ---- */

/* Words that are more than letters, and some that are rare or nowhere. */
static const char *const special_words[] = {
    "F-16",         "F16",        "U.S.",    "N.A.T.O.", "NATO", "cease-fire", "ceasefire", "2.5%",   "$3.5bn",   "Zelenskiy's",
    "co-operation", "long-range", "O'Neill", "café",     "IT",   "WHO",        "quagga",    "and/or", "ten-year", "US"};

/* A typed word can be part of a query when no sign of the language is in it. */
static bool is_typable(struct view v)
{
    if (v.len == 0 || v.len > 40)
        return false;
    for (size_t i = 0; i < v.len; i++) {
        unsigned char ch = (unsigned char)v.ptr[i];
        if (ch < '0' && ch != '\'')
            return false;
        if (ch >= 0x80 || (ch > '9' && ch < 'A') || (ch > 'Z' && ch < 'a') || ch > 'z')
            return false;
    }
    return v.ptr[0] != '\'';
}

static bool is_operator(struct view v)
{
    return view_equal(v, VIEW("AND")) || view_equal(v, VIEW("OR")) || view_equal(v, VIEW("NOT")) || view_equal(v, VIEW("NEAR"));
}

/* A word out of a text, as it stands there; a row of up to `most` neighbours for phrases. */
void ask_pick(struct dice *d, const struct collection *c, unsigned most, char *out, size_t size)
{
    if (most == 1 && dice_roll(d, 8) == 0) {
        snprintf(out, size, "%s", special_words[dice_roll(d, sizeof special_words / sizeof *special_words)]);
        return;
    }
    for (int tries = 0; tries < 1000; tries++) {
        const struct oracle_article *a = ask_article(d, c);
        if (a->count < 20)
            continue;
        size_t at = dice_roll(d, (unsigned)a->count), len = 0;
        const struct oracle_token *first = &a->tokens[at];
        unsigned words = 0;
        for (; at < a->count && words < most && a->tokens[at].part == PART_TEXT && a->tokens[at].sentence == first->sentence;
             at++) {
            struct view v = view_sub(view_of_buf(&a->text), a->tokens[at].start, a->tokens[at].end);
            if (words > 0 && a->tokens[at].first == a->tokens[at - 1].first)
                continue;
            if (!is_typable(v) || is_operator(v) || len + v.len + 2 > size)
                break;
            len += (size_t)snprintf(out + len, size - len, "%s%.*s", words > 0 ? " " : "", (int)v.len, v.ptr);
            words++;
        }
        if (words == most)
            return;
    }
    snprintf(out, size, "pact");
}

static void lower(char *text)
{
    for (; *text; text++)
        *text = (char)(*text >= 'A' && *text <= 'Z' ? *text + 32 : *text);
}

static bool only_letters(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    return text[n] == 0 && n >= 5;
}

struct ask *ask_make_word(struct dice *d, const struct collection *c)
{
    unsigned roll = dice_roll(d, 10);
    struct ask *q = ask_new(roll < 6 ? ASK_WORD : roll < 8 ? ASK_EXACT : roll == 8 ? ASK_PATTERN : ASK_FUZZY);
    ask_pick(d, c, 1, q->text, sizeof q->text);
    if (q->kind != ASK_PATTERN && q->kind != ASK_FUZZY)
        return q;
    lower(q->text);
    size_t len = strlen(q->text);
    if (!only_letters(q->text) || len < 5) {
        q->kind = ASK_WORD;
    } else if (q->kind == ASK_PATTERN) {
        size_t at = 3 + dice_roll(d, (unsigned)len - 3);
        q->text[at] = '*';
        if (dice_roll(d, 2) == 0)
            q->text[at + 1] = 0;
    } else {
        q->number = 1 + (int)dice_roll(d, 2);
        size_t at = 3 + dice_roll(d, (unsigned)len - 3);
        q->text[at] = (char)('a' + dice_roll(d, 26));
    }
    return q;
}

static struct ask *make_phrase(struct dice *d, const struct collection *c)
{
    struct ask *q = ask_new(ASK_PHRASE);
    ask_pick(d, c, 1 + dice_roll(d, 4), q->text, sizeof q->text);
    return q;
}

/* ---- shapes ---- */

static struct ask *make_near(struct dice *d, const struct collection *c, int depth)
{
    struct ask *q = ask_new(ASK_NEAR);
    unsigned roll = dice_roll(d, 4);
    q->ordered = dice_roll(d, 3) == 0;
    q->unit = roll == 0 ? 's' : roll == 1 ? 'p' : 'w';
    q->number = 1 + (int)dice_roll(d, roll == 2 ? 50 : 8);
    ask_add(q, ask_make(d, c, depth - 1, true));
    ask_add(q, ask_make(d, c, depth - 1, true));
    return q;
}

static struct ask *make_level(struct dice *d, const struct collection *c, int depth, enum ask_kind kind, bool placed)
{
    struct ask *q = ask_new(kind);
    for (unsigned n = 2 + dice_roll(d, 2); n > 0; n--)
        ask_add(q, ask_make(d, c, depth - 1, placed));
    return q;
}

static struct ask *make_bag(struct dice *d, const struct collection *c, int depth)
{
    struct ask *q = ask_new(ASK_BAG);
    for (unsigned n = 2 + dice_roll(d, 3); n > 0; n--) {
        unsigned roll = dice_roll(d, 6);
        struct ask *child = roll < 4 ? ask_make_word(d, c) : ask_make(d, c, depth - 1, false);
        child->must = roll == 0 || (roll == 4 && dice_roll(d, 3) == 0);
        ask_add(q, child);
    }
    return q;
}

/* Weighs more, which decides nothing: what stands in a proximity, too. */
static struct ask *boost(struct dice *d, struct ask *q)
{
    if (dice_roll(d, 6) == 0)
        q->boost = 2 + (int)dice_roll(d, 8);
    return q;
}

static struct ask *make_any(struct dice *d, const struct collection *c, int depth, bool placed)
{
    unsigned roll = dice_roll(d, depth <= 0 ? 4 : placed ? 9 : 24);
    if (roll < 3)
        return ask_make_word(d, c);
    if (roll == 3)
        return make_phrase(d, c);
    if (roll < 7)
        return make_near(d, c, depth);
    if (roll < 9)
        return make_level(d, c, depth, ASK_OR, placed);
    if (roll < 12)
        return make_level(d, c, depth, ASK_AND, false);
    if (roll < 15)
        return make_bag(d, c, depth);
    if (roll < 19) {
        struct ask *q = ask_new(roll < 17 ? ASK_NOT : ASK_ATLEAST);
        q->number = 1 + (int)dice_roll(d, 4);
        ask_add(q, ask_make(d, c, depth - 1, q->kind == ASK_ATLEAST));
        return q;
    }
    return roll < 22 ? ask_make_scope(d, c, depth) : ask_make_field(d, c);
}

struct ask *ask_make(struct dice *d, const struct collection *c, int depth, bool placed)
{
    return boost(d, make_any(d, c, depth, placed));
}
