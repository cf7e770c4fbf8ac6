#include "query/syntax/parse.h"

#include "query/syntax/parse_parts.h"

#include <stdarg.h>
#include <stdio.h>

struct tree *parse_fail(struct parser *p, struct span place, const char *format, ...)
{
    char sentence[ERROR_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    if (!p->failed) {
        p->failed = true;
        p->lexer.mistake = place;
        error_set(p->err, STATUS_USAGE, "%s", sentence);
    }
    return NULL;
}

struct tree *parse_fail_and_free(struct tree *t)
{
    tree_free(t);
    return NULL;
}

void parse_advance(struct parser *p)
{
    struct span previous = p->now.place;
    if (!p->failed && lex_next(&p->lexer, &p->now, p->err) != STATUS_OK)
        p->failed = true;
    p->previous = previous;
}

const char *parse_name(const struct lexeme *l)
{
    static const char *const names[] = {
        [LEX_END] = "the end", [LEX_CLOSE] = ")",         [LEX_AND] = "AND",         [LEX_OR] = "OR",
        [LEX_NOT] = "NOT",     [LEX_MUST] = "+",          [LEX_NEAR] = "this",       [LEX_OPEN] = "(",
        [LEX_WORD] = "a word", [LEX_PHRASE] = "a phrase", [LEX_ATLEAST] = "atleast", [LEX_FIELD] = "a field",
    };
    return names[l->kind];
}

bool parse_enter(struct parser *p)
{
    if (p->depth++ < QUERY_MAX_DEPTH)
        return true;
    parse_fail(p, p->now.place, "the query is nested deeper than %d levels", QUERY_MAX_DEPTH);
    return false;
}

/* What an operator that was just taken works on. */
static bool has_operand(struct parser *p, struct lexeme operator_)
{
    enum lex_kind kind = p->now.kind;
    if (p->failed)
        return false;
    if (kind != LEX_END && kind != LEX_CLOSE && kind != LEX_AND && kind != LEX_OR && kind != LEX_NEAR)
        return true;
    struct view name = view_sub(p->lexer.query, operator_.place.start, operator_.place.end);
    parse_fail(p, operator_.place, "%.*s needs a word, a phrase or a group after it", (int)name.len, name.ptr);
    return false;
}

static struct tree *parse_near(struct parser *p)
{
    struct tree *left = parse_primary(p);
    while (left && !p->failed && p->now.kind == LEX_NEAR) {
        struct lexeme l = p->now;
        if (!parse_check_placed(p, left, "proximity"))
            return parse_fail_and_free(left);
        parse_advance(p);
        struct tree *right = has_operand(p, l) ? parse_primary(p) : NULL;
        if (!right || !parse_check_placed(p, right, "proximity")) {
            tree_free(right);
            return parse_fail_and_free(left);
        }
        struct tree *near = tree_new(TREE_NEAR, (struct span){left->place.start, right->place.end});
        near->number = l.number;
        near->unit = l.unit;
        near->ordered = l.ordered;
        tree_add(near, left);
        tree_add(near, right);
        left = near;
        if (++p->depth > QUERY_MAX_DEPTH) {
            parse_fail(p, l.place, "the query is nested deeper than %d levels", QUERY_MAX_DEPTH);
            return parse_fail_and_free(left);
        }
    }
    if (p->failed)
        return parse_fail_and_free(left);
    return left;
}

static struct tree *parse_unary(struct parser *p)
{
    struct lexeme l = p->now;
    if (l.kind != LEX_NOT && l.kind != LEX_MUST)
        return parse_near(p);
    if (!parse_enter(p))
        return NULL;
    parse_advance(p);
    struct tree *t = has_operand(p, l) ? parse_unary(p) : NULL;
    p->depth--;
    if (!t)
        return NULL;
    if (l.kind == LEX_MUST) {
        t->must = true;
        t->place.start = l.place.start;
        return t;
    }
    if (t->kind == TREE_SCOPE && t->count == 0) {
        parse_fail(p, t->place, "in: cannot be excluded; -title:word can");
        return parse_fail_and_free(t);
    }
    struct tree *not = tree_new(TREE_NOT, (struct span){l.place.start, t->place.end});
    tree_add(not, t);
    return not ;
}

static struct tree *unwrap_single(struct tree *t)
{
    if (t->count != 1)
        return t;
    struct tree *only = t->children[0];
    t->count = 0;
    tree_free(t);
    return only;
}

/* Give every in:title of a bag all of the bag's words: one scope around them. */
static struct tree *apply_in(struct parser *p, struct tree *bag)
{
    struct tree *inside = tree_new(TREE_BAG, bag->place), *scope = NULL;
    size_t kept = 0;
    for (size_t i = 0; i < bag->count; i++) {
        struct tree *child = bag->children[i];
        if (child->kind == TREE_SCOPE && child->count == 0) {
            if (scope)
                parse_fail(p, child->place, "in: stands twice beside the same words");
            tree_free(scope);
            scope = child;
        } else if (child->kind == TREE_VALUE || child->kind == TREE_DATE || child->kind == TREE_SCOPE) {
            bag->children[kept++] = child;
        } else {
            tree_add(inside, child);
        }
    }
    bag->count = kept;
    if (!scope) {
        for (size_t i = 0; i < inside->count; i++)
            tree_add(bag, inside->children[i]);
        inside->count = 0;
        tree_free(inside);
        return bag;
    }
    tree_add(bag, scope);
    if (inside->count == 0 || p->failed) {
        parse_fail(p, scope->place, "in:%s needs words beside it", scope->field->name);
        tree_free(inside);
        return parse_fail_and_free(bag);
    }
    tree_add(scope, unwrap_single(inside));
    return bag;
}

static bool has_bare_scope(const struct tree *bag)
{
    for (size_t i = 0; i < bag->count; i++) {
        if (bag->children[i]->kind == TREE_SCOPE && bag->children[i]->count == 0)
            return true;
    }
    return false;
}

static bool ends_bag(enum lex_kind kind)
{
    return kind == LEX_END || kind == LEX_CLOSE || kind == LEX_AND || kind == LEX_OR;
}

static struct tree *parse_bag(struct parser *p)
{
    struct tree *bag = tree_new(TREE_BAG, p->now.place);
    while (!p->failed && !ends_bag(p->now.kind)) {
        unsigned depth = p->depth;
        if (p->now.kind == LEX_NEAR) {
            struct view name = view_sub(p->lexer.query, p->now.place.start, p->now.place.end);
            parse_fail(p, p->now.place, "%.*s needs a word, a phrase or a group before it", (int)name.len, name.ptr);
            break;
        }
        struct tree *child = parse_unary(p);
        p->depth = depth;
        if (!child)
            break;
        tree_add(bag, child);
        bag->place.end = child->place.end;
    }
    if (!p->failed && bag->count == 0 && (p->now.kind == LEX_AND || p->now.kind == LEX_OR))
        parse_fail(p, p->now.place, "%s needs a word, a phrase or a group before it", parse_name(&p->now));
    if (p->failed || bag->count == 0)
        return parse_fail_and_free(bag);
    if (has_bare_scope(bag))
        bag = apply_in(p, bag);
    return bag ? unwrap_single(bag) : NULL;
}

/* Operands of one AND or OR level, between which the operator stands. */
static struct tree *parse_level(struct parser *p, enum lex_kind operator_, enum tree_kind kind,
                                struct tree *(*operand)(struct parser *))
{
    struct tree *level = tree_new(kind, p->now.place);
    for (;;) {
        struct tree *child = operand(p);
        if (!child)
            return parse_fail_and_free(level);
        tree_add(level, child);
        level->place.end = child->place.end;
        if (p->failed || p->now.kind != operator_)
            break;
        struct lexeme l = p->now;
        parse_advance(p);
        if (!has_operand(p, l))
            return parse_fail_and_free(level);
    }
    if (p->failed)
        return parse_fail_and_free(level);
    return unwrap_single(level);
}

static struct tree *parse_and(struct parser *p)
{
    return parse_level(p, LEX_AND, TREE_AND, parse_bag);
}

struct tree *parse_or(struct parser *p)
{
    return parse_level(p, LEX_OR, TREE_OR, parse_and);
}

static struct tree *parse_all(struct parser *p)
{
    parse_advance(p);
    if (p->failed)
        return NULL;
    if (p->now.kind == LEX_END)
        return parse_fail(p, p->now.place, "the query has no word to search for");
    if (p->now.kind == LEX_CLOSE)
        return parse_fail(p, p->now.place, "there is no ( for this )");
    struct tree *t = parse_or(p);
    if (t && p->now.kind == LEX_CLOSE)
        parse_fail(p, p->now.place, "there is no ( for this )");
    struct span beyond;
    size_t words = t && !p->failed ? tree_count_bound_words(t, QUERY_MAX_WORDS, &beyond) : 0;
    if (words > QUERY_MAX_WORDS)
        parse_fail(p, beyond, "operators, quotes and fields here are about %zu words, more than %d", words, QUERY_MAX_WORDS);
    return p->failed ? parse_fail_and_free(t) : t;
}

enum status parse_query(struct view query, int64_t now, struct tree **out, struct span *mistake, struct error *err)
{
    struct parser p = {.lexer = {.query = query}, .time = now, .err = err};
    if (query.len > QUERY_MAX_BYTES) {
        *mistake = (struct span){QUERY_MAX_BYTES, QUERY_MAX_BYTES};
        return error_set(err, STATUS_USAGE, "the query has %zu bytes, more than %d", query.len, QUERY_MAX_BYTES);
    }
    struct tree *t = parse_all(&p);
    if (!t) {
        *mistake = p.lexer.mistake;
        return STATUS_USAGE;
    }
    *out = t;
    return STATUS_OK;
}
