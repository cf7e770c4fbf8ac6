#include "query/syntax/lex.h"

#include "query/syntax/lex_word.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Length of the double quote at `at`: " or the typographic forms; 0 when there is none. */
static size_t quote_at(struct view query, size_t at)
{
    struct view rest = view_sub(query, at, query.len);
    if (rest.len > 0 && rest.ptr[0] == '"')
        return 1;
    static const char *const forms[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\x9F"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (view_starts_with(rest, view_of(forms[i])))
            return 3;
    }
    return 0;
}

static size_t space_end(struct view query, size_t at)
{
    while (at < query.len && is_space(query.ptr[at]))
        at++;
    return at;
}

static size_t word_end(struct view query, size_t at)
{
    while (at < query.len && !is_space(query.ptr[at]) && query.ptr[at] != '(' && query.ptr[at] != ')' && quote_at(query, at) == 0)
        at++;
    return at;
}

/* A value may hold parentheses as long as they are balanced: url:https://example.org/a_(b). */
static size_t value_end(struct view query, size_t at)
{
    size_t open = 0;
    for (; at < query.len && !is_space(query.ptr[at]) && quote_at(query, at) == 0; at++) {
        if (query.ptr[at] == '(')
            open++;
        else if (query.ptr[at] == ')' && open-- == 0)
            break;
    }
    return at;
}

enum status lex_mistake(struct lexer *l, size_t start, size_t end, struct error *err, const char *sentence)
{
    l->mistake = (struct span){(uint32_t)start, (uint32_t)end};
    return error_set(err, STATUS_USAGE, "%s", sentence);
}

/* From the opening quote at `at`: what stands inside, and where it ends. */
static enum status read_quoted(struct lexer *l, size_t at, struct view *inside, size_t *end, struct error *err)
{
    size_t from = at + quote_at(l->query, at);
    for (size_t i = from; i < l->query.len; i++) {
        size_t closing = quote_at(l->query, i);
        if (closing == 0)
            continue;
        *inside = view_sub(l->query, from, i);
        *end = i + closing;
        return STATUS_OK;
    }
    return lex_mistake(l, at, at + 1, err, "this quote has no end: a closing \" was expected");
}

/* ^2 right behind a phrase or a parenthesis. */
static enum status read_boost(struct lexer *l, size_t *at, double *boost, struct error *err)
{
    if (*at >= l->query.len || l->query.ptr[*at] != '^')
        return STATUS_OK;
    size_t end = word_end(l->query, *at);
    if (!lex_number(view_sub(l->query, *at + 1, end), boost))
        return STATUS_OK;
    if (*boost <= 0 || *boost > QUERY_BOOST_MAX)
        return lex_mistake(l, *at, end, err, LEX_BAD_BOOST);
    *at = end;
    return STATUS_OK;
}

static enum status read_slop(struct lexer *l, size_t *at, unsigned *words, struct error *err)
{
    size_t end = *at + 1;
    if (*at >= l->query.len || l->query.ptr[*at] != '~')
        return STATUS_OK;
    while (end < l->query.len && l->query.ptr[end] >= '0' && l->query.ptr[end] <= '9')
        end++;
    if (end == *at + 1)
        return STATUS_OK;
    if (!lex_count(view_sub(l->query, *at + 1, end), QUERY_WINDOW_MAX, words))
        return lex_mistake(l, *at, end, err, LEX_BAD_WINDOW);
    *at = end;
    return STATUS_OK;
}

/* A pattern between quotes would silently be none: words of a phrase are compared as they stand. */
static enum status check_stars(struct lexer *l, struct view inside, struct error *err)
{
    size_t from = (size_t)(inside.ptr - l->query.ptr);
    for (size_t i = 1; i < inside.len; i++) {
        bool behind_word = (unsigned char)inside.ptr[i - 1] >= 0x80 || lex_is_ascii_word(inside.ptr[i - 1]);
        if (inside.ptr[i] == '*' && behind_word)
            return lex_mistake(l, from + i, from + i + 1, err, "a * between quotes is no pattern: a pre/1 b* is a phrase with one");
    }
    return STATUS_OK;
}

static enum status read_phrase(struct lexer *l, size_t start, struct lexeme *out, struct error *err)
{
    size_t end = start;
    out->kind = LEX_PHRASE;
    enum status status = read_quoted(l, start, &out->text, &end, err);
    if (status == STATUS_OK && !lex_has_word(out->text))
        status = lex_mistake(l, start, end, err, "there is no word between these quotes");
    if (status == STATUS_OK)
        status = check_stars(l, out->text, err);
    if (status == STATUS_OK)
        status = read_slop(l, &end, &out->number, err);
    if (status == STATUS_OK)
        status = read_boost(l, &end, &out->boost, err);
    out->place.end = (uint32_t)end;
    return status;
}

/* A field whose value is no word of the text: the value is taken as it stands. */
static enum status read_value(struct lexer *l, struct lexeme *out, struct error *err)
{
    size_t at = out->place.end, end = at;
    enum status status = STATUS_OK;
    if (quote_at(l->query, at) > 0) {
        status = read_quoted(l, at, &out->text, &end, err);
    } else {
        end = value_end(l->query, at);
        out->text = view_sub(l->query, at, end);
    }
    if (status != STATUS_OK)
        return status;
    out->text = view_trim(out->text);
    out->place.end = (uint32_t)end;
    if (out->text.len > 0)
        return STATUS_OK;
    l->mistake = (struct span){out->place.start, (uint32_t)at};
    return error_set(err, STATUS_USAGE, "%s: needs a value right behind it", out->field->name);
}

static bool starts_operand(struct view query, size_t at)
{
    if (at >= query.len)
        return false;
    unsigned char c = (unsigned char)query.ptr[at];
    return quote_at(query, at) > 0 || c == '(' || c == '=' || c == '$' || c >= 0x80 || lex_is_ascii_word((char)c);
}

static enum status read_word(struct lexer *l, size_t start, struct lexeme *out, struct error *err)
{
    size_t end = word_end(l->query, start);
    bool group = end < l->query.len && l->query.ptr[end] == '(';
    out->place.end = (uint32_t)end;
    out->text = view_sub(l->query, start, end);
    enum status status = lex_classify(l, group, out, err);
    if (status == STATUS_OK && out->kind == LEX_FIELD && !query_field_is_scope(out->field))
        status = read_value(l, out, err);
    return status;
}

/* One lexeme, which may be a skipped one: a LEX_WORD without any letter. */
static enum status read_any(struct lexer *l, size_t start, struct lexeme *out, struct error *err)
{
    char c = l->query.ptr[start];
    size_t end = start + 1;
    enum status status = STATUS_OK;
    if (quote_at(l->query, start) > 0)
        return read_phrase(l, start, out, err);
    out->place.end = (uint32_t)end;
    if (c == '(') {
        out->kind = LEX_OPEN;
    } else if (c == ')') {
        out->kind = LEX_CLOSE;
        status = read_boost(l, &end, &out->boost, err);
        out->place.end = (uint32_t)end;
    } else if ((c == '-' || c == '+') && starts_operand(l->query, end)) {
        out->kind = c == '-' ? LEX_NOT : LEX_MUST;
    } else if (c == '=' && quote_at(l->query, end) > 0) {
        return read_phrase(l, end, out, err); /* phrases are exact anyway */
    } else {
        status = read_word(l, start, out, err);
    }
    return status;
}

enum status lex_next(struct lexer *l, struct lexeme *out, struct error *err)
{
    for (;;) {
        size_t start = space_end(l->query, l->at);
        struct lexeme read = {.kind = LEX_END, .boost = 1, .place = {(uint32_t)start, (uint32_t)start}};
        if (start < l->query.len) {
            enum status status = read_any(l, start, &read, err);
            if (status != STATUS_OK)
                return status;
        }
        l->at = read.place.end;
        if (read.kind == LEX_WORD && !lex_has_word(read.text))
            continue;
        *out = read;
        return STATUS_OK;
    }
}

size_t lex_count_words(struct view text)
{
    size_t count = 0;
    for (size_t at = space_end(text, 0), end; at < text.len; at = space_end(text, end)) {
        for (end = at; end < text.len && !is_space(text.ptr[end]);)
            end++;
        count += lex_has_word(view_sub(text, at, end));
    }
    return count;
}
