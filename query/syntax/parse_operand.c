#include "query/syntax/parse_parts.h"

static struct tree *parse_word(struct parser *p)
{
    struct tree *t = tree_new(p->now.word, p->now.place);
    t->text = p->now.text;
    t->boost = p->now.boost;
    t->number = p->now.number;
    parse_advance(p);
    return t;
}

/* "a b c"~5: each word within so many of those before it. */
static struct tree *spread_phrase(struct tree *phrase, unsigned window)
{
    struct tree *result = NULL;
    struct view text = phrase->text;
    for (size_t at = 0, end; at < text.len; at = end) {
        for (end = at; end < text.len && (unsigned char)text.ptr[end] > ' ';)
            end++;
        struct view word = view_sub(text, at, end);
        end += end == at;
        if (lex_count_words(word) == 0)
            continue;
        struct tree *leaf = tree_new(TREE_EXACT, phrase->place);
        leaf->text = word;
        if (!result) {
            result = leaf;
            continue;
        }
        struct tree *near = tree_new(TREE_NEAR, phrase->place);
        near->number = window;
        tree_add(near, result);
        tree_add(near, leaf);
        result = near;
    }
    if (!result)
        return phrase;
    result->boost = phrase->boost;
    tree_free(phrase);
    return result;
}

static struct tree *parse_phrase(struct parser *p)
{
    struct lexeme l = p->now;
    size_t words = lex_count_words(l.text);
    if (words > QUERY_MAX_PHRASE_WORDS)
        return parse_fail(p, l.place, "this phrase has %zu words, more than %d", words, QUERY_MAX_PHRASE_WORDS);
    if (++p->phrases > QUERY_MAX_PHRASES)
        return parse_fail(p, l.place, "the query has more than %d phrases", QUERY_MAX_PHRASES);
    struct tree *t = tree_new(TREE_PHRASE, l.place);
    t->text = l.text;
    t->boost = l.boost;
    parse_advance(p);
    return l.number > 0 ? spread_phrase(t, l.number) : t;
}

/* From a ( that is at hand to its ). */
static struct tree *parse_group(struct parser *p)
{
    struct span open = p->now.place;
    if (!parse_enter(p))
        return NULL;
    parse_advance(p);
    if (!p->failed && p->now.kind == LEX_CLOSE)
        return parse_fail(p, (struct span){open.start, p->now.place.end}, "there is nothing between these parentheses");
    if (!p->failed && p->now.kind == LEX_END)
        return parse_fail(p, open, "this parenthesis has no end: a ) was expected");
    struct tree *t = p->failed ? NULL : parse_or(p);
    if (!t)
        return NULL;
    if (p->now.kind != LEX_CLOSE) {
        parse_fail(p, open, "this parenthesis has no end: a ) was expected");
        return parse_fail_and_free(t);
    }
    t->boost *= p->now.boost;
    t->place = (struct span){open.start, p->now.place.end};
    p->depth--;
    parse_advance(p);
    return t;
}

/* Whether something that can be counted or stand in a proximity: words, phrases, OR between them, proximity. */
static const struct tree *find_unplaced(const struct tree *t)
{
    bool fits = tree_is_word(t) || t->kind == TREE_PHRASE || t->kind == TREE_NEAR || t->kind == TREE_BAG || t->kind == TREE_OR;
    if (!fits || t->must)
        return t;
    for (size_t i = 0; i < t->count; i++) {
        const struct tree *unplaced = find_unplaced(t->children[i]);
        if (unplaced)
            return unplaced;
    }
    return NULL;
}

bool parse_check_placed(struct parser *p, const struct tree *t, const char *where)
{
    const struct tree *unplaced = find_unplaced(t);
    if (!unplaced)
        return true;
    parse_fail(p, unplaced->place, "%s takes words, phrases, OR and further proximity, but no condition on the whole article",
               where);
    return false;
}

static struct tree *parse_atleast(struct parser *p)
{
    struct lexeme l = p->now;
    parse_advance(p);
    struct tree *child = p->failed ? NULL : parse_group(p);
    if (!child)
        return NULL;
    if (!parse_check_placed(p, child, "atleast"))
        return parse_fail_and_free(child);
    struct tree *t = tree_new(TREE_ATLEAST, (struct span){l.place.start, p->previous.end});
    t->number = l.number;
    t->boost = child->boost;
    child->boost = 1;
    tree_add(t, child);
    return t;
}

/* A scope that stands inside of `t`, or NULL. */
static const struct tree *find_scope(const struct tree *t)
{
    const struct tree *found = t->kind == TREE_SCOPE ? t : NULL;
    for (size_t i = 0; i < t->count && !found; i++)
        found = find_scope(t->children[i]);
    return found;
}

static struct tree *parse_scope(struct parser *p)
{
    struct lexeme l = p->now;
    struct tree *child = NULL;
    parse_advance(p);
    if (p->failed)
        return NULL;
    bool touches = p->now.place.start == l.place.end;
    if (touches && p->now.kind == LEX_OPEN)
        child = parse_group(p);
    else if (touches && p->now.kind == LEX_PHRASE)
        child = parse_phrase(p);
    else if (touches && p->now.kind == LEX_WORD)
        child = parse_word(p);
    else
        return parse_fail(p, l.place, "%s: needs a word, a phrase or a group right behind it", l.field->name);
    const struct tree *inner = child ? find_scope(child) : NULL;
    if (inner) {
        parse_fail(p, inner->place, "%s: cannot stand inside %s:", inner->field->name, l.field->name);
        return parse_fail_and_free(child);
    }
    if (!child)
        return NULL;
    struct tree *t = tree_new(TREE_SCOPE, (struct span){l.place.start, p->previous.end});
    t->field = l.field;
    tree_add(t, child);
    return t;
}

static struct tree *parse_value(struct parser *p)
{
    struct lexeme l = p->now;
    bool date = l.field->use == FIELD_USE_DATE;
    struct tree *t = tree_new(date ? TREE_DATE : TREE_VALUE, l.place);
    t->field = l.field;
    t->text = l.text;
    if (date && date_range_parse(l.text, p->time, &t->dates, p->err) != STATUS_OK) {
        p->failed = true;
        uint32_t start = l.place.start + (uint32_t)(sizeof "date:" - 1);
        p->lexer.mistake = (struct span){start, l.place.end};
        return parse_fail_and_free(t);
    }
    parse_advance(p);
    return t;
}

/* in:title becomes a scope without a child; the bag around it gives it one. */
static struct tree *parse_in(struct parser *p)
{
    struct lexeme l = p->now;
    const struct query_field *field = query_field_find(l.text);
    if (!field || (field->use != FIELD_USE_TITLE && field->use != FIELD_USE_LEAD))
        return parse_fail(p, l.place, "in: takes title or lead");
    struct tree *t = tree_new(TREE_SCOPE, l.place);
    t->field = field;
    parse_advance(p);
    return t;
}

struct tree *parse_primary(struct parser *p)
{
    if (p->failed)
        return NULL;
    switch (p->now.kind) {
    case LEX_WORD:
        return parse_word(p);
    case LEX_PHRASE:
        return parse_phrase(p);
    case LEX_OPEN:
        return parse_group(p);
    case LEX_ATLEAST:
        return parse_atleast(p);
    case LEX_FIELD:
        if (p->now.field->use == FIELD_USE_IN)
            return parse_in(p);
        return query_field_is_scope(p->now.field) ? parse_scope(p) : parse_value(p);
    default:
        return parse_fail(p, p->now.place, "a word, a phrase or a ( was expected here, not %s", parse_name(&p->now));
    }
}
